import { Prisma } from "@/lib/core/prisma-client/client";
import type { ProjectQuery } from "@/lib/search/params";
import { type DimensionKey, foreignPartners, frenchAuthorities } from "./dimensions";
import { narrowed, stated } from "./narrow";
import type { MeasureKey } from "./units";

/**
 * What is counted; name, definition and the rule against double counting in words: messages `statistics.measure.<key>`.
 * `value` is an aggregate over the projects `h` of a search, each once (see `hitsSql`), with
 * - `lines`: the funding lines `l` of these projects;
 * - `things`: values `t.value` of these projects, as (id, value).
 */
export type Measure = {
  over: "projects" | "lines" | "things";
  /** The dimension whose values are counted: its parts are what the figure counts. */
  dimension?: DimensionKey;
  things?: Prisma.Sql;
  value: (query: ProjectQuery) => Prisma.Sql;
  /** The search whose projects the figure is made of; null where no address says it. */
  rows: (query: ProjectQuery) => ProjectQuery | null;
};

/** Lines that co-funding is the sum of: amounts of other kinds (budgets, commitments, payments) and currencies are never added. */
const cofunded = Prisma.sql`l.kind = 'cofunding' AND l.currency = 'EUR'`;

/** Lines of the funders that a search asks for; of all where it asks for none. */
function byChosen({ chosen }: ProjectQuery): Prisma.Sql {
  const { oneOf } = chosen.funder;
  if (oneOf.length === 0) return Prisma.sql`true`;
  return Prisma.sql`l.funder_id IN (SELECT id FROM organisation WHERE public_id = ANY(${[...oneOf]}::text[]))`;
}

/** Condition on the lines that a measure of lines adds up. */
export function linesOf(key: MeasureKey, query: ProjectQuery): Prisma.Sql {
  return key === "given" ? Prisma.sql`${cofunded} AND ${byChosen(query)}` : cofunded;
}

/** Lines of the same projects whose amounts are of another kind or in another currency: told, never added. */
export const otherLines = Prisma.sql`NOT (${cofunded})`;

const sumOf = (key: MeasureKey) => (query: ProjectQuery) =>
  Prisma.sql`sum(l.amount) FILTER (WHERE ${linesOf(key, query)})::float8`;

const fromState = Prisma.sql`l.funder_id IN (SELECT id FROM organisation WHERE kind_code = 'state_body' AND country_code = 'FR')`;

const amountKnown = (query: ProjectQuery) => stated(query, "amount");

const countriesOfAction = Prisma.sql`SELECT h.id, c.country_code AS value FROM hits h JOIN project_place c ON c.project_id = h.id`;

const distinct = (dimension: DimensionKey, things: Prisma.Sql, rows: Measure["rows"]): Measure => ({
  over: "things",
  dimension,
  things,
  value: () => Prisma.sql`count(DISTINCT t.value)::float8`,
  rows,
});

export const measures: Readonly<Record<MeasureKey, Measure>> = {
  projects: { over: "projects", value: () => Prisma.sql`count(*)::float8`, rows: (query) => query },
  ongoing: {
    over: "projects",
    value: () => Prisma.sql`count(*) FILTER (WHERE h.status = 'ongoing')::float8`,
    rows: (query) => narrowed(query, "status", "ongoing"),
  },
  authorities: distinct("authority", frenchAuthorities, (query) => stated(query, "french")),
  partners: distinct("partner", foreignPartners, (query) => stated(query, "foreign")),
  countries: distinct("country", countriesOfAction, (query) => stated(query, "country")),
  cofunding: { over: "lines", value: sumOf("cofunding"), rows: amountKnown },
  given: { over: "lines", value: sumOf("given"), rows: amountKnown },
  stateShare: {
    over: "lines",
    value: () =>
      Prisma.sql`(coalesce(sum(l.amount) FILTER (WHERE ${cofunded} AND ${fromState}), 0) / nullif(sum(l.amount) FILTER (WHERE ${cofunded}), 0))::float8`,
    rows: amountKnown,
  },
  meanCofunding: { over: "projects", value: () => Prisma.sql`round(avg(h.amount), 2)::float8`, rows: amountKnown },
  medianCofunding: {
    over: "projects",
    value: () => Prisma.sql`round((percentile_cont(0.5) WITHIN GROUP (ORDER BY h.amount::float8))::numeric, 2)::float8`,
    rows: amountKnown,
  },
};
