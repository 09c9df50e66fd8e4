import { tenth, ticks } from "./ticks";

/** A year and what is known of it; null is a gap, which is not zero. */
export type YearValue = { key: string; value: number | null };
export type YearBar = { key: string; x: number; y: number; width: number; height: number; gap: boolean };
export type YearBars = {
  width: number;
  height: number;
  /** Lines across, from the value 0 up. */
  lines: { value: number; y: number }[];
  bars: YearBar[];
  /** Years written under the axis. */
  labels: { key: string; x: number }[];
  left: number;
  bottom: number;
};

/** In units of the drawing, which is as wide as a phone: text keeps its size there. */
const shape = { width: 420, left: 46, right: 6, top: 18, height: 150, foot: 20 };
/** A label of four digits, with air. */
const labelWidth = 46;

/** Bars of consecutive years. `whole`: the values are numbers of things. */
export function yearBars(values: readonly YearValue[], whole: boolean): YearBars {
  const marks = ticks(Math.max(0, ...values.map(({ value }) => value ?? 0)), 4, whole);
  const most = marks.at(-1) ?? 1;
  const bottom = shape.top + shape.height;
  const slot = (shape.width - shape.left - shape.right) / Math.max(1, values.length);
  const heightOf = (value: number) => (value / most) * shape.height;
  const every = [1, 2, 5, 10, 20, 50, 100].find((step) => step * slot >= labelWidth) ?? 100;
  const xOf = (index: number) => shape.left + index * slot;
  return {
    width: shape.width,
    height: bottom + shape.foot,
    left: shape.left,
    bottom,
    lines: marks.map((value) => ({ value, y: tenth(bottom - heightOf(value)) })),
    bars: values.map(({ key, value }, index) => {
      const height = value === null ? shape.height : Math.max(value > 0 ? 1 : 0, heightOf(value));
      const width = Math.min(slot * 0.8, 34);
      const x = xOf(index) + (slot - width) / 2;
      return { key, x: tenth(x), y: tenth(bottom - height), width: tenth(width), height: tenth(height), gap: value === null };
    }),
    labels: values.flatMap(({ key }, index) => (Number(key) % every === 0 ? [{ key, x: tenth(xOf(index) + slot / 2) }] : [])),
  };
}
