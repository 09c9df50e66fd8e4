import { activitySql, hasActivity } from "@/lib/as-of/condition";
import { today } from "@/lib/core/clock";
import { Prisma } from "@/lib/core/prisma-client/client";
import { existedOn, heldOn } from "@/lib/history/queries/known";
import { type FindingFilter, hasFinding } from "@/lib/quality/queries/condition";
import { boundsOf, type Choice, type FacetKey, facetKeys, isChosen, none, yearsOf } from "./facets";
import type { ProjectQuery } from "./params";

/** The search row `r` of each project `p`. Each row has its project; where nothing is asked of that, PostgreSQL leaves out a left join. */
export const searched = Prisma.sql`search_row r LEFT JOIN project p ON p.id = r.project_id`;

const and = (conditions: readonly Prisma.Sql[]) => Prisma.join([Prisma.sql`true`, ...conditions], " AND ");
const or = (conditions: readonly Prisma.Sql[]) => Prisma.sql`(${Prisma.join([...conditions], " OR ")})`;

/** Status of the project `p` on a day (ISO); as `computeStatus` (lib/projects/policy.ts), `none` where it is not stated. */
export function statusSql(day: string): Prisma.Sql {
  return Prisma.sql`search_status(p, ${day}::date)`;
}

/** Roles of those who take part on the French side. */
export const frenchRoles = ["lead_authority", "implementing_body", "french_partner"] as const;
export const foreignRoles = ["foreign_partner"] as const;

/** Those who take part in a project in some roles: looked up project by project, where PostgreSQL might read those of all. */
export const takingPart = (project: Prisma.Sql, roles: readonly string[]) => Prisma.sql`LATERAL (
  SELECT organisation_id, role_code FROM project_organisation WHERE project_id = ${project} AND role_code = ANY(${[...roles]}::text[]) OFFSET 0)`;

function takesPart(roles: readonly string[], organisation: string): Prisma.Sql {
  if (organisation === none) return Prisma.sql`NOT r.tokens && ${roles.map((role) => `role:${role}`)}::text[]`;
  return Prisma.sql`r.tokens && ${roles.map((role) => `taking:${role}/${organisation}`)}::text[]`;
}

/** A year, by an expression of SQL, within a range. */
function inYears(year: Prisma.Sql, range: string): Prisma.Sql {
  if (range === none) return Prisma.sql`${year} IS NULL`;
  const { from, to } = yearsOf(range);
  return Prisma.sql`${year} BETWEEN ${from ?? 0} AND ${to ?? 9999}`;
}

function fundedIn(range: string): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT FROM funding_line f
    WHERE f.project_id = p.id AND f.kind = 'cofunding' AND ${inYears(Prisma.sql`f.year`, range)})`;
}

/** Projects of which nothing is known that lets them run into later years. */
export const over = Prisma.sql`coalesce(p.declared_status_code IN ('closed', 'cancelled', 'suspended'), false)`;

function ranIn(range: string): Prisma.Sql {
  if (range === none) return Prisma.sql`coalesce(r.first_year, r.last_year) IS NULL`;
  const { from, to } = yearsOf(range);
  const now = Number(today().slice(0, 4));
  const begun =
    to === null
      ? Prisma.sql`coalesce(r.first_year, r.last_year) IS NOT NULL`
      : Prisma.sql`coalesce(r.first_year, r.last_year) <= ${to}`;
  const lasted = Prisma.sql`coalesce(r.last_year, CASE WHEN ${over} THEN r.first_year ELSE ${now}::int END)`;
  return from === null ? begun : Prisma.sql`(${begun} AND ${lasted} >= ${from})`;
}

function amountIn(range: string): Prisma.Sql {
  if (range === none) return Prisma.sql`r.amount IS NULL`;
  const { from, to } = boundsOf(range);
  return Prisma.sql`(r.amount >= ${from} AND ${to === null ? Prisma.sql`true` : Prisma.sql`r.amount < ${to}`})`;
}

const neverMissing = Prisma.sql`false`;

/** Filters that are no token of the search row: their answer changes with the day, or is a range. */
const computed: Partial<Record<FacetKey, (value: string) => Prisma.Sql>> = {
  status: (status) => Prisma.sql`${statusSql(today())} = ${status}`,
  french: (organisation) => takesPart(frenchRoles, organisation),
  foreign: (organisation) => takesPart(foreignRoles, organisation),
  year: ranIn,
  started: (range) => inYears(Prisma.sql`r.first_year`, range),
  ended: (range) => inYears(Prisma.sql`r.last_year`, range),
  funded: fundedIn,
  amount: amountIn,
  finding: (finding) => (finding === none ? neverMissing : hasFinding(finding as FindingFilter, today())),
};

/** The same of the record as it stood on a day, where that can be known. */
const formerly: Partial<Record<FacetKey, (value: string, day: string, present: Prisma.Sql) => Prisma.Sql>> = {
  country: (country, day, present) => heldOn(day, "places", { country }, present),
  theme: (theme, day, present) =>
    heldOn(
      day,
      "themes",
      Prisma.sql`EXISTS (SELECT FROM jsonb_array_elements(u.before) AS item
        WHERE item->>'theme' = ${theme} OR starts_with(item->>'theme', ${`${theme}.`}))`,
      present,
    ),
  organisation: (organisation, day, present) => heldOn(day, "organisations", { organisation }, present),
};

/** Filters that no bits tell: findings, and what a record was on a former day. */
export const isLookedUp = (key: FacetKey, asOf: ProjectQuery["asOf"]) =>
  key === "finding" || (asOf?.view === "known" && formerly[key] !== undefined);

/** Filters that a list of records as they stood on a day understands: these, and the source, which never changes. */
export function isKnownFormerly(key: FacetKey, value: string): boolean {
  return key === "source" || (value !== none && formerly[key] !== undefined);
}

const token = (key: FacetKey, value: string) => `${key}:${value}`;

/** A choice of one filter. A role together with an organisation is the role in which that organisation takes part. */
function choiceCondition(key: FacetKey, { oneOf, noneOf }: Choice, day: string | null, roles: readonly string[]): Prisma.Sql[] {
  const one = computed[key];
  const before = day === null ? undefined : formerly[key];
  if (one || before) {
    const holds = (value: string) => {
      const present = one ? one(value) : Prisma.sql`r.tokens @> ARRAY[${token(key, value)}]`;
      return before && day !== null ? before(value, day, present) : present;
    };
    return [
      ...(oneOf.length > 0 ? [or(oneOf.map(holds))] : []),
      ...noneOf.map((value) => Prisma.sql`(${holds(value)}) IS NOT TRUE`),
    ];
  }
  const taking = key === "organisation" && roles.length > 0;
  const tokens = taking
    ? oneOf.flatMap((value) => roles.map((role) => `taking:${role}/${value}`))
    : oneOf.map((value) => token(key, value));
  return [
    ...(oneOf.length > 0 ? [Prisma.sql`r.tokens && ${tokens}::text[]`] : []),
    ...(noneOf.length > 0 ? [Prisma.sql`NOT r.tokens && ${noneOf.map((value) => token(key, value))}::text[]`] : []),
  ];
}

/** Condition on `searched` that is the choice of one filter. */
export function choiceOf({ asOf, chosen }: ProjectQuery, key: FacetKey): Prisma.Sql {
  return and(choiceCondition(key, chosen[key], asOf?.view === "known" ? asOf.day : null, chosen.role.oneOf));
}

/** Condition on the project `p` that the day of a query is. */
export function dayOf(asOf: NonNullable<ProjectQuery["asOf"]>): Prisma.Sql {
  return asOf.view === "known" ? existedOn(asOf.day) : hasActivity(asOf.view, asOf.day, today());
}

/** Condition on `searched` of a query but for its words. */
export function filterCondition(query: ProjectQuery): Prisma.Sql {
  const { asOf, chosen, updated } = query;
  return and([
    ...facetKeys.filter((key) => isChosen(chosen[key])).map((key) => choiceOf(query, key)),
    ...(updated === null ? [] : [Prisma.sql`p.updated_at >= ${updated}::date`]),
    ...(asOf === null ? [] : [dayOf(asOf)]),
  ]);
}

/** Activity of the project `p` on a day, for grouping. */
export const activityOf = (day: string) => activitySql(day, today());
