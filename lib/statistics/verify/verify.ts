import { connect, setDb } from "@/lib/core/db";
import type { Progress } from "@/lib/core/progress";
import { type ProjectQuery, wholeList } from "@/lib/search/params";
import { countEach } from "@/lib/search/totals";
import { dimensionKeys } from "../dimensions";
import { readFigures } from "../figures";
import { type Part, readSeries, type Series } from "../series";
import { type MeasureKey, measureKeys } from "../units";
import { notRecounted, type Recounted, recount, recountBy, recountedMeasures } from "./tables";

/** Two ways to the same number that do not meet. `against`: the search behind the figure, the tables of the records, or its parts. */
export type Difference = {
  measure: MeasureKey;
  dimension: string | null;
  value: string | null;
  figure: number | null;
  against: "search" | "tables" | "parts";
  expected: number | null;
};
export type Verification = { compared: number; differences: Difference[] };

/** Parts of a series whose searches are counted, each by a statement of its own: the largest. All are counted in the tables. */
const searchedParts = 40;
/** Longer than any of these statements takes at a million projects; they run at night. */
const statementTimeoutMs = 600_000;
const transactionTimeoutMs = 6 * 3_600_000;

/** Half a cent, for sums of cents as floating numbers. */
const agree = (a: number | null, b: number | null) => (a === null || b === null ? a === b : Math.abs(a - b) < 0.005);

type Told = (difference: Difference) => void;

/**
 * Compares every measure by every dimension, of the whole Atlas, with the searches that its figures lead to, with a second count
 * from the tables of the records, and with the sum of its parts. All sees the database as it stood at one moment.
 */
export async function verifyFigures(url: string, onProgress: Progress): Promise<Verification> {
  const database = connect(url, { poolSize: 1, statementTimeoutMs });
  try {
    return await database.$transaction(
      (snapshot) => {
        setDb(snapshot);
        return compareAll(onProgress);
      },
      { isolationLevel: "RepeatableRead", timeout: transactionTimeoutMs, maxWait: statementTimeoutMs },
    );
  } finally {
    setDb(undefined);
    await database.$disconnect();
  }
}

async function compareAll(onProgress: Progress): Promise<Verification> {
  const verification: Verification = { compared: 0, differences: [] };
  const tell: Told = (difference) => {
    verification.compared += 1;
    if (!agree(difference.figure, difference.expected)) verification.differences.push(difference);
  };
  const figures = await readFigures(measureKeys, wholeList);
  for (const measure of measureKeys) {
    const { value, query } = figures[measure];
    const told = { measure, dimension: null, value: null, figure: value };
    tell({ ...told, against: "tables", expected: await recount(measure) });
    if (isCount(measure) && query) tell({ ...told, against: "search", expected: (await countEach([query]))[0] ?? null });
  }
  for (const [done, key] of dimensionKeys.entries()) {
    onProgress("statistics.verify.progress", done, dimensionKeys.length);
    for (const measure of ["projects", "ongoing", "cofunding"] as const) {
      const series = (await readSeries(measure, [key], wholeList, "en")).get(key);
      if (series) await compareSeries(series, tell);
    }
  }
  onProgress("statistics.verify.progress", dimensionKeys.length, dimensionKeys.length);
  return verification;
}

const isCount = (measure: MeasureKey) => measure === "projects" || measure === "ongoing";
const isRecounted = (measure: MeasureKey): measure is Recounted => recountedMeasures.some((one) => one === measure);

async function compareSeries(series: Series, tell: Told): Promise<void> {
  const { measure, dimension, parts, total, single } = series;
  const of = (part: Pick<Part, "key" | "value">) => ({ measure, dimension, value: part.key, figure: part.value });
  if (isRecounted(measure)) {
    const again = await recountBy(measure, dimension);
    const own = new Map(parts.map((part) => [part.key, part.value]));
    for (const key of new Set([...own.keys(), ...again.keys()]))
      if (!notRecounted.has(`${dimension} ${key}`))
        tell({
          ...of({ key, value: own.get(key) ?? null }),
          against: "tables",
          expected: again.get(key) ?? nothing(own.get(key)),
        });
  }
  if (isCount(measure)) {
    const linked = parts.filter((part): part is Part & { query: ProjectQuery } => part.query !== null).slice(0, searchedParts);
    const totals = await countEach(linked.map(({ query }) => query));
    for (const [index, part] of linked.entries()) tell({ ...of(part), against: "search", expected: totals[index] ?? null });
  }
  if (!single) return;
  const sum = parts.reduce((all, { value }) => all + (value ?? 0), 0);
  tell({
    measure,
    dimension,
    value: null,
    figure: total.value,
    against: "parts",
    expected: total.value === null && sum === 0 ? null : sum,
  });
}

/** What a value without records is in the tables: zero where the figure is a zero (a year between others), else not known. */
const nothing = (figure: number | null | undefined) => (figure === 0 ? 0 : null);
