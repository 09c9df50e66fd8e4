import type { Coordinates } from "./atlas";
import type { Frame, Point } from "./frame";

export type Counted = { key: string; count: number; position: Coordinates | null };
export type Bubble = Point & { key: string; radius: number };

const radii = { smallest: 4, largest: 26 };

/**
 * A bubble for each count that has a place, by default that of its position on the map; areas in proportion to the counts.
 * The largest first, so that small ones stay on top.
 */
export function bubblesOn(frame: Frame, counts: readonly Counted[], elsewhere?: ReadonlyMap<string, Point>): Bubble[] {
  const highest = Math.max(1, ...counts.map(({ count }) => count));
  return counts
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || a.key.localeCompare(b.key, "en"))
    .flatMap(({ key, count, position }) => {
      const point = elsewhere?.get(key) ?? (position && frame.at(position));
      const radius = Math.max(radii.smallest, radii.largest * Math.sqrt(count / highest));
      return point ? [{ key, ...point, radius: Math.round(radius * 10) / 10 }] : [];
    });
}
