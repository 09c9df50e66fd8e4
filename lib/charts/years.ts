import { tenth, ticks } from "./ticks";

/** What bars of years stand on, in units of the drawing, which is as wide as a phone: text keeps its size there. */
export type YearAxis = {
  width: number;
  height: number;
  left: number;
  bottom: number;
  /** Lines across, from the value 0 up. */
  lines: { value: number; y: number }[];
  /** Years written under the axis. */
  labels: { key: string; x: number }[];
};

const shape = { width: 420, right: 18, top: 18, height: 160, foot: 20 };
/** Room for the values: an amount is shortened ("600 k €"), a number is not. */
const leftOf = (top: number, whole: boolean) => (whole ? Math.max(46, 14 + 9 * String(top).length) : 70);
/** A label of four digits, with air. */
const labelWidth = 46;
const widestBar = 34;

/** Axes for consecutive years and values up to `most`, and what turns these into places. `whole`: numbers of things. */
export function yearAxis(years: readonly string[], most: number, whole: boolean) {
  const marks = ticks(most, 4, whole);
  const top = marks.at(-1) ?? 1;
  const bottom = shape.top + shape.height;
  const left = leftOf(top, whole);
  const slot = (shape.width - left - shape.right) / Math.max(1, years.length);
  const wide = tenth(Math.min(slot * 0.8, widestBar));
  const every = [1, 2, 5, 10, 20, 50, 100].find((step) => step * slot >= labelWidth) ?? 100;
  const xOf = (index: number) => left + index * slot + (slot - wide) / 2;
  const heightOf = (value: number) => (value / top) * shape.height;
  const axis: YearAxis = {
    width: shape.width,
    height: bottom + shape.foot,
    left,
    bottom,
    lines: marks.map((value) => ({ value, y: tenth(bottom - heightOf(value)) })),
    labels: years.flatMap((key, index) => (Number(key) % every === 0 ? [{ key, x: tenth(xOf(index) + wide / 2) }] : [])),
  };
  /** A bar that stands at a height, as a part of a path: hundreds of them weigh less than elements of their own. */
  const bar = (index: number, from: number, height: number) =>
    `M${tenth(xOf(index))} ${tenth(bottom - from)}v${-tenth(height)}h${wide}v${tenth(height)}z`;
  return { axis, heightOf, bar, full: shape.height };
}
