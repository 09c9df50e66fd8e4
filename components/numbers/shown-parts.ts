import { limits } from "@/lib/core/limits";

/** The parts of a series that its table on a page shows: all, or the first of many. */
export function shownParts<T>(parts: readonly T[]): readonly T[] {
  return parts.length > limits.figureRows ? parts.slice(0, limits.figureRowsOfMany) : parts;
}
