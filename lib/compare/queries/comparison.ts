import { limits } from "@/lib/core/limits";
import type { Locale } from "@/lib/i18n/locales";
import type { Subject } from "@/lib/profiles/schema";
import { none } from "@/lib/search/facets";
import type { DimensionKey } from "@/lib/statistics/dimensions";
import { type Figure, readFigures } from "@/lib/statistics/figures";
import { dateOfData } from "@/lib/statistics/page";
import { readSeries, type Series } from "@/lib/statistics/series";
import type { MeasureKey } from "@/lib/statistics/units";
import { type YearTable, yearTable } from "../years";

/** Measures that subjects are compared by, in their order. */
export const comparedMeasures = [
  "projects",
  "ongoing",
  "authorities",
  "partners",
  "countries",
  "cofunding",
  "stateShare",
  "medianCofunding",
] as const satisfies readonly MeasureKey[];
export type ComparedMeasure = (typeof comparedMeasures)[number];

/** What subjects are compared by year: projects by that of their beginning, co-funding by that of its lines. */
const byYear = [
  { measure: "projects", dimension: "started" },
  { measure: "cofunding", dimension: "funded" },
] as const;
/** What is at the top of each, beside each other. */
const ranked = ["theme", "country", "authority", "partner"] as const satisfies readonly DimensionKey[];

/** The largest parts of each subject's projects; null where the dimension is what the subject itself is of. */
export type Ranking = { dimension: (typeof ranked)[number]; columns: readonly (Series | null)[] };

/** Subjects side by side; what is in an array has an entry for each of them, in their order. */
export type Comparison = {
  subjects: readonly Subject[];
  /** In the order in which they are shown; the same for all. */
  measures: readonly ComparedMeasure[];
  figures: readonly Readonly<Record<ComparedMeasure, Figure>>[];
  years: readonly YearTable[];
  rankings: readonly Ranking[];
  /** Day of the latest change of a record that is counted, ISO. */
  asOf: string | null;
};

/** True where all projects of a subject share the value, or it would stand at the top of its own list. */
function isOwn({ kind }: Subject, dimension: DimensionKey): boolean {
  return (kind === "country" && dimension === "country") || (kind === "theme" && dimension === "theme");
}

/** A series without the subject itself and what is not stated. */
function without(series: Series, subject: Subject): Series {
  const own = new Set<string>([none, ...(subject.kind === "organisation" ? [subject.key, ...subject.predecessors] : [])]);
  return { ...series, parts: series.parts.filter(({ key }) => !own.has(key)).slice(0, limits.comparedRows) };
}

async function readOne(subject: Subject, locale: Locale) {
  const [figures, projects, money, asOf] = await Promise.all([
    readFigures(comparedMeasures, subject.query),
    readSeries("projects", ["started", ...ranked], subject.query, locale),
    readSeries("cofunding", ["funded"], subject.query, locale),
    dateOfData(subject.query),
  ]);
  return { subject, figures, projects, money, asOf };
}

/** Everything that the comparison of subjects shows: the figures of each one's own search. */
export async function readComparison(subjects: readonly Subject[], locale: Locale): Promise<Comparison> {
  const all = await Promise.all(subjects.map((subject) => readOne(subject, locale)));
  const years = byYear.map(({ measure, dimension }) =>
    yearTable(
      measure,
      dimension,
      all.map(({ projects, money }) => (measure === "projects" ? projects : money).get(dimension) ?? null),
    ),
  );
  const rankings = ranked.map(
    (dimension): Ranking => ({
      dimension,
      columns: all.map(({ subject, projects }) => {
        const series = projects.get(dimension);
        return series && !isOwn(subject, dimension) ? without(series, subject) : null;
      }),
    }),
  );
  return {
    subjects,
    measures: comparedMeasures,
    figures: all.map(({ figures }) => figures),
    years: years.filter(({ years: stated }) => stated.length > 0),
    rankings: rankings.filter(({ columns }) => columns.some((series) => series !== null && series.parts.length > 0)),
    asOf: all.reduce<string | null>((latest, { asOf }) => (asOf !== null && asOf > (latest ?? "") ? asOf : latest), null),
  };
}
