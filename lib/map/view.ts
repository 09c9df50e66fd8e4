import type { Point } from "./frame";

/** The part of a drawing that is shown: `zoom` times as large as the whole, its upper left corner at `x`, `y` of the drawing. */
export type View = Point & { zoom: number };

/** All of a drawing. */
export const whole: View = { zoom: 1, x: 0, y: 0 };

/** The closest view: coasts are drawn to 1.6 pixels, which eight times as large is still a coast. */
export const closest = 8;

const between = (least: number, most: number, value: number) => Math.min(most, Math.max(least, value));

/**
 * The view that is `factor` times as close and has what was at `from` at `to`, as far as the edges of the drawing let it.
 * Points are parts of what is shown: its middle is 0.5, 0.5.
 */
export function shifted(view: View, size: { width: number; height: number }, from: Point, to: Point, factor: number): View {
  const zoom = between(1, closest, view.zoom * factor);
  const along = (length: number, start: number, was: number, is: number) =>
    between(0, length - length / zoom, start + (was * length) / view.zoom - (is * length) / zoom);
  return { zoom, x: along(size.width, view.x, from.x, to.x), y: along(size.height, view.y, from.y, to.y) };
}
