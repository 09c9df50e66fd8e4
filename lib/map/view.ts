import type { Point } from "./frame";

/** The part of a drawing that is shown: `zoom` times as large as the whole, its upper left corner at `x`, `y` of the drawing. */
export type View = Point & { zoom: number };
type Size = { width: number; height: number };

/** All of a drawing. */
export const whole: View = { zoom: 1, x: 0, y: 0 };

/** The closest view: coasts are drawn to 1.6 pixels, which eight times as large is still a coast. */
export const closest = 8;

const between = (least: number, most: number, value: number) => Math.min(most, Math.max(least, value));

/** The view that a person asked for, without anything beyond the edges of the drawing. */
function inside({ zoom, x, y }: View, { width, height }: Size): View {
  return { zoom, x: between(0, width - width / zoom, x), y: between(0, height - height / zoom, y) };
}

/** The view `factor` times closer; the point `at` of the drawing stays where it is seen. */
export function zoomed(view: View, size: Size, factor: number, at: Point): View {
  const zoom = between(1, closest, view.zoom * factor);
  const kept = view.zoom / zoom;
  return inside({ zoom, x: at.x - (at.x - view.x) * kept, y: at.y - (at.y - view.y) * kept }, size);
}

/** The view moved by parts of what is shown: 1 is its whole width or height. */
export function moved(view: View, size: Size, right: number, down: number): View {
  const { zoom, x, y } = view;
  return inside({ zoom, x: x + (right * size.width) / zoom, y: y + (down * size.height) / zoom }, size);
}

/** The view moved as little as shows a point, and around it a tenth of what is shown. */
export function including(view: View, size: Size, { x, y }: Point): View {
  const [wide, high] = [size.width / view.zoom, size.height / view.zoom];
  const [right, down] = [between(x - 0.9 * wide, x - 0.1 * wide, view.x), between(y - 0.9 * high, y - 0.1 * high, view.y)];
  return inside({ zoom: view.zoom, x: right, y: down }, size);
}
