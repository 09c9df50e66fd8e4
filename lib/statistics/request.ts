import { type DimensionKey, dimensionKeys } from "./dimensions";
import { type MeasureKey, measureKeys } from "./units";

/** What a file of figures is asked for: a measure, by one or two dimensions. */
export type SeriesRequest = { measure: MeasureKey; by: readonly [DimensionKey, ...DimensionKey[]] };

/** Reads `measure` and `by` ("country", "frenchRegion,subregion"); else the names of those that are not understood. */
export function parseSeriesRequest(params: { measure?: string; by?: string }): SeriesRequest | { refused: string[] } {
  const measure = measureKeys.find((key) => key === params.measure);
  const asked = (params.by ?? "").split(",");
  const [first, second] = asked.map((one) => dimensionKeys.find((key) => key === one));
  const isUnderstood = first && first !== second && (asked.length === 1 || (asked.length === 2 && second));
  if (measure && isUnderstood) return { measure, by: second ? [first, second] : [first] };
  return { refused: [...(measure ? [] : ["measure"]), ...(isUnderstood ? [] : ["by"])] };
}
