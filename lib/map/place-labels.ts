import type { Frame, Point } from "./frame";

export type NamedMark = Point & { key: string; radius: number; text: string };
export type PlacedLabel = Point & {
  key: string;
  anchor: "start" | "middle" | "end";
  text: string;
  /** The middle of the mark. */
  mark: Point;
  /** Where a line from the mark ends, if the name stands aside. */
  leader: Point | null;
};
type Box = { left: number; top: number; right: number; bottom: number };

/** Size of the letters where they are largest, on small screens, and the mean width of one, in pixels of the drawing. */
const letter = { height: 27, width: 14.5 };
/** Distances from a mark to its name; beyond the first a line joins them. Farther away a name would seem to be of another country. */
const gaps = [6, 24, 42] as const;

const overlap = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const markBox = ({ x, y, radius }: NamedMark): Box => ({
  left: x - radius,
  right: x + radius,
  top: y - radius,
  bottom: y + radius,
});

function boxOf({ x, y, anchor, text }: PlacedLabel): Box {
  const wide = text.length * letter.width;
  const left = anchor === "start" ? x : anchor === "end" ? x - wide : x - wide / 2;
  return { left, right: left + wide, top: y - letter.height * 0.85, bottom: y + letter.height * 0.25 };
}

/** The line to the mark without its ends, which lie on the mark and on the name. */
function leaderBox({ mark: from, leader: to }: PlacedLabel): Box | null {
  if (!to) return null;
  const thin = 2;
  return {
    left: Math.min(from.x, to.x) - thin,
    right: Math.max(from.x, to.x) + thin,
    top: Math.min(from.y, to.y) - thin,
    bottom: Math.max(from.y, to.y) + thin,
  };
}

/** Where the name of a mark may stand at a distance: to the right, the left, below, above. */
function candidates({ key, x, y, radius, text }: NamedMark, gap: number): PlacedLabel[] {
  const away = radius + gap;
  const sides: { dx: -1 | 0 | 1; dy: -1 | 0 | 1; anchor: PlacedLabel["anchor"]; drop: number }[] = [
    { dx: 1, dy: 0, anchor: "start", drop: 0.33 },
    { dx: -1, dy: 0, anchor: "end", drop: 0.33 },
    { dx: 0, dy: 1, anchor: "middle", drop: 0.85 },
    { dx: 0, dy: -1, anchor: "middle", drop: -0.25 },
  ];
  return sides.map(({ dx, dy, anchor, drop }) => {
    const to = { x: Math.round(x + dx * away), y: Math.round(y + dy * away) };
    return {
      key,
      text,
      mark: { x, y },
      anchor,
      x: to.x,
      y: to.y + Math.round(letter.height * drop),
      leader: gap === gaps[0] ? null : { x: to.x - 4 * dx, y: to.y - 4 * dy },
    };
  });
}

/**
 * Names beside their marks: of the first `most` those that find room, inside the frame, without covering each other or
 * the mark of another of them.
 */
export function placeLabels(
  marks: readonly NamedMark[],
  { width, height }: Pick<Frame, "width" | "height">,
  most: number,
): PlacedLabel[] {
  const named = marks.slice(0, most);
  const names: Box[] = [];
  const leaders: Box[] = [];
  return named.flatMap((mark): PlacedLabel[] => {
    const others = named.filter(({ key }) => key !== mark.key).map(markBox);
    const fits = (label: PlacedLabel) => {
      const box = boxOf(label);
      const leader = leaderBox(label);
      const inside = box.left >= 4 && box.right <= width - 4 && box.top >= 4 && box.bottom <= height - 4;
      const covers = [...others, ...names, ...leaders].some((other) => overlap(box, other));
      return inside && !covers && !(leader && names.some((other) => overlap(leader, other)));
    };
    const label = gaps.flatMap((gap) => candidates(mark, gap)).find(fits);
    if (!label) return [];
    names.push(boxOf(label));
    const leader = leaderBox(label);
    if (leader) leaders.push(leader);
    return [label];
  });
}
