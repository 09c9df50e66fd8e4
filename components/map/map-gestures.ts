"use client";

import type { Point } from "@/lib/map/frame";
import { type Listen, markAt } from "./map-marks";

/** Brings what is at a point of the window to another one, `factor` times as large. */
export type Shift = (from: Point, to: Point, factor: number) => void;

/** Pixels from which a pointer that is down and moves does not click. */
const still = 4;

/** Of a wheel: the pixels that double the drawing, and the most that one turn may double. */
const wheel = { doubled: 100, most: 0.5 };

const pointOf = ({ clientX: x, clientY: y }: MouseEvent): Point => ({ x, y });

/** Where one or two pointers are together, and how far apart. */
function spread(pointers: ReadonlyMap<number, Point>): Point & { apart: number } {
  const [a = { x: 0, y: 0 }, b = a] = [...pointers.values()];
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, apart: Math.hypot(a.x - b.x, a.y - b.y) };
}

/**
 * Follows pointers and wheel on a drawing: a mouse drags it, two fingers pull it, the wheel turns it with Ctrl or Cmd. One
 * finger and the wheel alone scroll the page, as they do without JavaScript.
 */
export function followGestures(svg: SVGSVGElement, shift: Shift, listen: Listen): void {
  const pointers = new Map<number, Point>();
  let pulled = 0;

  listen(svg, "pointerdown", (event) => {
    if (pointers.size === 0) pulled = 0;
    if (event.button === 0 && pointers.size < 2) pointers.set(event.pointerId, pointOf(event));
  });
  listen(svg, "pointermove", (event) => {
    const { pointerId } = event;
    if (!pointers.has(pointerId)) return;
    const before = spread(pointers);
    pointers.set(pointerId, pointOf(event));
    if (event.pointerType === "touch" && pointers.size < 2) return;
    const after = spread(pointers);
    pulled += Math.hypot(after.x - before.x, after.y - before.y, after.apart - before.apart);
    if (pulled < still) return;
    svg.setPointerCapture(pointerId);
    shift(before, after, after.apart / before.apart || 1);
  });
  const end = ({ pointerId }: PointerEvent) => pointers.delete(pointerId);
  listen(window, "pointerup", end);
  listen(window, "pointercancel", end);
  const click = (event: MouseEvent) => {
    // One by a key or by ourselves.
    if (event.detail === 0) return;
    // The end of a pull is no click; a click beside a small mark is one on it.
    const isOnLink = (event.target as Element).closest("a");
    if (pulled >= still) event.preventDefault();
    else if (!isOnLink) markAt(svg, event)?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  };
  listen(svg, "click", click, { capture: true });
  // A link that is pulled is not carried away.
  listen(svg, "dragstart", (event) => event.preventDefault());
  const turn = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const doublings = Math.max(-wheel.most, Math.min(wheel.most, -event.deltaY / wheel.doubled));
    shift(pointOf(event), pointOf(event), 2 ** doublings);
  };
  listen(svg, "wheel", turn, { passive: false });
  const touch = (event: TouchEvent) => {
    if (event.touches.length > 1 && event.cancelable) event.preventDefault();
  };
  listen(svg, "touchmove", touch, { passive: false });
}
