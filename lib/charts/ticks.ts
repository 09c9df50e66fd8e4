/** Steps of an axis that people count in: 1, 2 or 5 times a power of ten. */
const steps = [1, 2, 5, 10];

/** Round values from 0 to `most` or just beyond, about `count` of them: ticks(42, 4) → 0, 20, 40, 60. `whole`: no fractions. */
export function ticks(most: number, count: number, whole = false): number[] {
  if (most <= 0) return [0, 1];
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const exact = (steps.find((step) => step * power >= rough) ?? 10) * power;
  const step = whole ? Math.max(1, exact) : exact;
  const last = Math.ceil(most / step - 1e-9);
  return Array.from({ length: last + 1 }, (_, index) => index * step);
}

/** In units of a drawing, to a tenth: more only weighs. */
export function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
