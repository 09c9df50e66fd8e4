/** What a figure is: a number of things, euros, or a part of 1. */
export type Unit = "count" | "euros" | "share";

/** What is counted (`measures.ts`), in the order in which it is shown, and in what. */
export const units = {
  projects: "count",
  ongoing: "count",
  authorities: "count",
  partners: "count",
  countries: "count",
  cofunding: "euros",
  given: "euros",
  stateShare: "share",
  meanCofunding: "euros",
  medianCofunding: "euros",
} as const satisfies Record<string, Unit>;

export type MeasureKey = keyof typeof units;
export const measureKeys = Object.keys(units) as MeasureKey[];

export function unitOf(measure: MeasureKey): Unit {
  return units[measure];
}
