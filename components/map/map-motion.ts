"use client";

import type { Point } from "@/lib/map/frame";
import { closest, shifted, type View, whole } from "@/lib/map/view";
import { followGestures, type Shift } from "./map-gestures";
import { type Listen, middleOf, tellNames } from "./map-marks";

/** How much closer a key brings the drawing. */
const factors: Readonly<Record<string, number>> = { "+": 2, "=": 2, "-": 0.5, "0": 0 };

/** Where an arrow brings what is in the middle. */
const targets: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: 0.75, y: 0.5 },
  ArrowUp: { x: 0.5, y: 0.75 },
  ArrowDown: { x: 0.5, y: 0.25 },
  ArrowRight: { x: 0.25, y: 0.5 },
};

/** False of a key that would change nothing. */
const isOpen = (key: string, { zoom }: View) => (factors[key] === 2 ? zoom < closest : zoom > 1);

/**
 * Brings a drawing closer and moves it, by its tools, keys and gestures, and tells the names of its marks. It does so at once:
 * nothing moves by itself. Without JavaScript the drawing is whole. `place` puts the name right when the page has changed.
 */
export function moveDrawing(tools: HTMLElement) {
  const figure = tools.parentElement as HTMLElement;
  const svg = tools.nextElementSibling as SVGSVGElement;
  const tip = tools.lastElementChild as HTMLElement;
  const { width, height } = svg.viewBox.baseVal;
  const stop = new AbortController();
  const listen: Listen = (target, type, listener, options) =>
    target.addEventListener(type, listener as (event: Event) => void, { signal: stop.signal, ...options });
  const place = tellNames(svg, tip, figure, listen);
  let now = whole;

  const show = (view: View) => {
    now = view;
    const box = [view.x, view.y, width / view.zoom, height / view.zoom];
    svg.setAttribute("viewBox", box.map((value) => value.toFixed(2)).join(" "));
    // Marks, names and lines are drawn as much smaller as the drawing is larger.
    svg.style.setProperty("--map-scale", `${1 / view.zoom}`);
    place();
    // A button that is disabled would lose the focus.
    for (const button of tools.querySelectorAll("button")) button.ariaDisabled = `${!isOpen(button.value, view)}`;
  };
  /** A point of the window as a part of what is shown. */
  const partOf = ({ x, y }: Point): Point => {
    const frame = svg.getBoundingClientRect();
    return { x: (x - frame.left) / frame.width, y: (y - frame.top) / frame.height };
  };
  const shift: Shift = (from, to, factor) => show(shifted(now, { width, height }, partOf(from), partOf(to), factor));
  const focused = () => svg.querySelector(":focus");
  const move = (key: string) => {
    const to = targets[key];
    // What has the focus stays in sight where the drawing comes closer.
    const at = partOf(middleOf(to ? svg : (focused() ?? svg)));
    show(shifted(now, { width, height }, at, to ?? at, factors[key] ?? 1));
  };
  listen(tools, "click", ({ target }) => {
    const button = (target as Element).closest("button");
    if (button) move(button.value);
  });
  listen(figure, "keydown", (event) => {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || !(key in factors || key in targets)) return;
    // Arrows scroll the page where the drawing is whole.
    if (!isOpen(key, now)) return;
    event.preventDefault();
    move(key);
  });
  listen(figure, "focusin", () => {
    const mark = focused();
    if (!mark) return;
    const { x, y } = partOf(middleOf(mark));
    if (Math.min(x, y) < 0.02 || Math.max(x, y) > 0.98) shift(middleOf(mark), middleOf(svg), 1);
    mark.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  });
  // Paper has the whole drawing.
  let before = whole;
  listen(window, "beforeprint", () => {
    before = now;
    show(whole);
  });
  listen(window, "afterprint", () => show(before));
  followGestures(svg, shift, listen);
  show(whole);
  tools.dataset.alive = "";
  return { place, end: () => stop.abort() };
}
