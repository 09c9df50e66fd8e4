import { type Activity, activities } from "@/lib/as-of/activity";
import { activitySql, hasActivity } from "@/lib/as-of/condition";
import { today } from "@/lib/core/clock";
import { db } from "@/lib/core/db";
import { Prisma } from "@/lib/core/prisma-client/client";
import { findCountryName } from "@/lib/countries/queries";
import { existedOn, heldOn } from "@/lib/history/queries/known";
import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { findOrganisationName } from "@/lib/organisations/queries";
import { type FindingFilter, hasFinding } from "@/lib/quality/queries/condition";
import { findSourceName } from "@/lib/statistics/queries";
import { findThemeLabel } from "@/lib/themes/queries";
import { type FilterKey, type Filters, filterKeys, mapFilters, type ProjectQuery } from "./params";

type Filter = {
  /** Name of a value in the reader's language; null when it names nothing known. */
  label: (value: string, locale: Locale) => Promise<string | null>;
  /** Condition on the project `p`. */
  where: (value: string) => Prisma.Sql;
  /** The same on the record as it stood on a day; left out: it never changes. Null: nobody knows what it was. */
  known?: null | ((value: string, day: string, present: Prisma.Sql) => Prisma.Sql);
};

const filters: Record<FilterKey, Filter> = {
  country: {
    label: findCountryName,
    where: (country) =>
      Prisma.sql`EXISTS (SELECT FROM project_place pp WHERE pp.project_id = p.id AND pp.country_code = ${country})`,
    known: (country, day, present) => heldOn(day, "places", { country }, present),
  },
  theme: {
    label: findThemeLabel,
    // A theme stands for its whole branch: EAU finds EAU.POTABLE.
    where: (theme) => Prisma.sql`EXISTS (
      SELECT FROM project_theme pt JOIN theme t ON t.id = pt.theme_id
      WHERE pt.project_id = p.id AND (t.code = ${theme} OR starts_with(t.code, ${`${theme}.`})))`,
    known: (theme, day, present) =>
      heldOn(
        day,
        "themes",
        Prisma.sql`EXISTS (SELECT FROM jsonb_array_elements(u.before) AS item
          WHERE item->>'theme' = ${theme} OR starts_with(item->>'theme', ${`${theme}.`}))`,
        present,
      ),
  },
  organisation: {
    label: findOrganisationName,
    where: (organisation) => Prisma.sql`EXISTS (
      SELECT FROM project_organisation po JOIN organisation o ON o.id = po.organisation_id
      WHERE po.project_id = p.id AND o.public_id = ${organisation})`,
    known: (organisation, day, present) => heldOn(day, "organisations", { organisation }, present),
  },
  source: {
    label: findSourceName,
    where: (source) => Prisma.sql`p.source_id = (SELECT id FROM source WHERE code = ${source})`,
  },
  finding: {
    label: async (finding, locale) => translator(locale)(`quality.name.${finding as FindingFilter}`),
    where: (finding) => hasFinding(finding as FindingFilter, today()),
    known: null,
  },
};

/** Condition on the project `p` of all the filters of a query, on the day that it asks for. */
export function conditionsOf(query: ProjectQuery): Prisma.Sql {
  return Prisma.join([dayCondition(query), ...chosenConditions(query)], " AND ");
}

function dayCondition({ asOf }: ProjectQuery): Prisma.Sql {
  if (!asOf) return Prisma.sql`true`;
  return asOf.view === "known" ? existedOn(asOf.day) : hasActivity(asOf.view, asOf.day, today());
}

function chosenConditions(query: ProjectQuery): Prisma.Sql[] {
  return filterKeys.flatMap((key) => {
    const value = query[key];
    if (!value) return [];
    const { where, known } = filters[key];
    return [query.asOf?.view === "known" && known ? known(value, query.asOf.day, where(value)) : where(value)];
  });
}

/** Projects that the other filters of a query find, by their activity on its day. */
export async function countActivities(query: ProjectQuery, day: string): Promise<Record<Activity, number>> {
  const where = Prisma.join([Prisma.sql`true`, ...chosenConditions({ ...query, asOf: null })], " AND ");
  const rows = await db().$queryRaw<{ activity: Activity; count: number }[]>`
    SELECT ${activitySql(day, today())} AS activity, count(*)::int AS count FROM project p WHERE ${where} GROUP BY 1`;
  const count = (activity: Activity) => rows.find((row) => row.activity === activity)?.count ?? 0;
  return Object.fromEntries(activities.map((activity) => [activity, count(activity)])) as Record<Activity, number>;
}

/** A query without the filters that name nothing known, and the names of the others. */
export async function nameFilters(asked: ProjectQuery, locale: Locale): Promise<{ query: ProjectQuery; labels: Filters }> {
  const isKnown = (key: FilterKey) => asked.asOf?.view !== "known" || filters[key].known !== null;
  const names = await Promise.all(filterKeys.map((key) => asked[key] && isKnown(key) && filters[key].label(asked[key], locale)));
  const labels = mapFilters((key) => names[filterKeys.indexOf(key)] || null);
  return { query: { ...asked, ...mapFilters((key) => (labels[key] ? asked[key] : null)) }, labels };
}
