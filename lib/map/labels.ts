import type { ArcGeometry } from "./arc";

export type MapLabel = { key: string; x: number; y: number; anchor: "start" | "middle" | "end"; lines: string[] };

/** Line length in letters, and lines, that a name may take on the map; the caption gives it whole. */
const bounds = { letters: 24, lines: 3 };
const lineHeight = 32;
/** Distance between a mark and the nearest edge of its name. */
const gap = 24;

/** Breaks a name at spaces; what does not fit ends in "…". */
export function wrapName(name: string, { letters, lines } = bounds): string[] {
  const wrapped: string[] = [];
  for (const word of name.split(/\s+/)) {
    const last = wrapped.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= letters) wrapped[wrapped.length - 1] = `${last} ${word}`;
    else wrapped.push(word);
  }
  const shown = wrapped.slice(0, lines);
  const cut = wrapped.length > lines;
  return shown.map((line, index) => {
    const tooLong = line.length > letters || (cut && index === shown.length - 1);
    return tooLong ? `${line.slice(0, letters - 1)}…` : line;
  });
}

/** Names of two ends beside their marks, each on the side away from the other; none for a map with more ends. */
export function mapLabels({ ends, width, height }: Pick<ArcGeometry, "ends" | "width" | "height">): MapLabel[] {
  const [first, second] = ends;
  if (ends.length !== 2 || !first || !second) return [];
  const level = Math.abs(first.y - second.y) < 80 && Math.abs(first.x - second.x) > 320;
  return [first, second].map((end, index) => {
    const other = index === 0 ? second : first;
    const lines = wrapName(end.name);
    const tall = (lines.length - 1) * lineHeight;
    const above = !level && (end.y < other.y || (end.y === other.y && index === 0));
    const y = above ? end.y - gap - tall : end.y + gap + 20;
    const anchor = end.x < width * 0.27 ? "start" : end.x > width * 0.73 ? "end" : "middle";
    const x = anchor === "start" ? end.x - 14 : anchor === "end" ? end.x + 14 : end.x;
    return { key: `${end.side} ${index}`, x, y: Math.min(Math.max(y, 34), height - tall - 16), anchor, lines };
  });
}
