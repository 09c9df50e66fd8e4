import type { Coordinates } from "./atlas";
import type { Frame, Point } from "./frame";

export type Counted = { key: string; count: number; position: Coordinates | null };
export type Bubble = Point & { key: string; radius: number };

/** Radii: the least, the most, and that of one project where no count is high. */
const radii = { smallest: 4, largest: 26, one: 6 };

/**
 * A bubble for each count that has a place, by default that of its position on the map; areas in proportion to the counts.
 * The largest first, so that small ones stay on top.
 */
export function bubblesOn(frame: Frame, counts: readonly Counted[], elsewhere?: ReadonlyMap<string, Point>): Bubble[] {
  const placed = counts.flatMap(({ key, count, position }) => {
    const point = elsewhere?.get(key) ?? (position && frame.at(position));
    return point && count > 0 ? [{ key, count, ...point }] : [];
  });
  const highest = Math.max(1, ...placed.map(({ count }) => count));
  const largest = Math.min(radii.largest, radii.one * Math.sqrt(highest));
  return placed
    .sort((a, b) => b.count - a.count || a.key.localeCompare(b.key, "en"))
    .map(({ key, count, x, y }) => {
      const radius = Math.max(radii.smallest, largest * Math.sqrt(count / highest));
      return { key, x, y, radius: Math.round(radius * 10) / 10 };
    });
}
