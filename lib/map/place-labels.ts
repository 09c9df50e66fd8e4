import type { Frame, Point } from "./frame";

export type NamedMark = Point & { key: string; radius: number; text: string };
export type PlacedLabel = Point & { key: string; anchor: "start" | "middle" | "end"; text: string };
type Box = { left: number; top: number; right: number; bottom: number };

/** Size of the letters where they are largest, on small screens, and the mean width of one, in pixels of the drawing. */
const letter = { height: 27, width: 14.5 };
const gap = 6;

const overlap = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function boxOf({ x, y, anchor, text }: PlacedLabel): Box {
  const wide = text.length * letter.width;
  const left = anchor === "start" ? x : anchor === "end" ? x - wide : x - wide / 2;
  return { left, right: left + wide, top: y - letter.height * 0.85, bottom: y + letter.height * 0.25 };
}

/** Where the name of a mark may stand, the best place first. */
function candidates({ key, x, y, radius, text }: NamedMark): PlacedLabel[] {
  const away = radius + gap;
  const middle = y + Math.round(letter.height * 0.33);
  return [
    { key, text, x: Math.round(x + away), y: middle, anchor: "start" },
    { key, text, x: Math.round(x - away), y: middle, anchor: "end" },
    { key, text, x, y: Math.round(y + away + letter.height * 0.85), anchor: "middle" },
    { key, text, x, y: Math.round(y - away - letter.height * 0.25), anchor: "middle" },
  ];
}

/**
 * Names beside their marks: of the first `most` those that find room, inside the frame, without covering each other or
 * the mark of another of them.
 */
export function placeLabels(marks: readonly NamedMark[], { width, height }: Pick<Frame, "width" | "height">, most: number) {
  const named = marks.slice(0, most);
  const taken = named.map(({ key, x, y, radius }) => ({
    key,
    box: { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius },
  }));
  return named.flatMap((mark): PlacedLabel[] => {
    const fits = (label: PlacedLabel) => {
      const box = boxOf(label);
      const inside = box.left >= 4 && box.right <= width - 4 && box.top >= 4 && box.bottom <= height - 4;
      return inside && !taken.some((other) => other.key !== mark.key && overlap(box, other.box));
    };
    const label = candidates(mark).find(fits);
    if (!label) return [];
    taken.push({ key: `name of ${mark.key}`, box: boxOf(label) });
    return [label];
  });
}
