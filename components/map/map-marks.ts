"use client";

import type { Point } from "@/lib/map/frame";

/** Listens until the drawing goes away. */
export type Listen = <Type extends keyof GlobalEventHandlersEventMap>(
  target: EventTarget,
  type: Type | "beforeprint" | "afterprint",
  listener: (event: GlobalEventHandlersEventMap[Type]) => void,
  options?: AddEventListenerOptions,
) => void;

/** What has a name on a drawing. Without JavaScript the browser tells it by itself, to a pointer that waits. */
const named = "a, .map-mark";

/** Half of the least size of what one can hit (WCAG 2.5.8), in pixels of the screen. */
const reach = 12;

/** Milliseconds that a pointer may take from a mark to its name. */
const grace = 250;

/** The middle of what is seen of an element, in the window. */
export function middleOf(element: Element): Point {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

/** The mark under a pointer, or the nearest one whose middle is within reach. */
export function markAt(svg: SVGSVGElement, { target, clientX, clientY }: MouseEvent): Element | null {
  let nearest = (target as Element).closest(named);
  let least = reach;
  if (!nearest)
    for (const circle of svg.querySelectorAll("circle")) {
      const { x, y } = middleOf(circle);
      const distance = Math.hypot(x - clientX, y - clientY);
      if (distance < least) [nearest, least] = [circle.closest(named), distance];
    }
  return nearest;
}

/**
 * Tells the name of the mark that has the pointer or the focus. It stays while the pointer is on it, and goes away with
 * Escape (WCAG 1.4.13). Gives back what puts it in its place again.
 */
export function tellNames(svg: SVGSVGElement, tip: HTMLElement, figure: Element, listen: Listen): () => void {
  let told: Element | null = null;
  /** Where it is told of what is no circle. */
  let at: Point = { x: 0, y: 0 };
  let timer: number;

  const place = () => {
    const circle = told?.querySelector("circle");
    const { x, y } = circle ? middleOf(circle) : at;
    const half = circle ? circle.getBoundingClientRect().height / 2 : 6;
    const frame = svg.getBoundingClientRect();
    tip.hidden = !told?.isConnected || x < frame.left || x > frame.right || y < frame.top || y > frame.bottom;
    tip.textContent = told?.querySelector("title")?.textContent ?? "";
    const { left, top, width } = figure.getBoundingClientRect();
    const above = y - half - tip.offsetHeight;
    tip.style.left = `${Math.max(0, Math.min(x - left - tip.offsetWidth / 2, width - tip.offsetWidth))}px`;
    tip.style.top = `${(above < 0 ? y + half : above) - top}px`;
  };
  const tell = (mark: Element | null) => {
    clearTimeout(timer);
    if (mark === told) return;
    told = mark;
    // The browser tells a title to a pointer that waits; an empty one of its own keeps it from telling this one again.
    for (const shape of mark?.querySelectorAll(":is(circle, path):not(:has(title))") ?? [])
      shape.append(document.createElementNS(svg.namespaceURI, "title"));
    place();
  };
  const tellFocus = () => tell(svg.querySelector(":focus"));
  const leave = () => {
    clearTimeout(timer);
    if (tip.hidden) tellFocus();
    else timer = window.setTimeout(tellFocus, grace);
  };

  listen(svg, "pointermove", (event) => {
    // A finger has no name to wait for, and what is pulled is not read.
    if (event.pointerType === "touch") return;
    const mark = event.buttons ? null : markAt(svg, event);
    svg.style.cursor = mark?.localName === "a" ? "pointer" : "";
    if (mark !== told) at = { x: event.clientX, y: event.clientY };
    if (mark) tell(mark);
    else leave();
  });
  listen(svg, "pointerleave", leave);
  listen(tip, "pointerenter", () => clearTimeout(timer));
  listen(tip, "pointerleave", leave);
  // Not on the drawing: Chromium would give it the focus by itself.
  listen(figure, "focusin", tellFocus);
  listen(figure, "focusout", () => tell(null));
  listen(document, "keydown", ({ key }) => {
    // Until another mark is told.
    if (key === "Escape") tip.hidden = true;
  });
  return place;
}
