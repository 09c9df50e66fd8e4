import type { ColdRecords, FirstPage } from "./cold";
import type { Conditions } from "./conditions";
import type { DemoTimes, ReferenceTimes } from "./databases";
import type { ImportTimes } from "./import";
import type { Lists } from "./imports";
import type { ListPages } from "./pages";
import type { Plan } from "./plan";
import type { SqlTime } from "./sql";
import type { StartTimes } from "./start";
import type { Warm } from "./warm";
import type { Weight } from "./weights";

/** What was measured with one number of demo projects. */
export type SizeResult = {
  demo: DemoTimes;
  lists: ListPages;
  firstPages: FirstPage[];
  cold: ColdRecords;
  warm: Warm;
  sql: SqlTime[];
};

/** Everything that one run measured. */
export type Results = {
  plan: Plan;
  conditions: Conditions;
  /** Null where it was left out. */
  start: StartTimes | null;
  reference: ReferenceTimes;
  imported: ImportTimes;
  lists: Lists;
  bareWeight: Weight;
  weights: Weight[];
  sizes: SizeResult[];
  minutes: number;
};
