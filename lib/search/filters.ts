import { today } from "@/lib/core/clock";
import { Prisma } from "@/lib/core/prisma-client/client";
import { findCountryName } from "@/lib/countries/queries";
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
};

const filters: Record<FilterKey, Filter> = {
  country: {
    label: findCountryName,
    where: (country) =>
      Prisma.sql`EXISTS (SELECT FROM project_place pp WHERE pp.project_id = p.id AND pp.country_code = ${country})`,
  },
  theme: {
    label: findThemeLabel,
    // A theme stands for its whole branch: EAU finds EAU.POTABLE.
    where: (theme) => Prisma.sql`EXISTS (
      SELECT FROM project_theme pt JOIN theme t ON t.id = pt.theme_id
      WHERE pt.project_id = p.id AND (t.code = ${theme} OR starts_with(t.code, ${`${theme}.`})))`,
  },
  organisation: {
    label: findOrganisationName,
    where: (organisation) => Prisma.sql`EXISTS (
      SELECT FROM project_organisation po JOIN organisation o ON o.id = po.organisation_id
      WHERE po.project_id = p.id AND o.public_id = ${organisation})`,
  },
  source: {
    label: findSourceName,
    where: (source) => Prisma.sql`p.source_id = (SELECT id FROM source WHERE code = ${source})`,
  },
  finding: {
    label: async (finding, locale) => translator(locale)(`quality.name.${finding as FindingFilter}`),
    where: (finding) => hasFinding(finding as FindingFilter, today()),
  },
};

/** Condition on the project `p` of all the filters of a query. */
export function conditionsOf(query: Filters): Prisma.Sql {
  const chosen = filterKeys.flatMap((key) => (query[key] ? [filters[key].where(query[key])] : []));
  return Prisma.join([Prisma.sql`true`, ...chosen], " AND ");
}

/** A query without the filters that name nothing known, and the names of the others. */
export async function nameFilters(asked: ProjectQuery, locale: Locale): Promise<{ query: ProjectQuery; labels: Filters }> {
  const names = await Promise.all(filterKeys.map((key) => asked[key] && filters[key].label(asked[key], locale)));
  const labels = mapFilters((key) => names[filterKeys.indexOf(key)] || null);
  return { query: { ...mapFilters((key) => (labels[key] ? asked[key] : null)), page: asked.page }, labels };
}
