import { tenth } from "./ticks";

export type RankedBar = { key: string; name: string; y: number; width: number; end: number };
export type RankedBars = { width: number; height: number; barHeight: number; bars: RankedBar[] };

/** In units of the drawing, which is as wide as a phone. A name stands above its bar: however long, it has a whole line. */
const shape = { width: 420, row: 36, bar: 12, name: 16, value: 132 };
/** Letters of a name that fit on its line. */
const letters = 58;

/** Bars of values, in their order, each under its name. `scale`: the value of a whole width at least, shared by several drawings. */
export function rankedBars(values: readonly { key: string; name: string; value: number | null }[], scale = 0): RankedBars {
  const most = Math.max(1e-9, scale, ...values.map(({ value }) => value ?? 0));
  const room = shape.width - shape.value;
  return {
    width: shape.width,
    height: values.length * shape.row,
    barHeight: shape.bar,
    bars: values.map(({ key, name, value }, index) => {
      const width = tenth(Math.max(value ? 1 : 0, ((value ?? 0) / most) * room));
      const cut = name.length > letters ? `${name.slice(0, letters - 1).trimEnd()}…` : name;
      return { key, name: cut, y: index * shape.row + shape.name, width, end: tenth(width + 6) };
    }),
  };
}
