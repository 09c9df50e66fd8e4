"use client";

/** What has a name on a drawing. Without JavaScript the browser tells it by itself, to a pointer that waits. */
const named = "a, .map-mark";

/** Half of the least size of what one can hit (WCAG 2.5.8), in pixels of the screen. */
const reach = 12;

/** The middle of what is seen of an element, in the window. */
export const middleOf = (element: Element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
};

/** The mark under a pointer, or the nearest one whose middle is within reach. */
export function markAt(svg: SVGSVGElement, { target, clientX, clientY }: MouseEvent): Element | null {
  const direct = target instanceof Element ? target.closest(named) : null;
  if (direct) return direct;
  let [nearest, least]: [Element | null, number] = [null, reach];
  for (const circle of svg.querySelectorAll("a > circle, .map-mark > circle")) {
    const { x, y } = middleOf(circle);
    const distance = Math.hypot(x - clientX, y - clientY);
    if (distance <= least) [nearest, least] = [circle, distance];
  }
  return nearest?.closest(named) ?? null;
}

/** Milliseconds that a pointer may take from a mark to its name. */
const grace = 250;

type Place = Pick<DOMRect, "left" | "right" | "top" | "bottom">;

/** Puts a name above what it is of, or below where the window ends; hides it where that is not in the frame. */
function put(tip: HTMLElement, frame: Place, box: Place): void {
  const across = box.right > frame.left && box.left < frame.right;
  tip.hidden = !across || box.bottom < frame.top || box.top > frame.bottom;
  if (tip.hidden || !tip.offsetParent) return;
  const { left, top, width } = tip.offsetParent.getBoundingClientRect();
  const wanted = (box.left + box.right - tip.offsetWidth) / 2 - left;
  const above = box.top - tip.offsetHeight;
  tip.style.left = `${Math.max(0, Math.min(wanted, width - tip.offsetWidth))}px`;
  tip.style.top = `${(above < 0 ? box.bottom : above) - top}px`;
}

/** The browser tells a title to a pointer that waits; an empty one of its own keeps it from telling that of a mark again. */
function silence(mark: Element): void {
  for (const shape of mark.querySelectorAll(":is(circle, path):not(:has(title))"))
    shape.append(document.createElementNS(mark.namespaceURI, "title"));
}

/**
 * Tells the name of the mark that has the pointer or the focus. It stays while the pointer is on it, and goes away with
 * Escape (WCAG 1.4.13). Gives back what puts it in its place again, and what ends it.
 */
export function tellNames(svg: SVGSVGElement, tip: HTMLElement) {
  const stop = new AbortController();
  const { signal } = stop;
  let [told, at]: [Element | null, Place | null] = [null, null];
  let timer: number;

  const place = () => {
    const box = told?.querySelector("circle")?.getBoundingClientRect() ?? at;
    tip.hidden = true;
    if (!told?.isConnected || !box) return;
    tip.textContent = told.querySelector("title")?.textContent ?? "";
    put(tip, svg.getBoundingClientRect(), box);
  };
  const tell = (mark: Element | null, from: Place | null = null) => {
    window.clearTimeout(timer);
    if (mark === told) return;
    [told, at] = [mark, from];
    if (mark) silence(mark);
    place();
  };
  const leave = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => tell(svg.querySelector(":focus")), grace);
  };
  const hover = (event: PointerEvent) => {
    // A finger has no name to wait for, and what is pulled is not read.
    if (event.pointerType === "touch") return;
    if (event.buttons !== 0) return tell(null);
    const mark = markAt(svg, event);
    svg.style.cursor = mark?.localName === "a" ? "pointer" : "";
    const { clientX: x, clientY: y } = event;
    if (mark) tell(mark, { left: x, right: x, top: y - 6, bottom: y + 12 });
    else leave();
  };
  const dismiss = ({ key }: KeyboardEvent) => {
    // Until another mark is told.
    if (key === "Escape") tip.hidden = true;
  };

  svg.addEventListener("pointermove", hover, { signal });
  svg.addEventListener("pointerleave", leave, { signal });
  svg.addEventListener("focusin", ({ target }) => tell(target as Element), { signal });
  svg.addEventListener("focusout", () => tell(null), { signal });
  tip.addEventListener("pointerenter", () => window.clearTimeout(timer), { signal });
  tip.addEventListener("pointerleave", leave, { signal });
  document.addEventListener("keydown", dismiss, { signal });
  signal.addEventListener("abort", () => window.clearTimeout(timer));
  return { place, end: () => stop.abort() };
}
