"use client";

import type { Point } from "@/lib/map/frame";
import { including, moved, type View, whole, zoomed } from "@/lib/map/view";
import { followGestures, type Shift } from "./map-gestures";
import { middleOf, tellNames } from "./map-marks";

/** What a person can do with a drawing by a button or a key. */
export const acts = ["in", "out", "whole", "left", "up", "down", "right"] as const;
export type Act = (typeof acts)[number];

const keys: Readonly<Record<string, Act>> = {
  "+": "in",
  "=": "in",
  "-": "out",
  "0": "whole",
  ArrowLeft: "left",
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowRight: "right",
};

/** Parts of what is shown by which an arrow moves it, to the right and down. */
const steps: Readonly<Record<string, readonly [number, number]>> = {
  left: [-0.25, 0],
  up: [0, -0.25],
  down: [0, 0.25],
  right: [0.25, 0],
};
const factors: Readonly<Record<string, number>> = { in: 2, out: 0.5 };

/**
 * Brings a drawing closer and moves it, by `act`, keys and gestures, and tells the names of its marks in `tip`. It does so at
 * once: nothing moves by itself. Without JavaScript the drawing is whole. `place` puts the name right when the page has changed.
 */
export function moveDrawing(svg: SVGSVGElement, tip: HTMLElement, tell: (view: View) => void) {
  const { width, height } = svg.viewBox.baseVal;
  const size = { width, height };
  const stop = new AbortController();
  const { signal } = stop;
  const names = tellNames(svg, tip);
  let now = whole;

  const show = (view: View) => {
    const hasChanged = view.zoom !== now.zoom || view.x !== now.x || view.y !== now.y;
    now = view;
    const box = [view.x, view.y, width / view.zoom, height / view.zoom];
    svg.setAttribute("viewBox", box.map((value) => value.toFixed(2)).join(" "));
    // Marks, names and lines are drawn as much smaller as the drawing is larger.
    svg.style.setProperty("--map-scale", `${1 / view.zoom}`);
    names.place();
    if (hasChanged) tell(view);
    return hasChanged;
  };
  /** A point of the window on the drawing. */
  const onDrawing = ({ x, y }: Point) => new DOMPoint(x, y).matrixTransform(svg.getScreenCTM()?.inverse());
  const shift: Shift = (from, to, factor) => {
    const { width: wide, height: high } = svg.getBoundingClientRect();
    const next = zoomed(now, size, factor, onDrawing(from));
    show(moved(next, size, (from.x - to.x) / wide, (from.y - to.y) / high));
  };
  const act = (what: Act): boolean => {
    const [right, down] = steps[what] ?? [0, 0];
    if (what === "whole") return show(whole);
    // What has the focus stays in sight.
    const at = onDrawing(middleOf(svg.querySelector(":focus") ?? svg));
    return show(moved(zoomed(now, size, factors[what] ?? 1, at), size, right, down));
  };
  const press = (event: KeyboardEvent) => {
    const what = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    // Where there is nothing to move, arrows scroll the page.
    if (what && act(what)) event.preventDefault();
  };
  const reveal = ({ target }: FocusEvent) => {
    if (!(target instanceof Element) || now.zoom === 1) return;
    show(including(now, size, onDrawing(middleOf(target))));
    target.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  svg.addEventListener("focusin", reveal, { signal });
  svg.parentElement?.addEventListener("keydown", press, { signal });
  // Paper has the whole drawing.
  let before = whole;
  const print = () => {
    before = now;
    show(whole);
  };
  window.addEventListener("beforeprint", print, { signal });
  window.addEventListener("afterprint", () => show(before), { signal });
  const endGestures = followGestures(svg, shift);
  const end = () => {
    stop.abort();
    endGestures();
    names.end();
  };
  return { act, place: names.place, end };
}
