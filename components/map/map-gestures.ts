"use client";

import type { Point } from "@/lib/map/frame";
import { markAt } from "./map-marks";

/** Brings what is at a point of the window to another one, `factor` times as large. */
export type Shift = (from: Point, to: Point, factor: number) => void;

/** Pixels from which a pointer that is down and moves does not click. */
const still = 4;

/** Turns of a wheel: pixels that double the drawing, and what one turn may do at most. */
const wheel = { doubled: 100, most: 0.5 };

/** Where some pointers are together, and how far apart. */
function spread(pointers: ReadonlyMap<number, Point>): Point & { apart: number } {
  const [a = { x: 0, y: 0 }, b = a] = [...pointers.values()];
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, apart: Math.hypot(a.x - b.x, a.y - b.y) };
}

/**
 * Follows pointers and wheel on a drawing: a mouse drags it, two fingers pull it, the wheel turns it with Ctrl or Cmd. One
 * finger and the wheel alone scroll the page, as they do without JavaScript. Gives back what ends it.
 */
export function followGestures(svg: SVGSVGElement, shift: Shift): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const pointers = new Map<number, Point>();
  let [pulled, hasMoved] = [0, false];

  const pointOf = ({ clientX: x, clientY: y }: MouseEvent): Point => ({ x, y });
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    if (pointers.size === 0) [pulled, hasMoved] = [0, false];
    if (pointers.size < 2) pointers.set(event.pointerId, pointOf(event));
  };
  const move = (event: PointerEvent) => {
    if (!pointers.has(event.pointerId)) return;
    const before = spread(pointers);
    pointers.set(event.pointerId, pointOf(event));
    if (event.pointerType === "touch" && pointers.size < 2) return;
    const after = spread(pointers);
    pulled += Math.hypot(after.x - before.x, after.y - before.y) + Math.abs(after.apart - before.apart);
    if (pulled > still && !hasMoved) {
      hasMoved = true;
      for (const id of pointers.keys()) svg.setPointerCapture(id);
    }
    if (hasMoved) shift(before, after, before.apart > 0 ? after.apart / before.apart : 1);
  };
  const up = ({ pointerId }: PointerEvent) => pointers.delete(pointerId);
  const click = (event: MouseEvent) => {
    // The end of a pull is no click; a click beside a small mark is one on it.
    if (hasMoved && event.detail > 0) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (event.target instanceof Element && !event.target.closest("a") && event.isTrusted) {
      const { ctrlKey, metaKey, shiftKey } = event;
      markAt(svg, event)?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }));
    }
    hasMoved = false;
  };
  const turn = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const pixels = event.deltaMode === 0 ? event.deltaY : event.deltaY * 20;
    const doublings = Math.max(-wheel.most, Math.min(wheel.most, -pixels / wheel.doubled));
    shift(pointOf(event), pointOf(event), 2 ** doublings);
  };
  const touch = (event: TouchEvent) => {
    if (event.touches.length > 1 && event.cancelable) event.preventDefault();
  };

  svg.addEventListener("pointerdown", down, { signal });
  svg.addEventListener("pointermove", move, { signal });
  for (const end of ["pointerup", "pointercancel"] as const) window.addEventListener(end, up, { signal });
  svg.addEventListener("click", click, { signal, capture: true });
  // A link that is pulled is not carried away.
  svg.addEventListener("dragstart", (event) => event.preventDefault(), { signal });
  svg.addEventListener("wheel", turn, { signal, passive: false });
  svg.addEventListener("touchmove", touch, { signal, passive: false });
  return () => stop.abort();
}
