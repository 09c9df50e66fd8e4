import { today } from "@/lib/core/clock";
import { isoDayInFrance } from "@/lib/core/dates";
import { db } from "@/lib/core/db";
import type { Prisma } from "@/lib/core/prisma-client/client";
import { restoreRows } from "@/lib/history/queries/restore";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { type ForPage, type Numbers, readNumbersForPage } from "@/lib/search/counts";
import type { Cursor } from "@/lib/search/cursor";
import type { ProjectQuery } from "@/lib/search/params";
import { computeStatus, sideOf } from "../policy";
import type { ProjectSummary } from "../schema";
import { readPage } from "./page";
import { countrySelect, labelSelect, presentCountry, presentDate, presentLabel, presentName, presentTitle } from "./present";
import { type ProjectRow, projectSelect } from "./project";

const listedRoles = ["lead_authority", "french_partner", "foreign_partner"] as const;

const summarySelect = {
  publicId: true,
  slugFr: true,
  slugEn: true,
  origin: true,
  title: true,
  language: true,
  startOn: true,
  startPrecision: true,
  endOn: true,
  endPrecision: true,
  declaredStatusCode: true,
  updatedAt: true,
  texts: { where: { field: "title" }, select: { field: true, language: true, body: true, status: true } },
  places: { select: { country: { select: countrySelect } }, orderBy: { position: "asc" } },
  themes: { where: { rank: 0 }, select: { theme: { select: labelSelect } } },
  organisations: {
    where: { roleCode: { in: [...listedRoles] } },
    select: {
      roleCode: true,
      organisation: { select: { publicId: true, name: true, nameEn: true, country: { select: countrySelect } } },
    },
    orderBy: { position: "asc" },
  },
  fundingLines: { where: { kind: "cofunding" }, select: { amount: true, currency: true } },
} satisfies Prisma.ProjectSelect;

type SummaryRow = Prisma.ProjectGetPayload<{ select: typeof summarySelect }>;

/** A page of a list. `before` and `after`: its first and last record, where the list goes on beyond them. */
export type ListPage = { total: number; projects: ProjectSummary[]; before: Cursor | null; after: Cursor | null };

/**
 * One page of a list in the order that it asks for, and the number of projects in all. `words`: see `readWords`. `numbers`: those
 * of the query, where they are known, read for a page.
 */
export async function listProjects(
  query: ProjectQuery,
  words: string | null,
  locale: Locale,
  numbers?: Numbers & ForPage,
): Promise<ListPage> {
  const known = numbers ?? (await readNumbersForPage(query, words, []));
  const { rows, before, after } = await readPage(query, words, known);
  const { asOf } = query;
  const projects = asOf?.view === "known" ? await summariesKnown(rows, locale, asOf.day) : await summariesOf(rows, locale);
  return { total: known.total, projects, before, after };
}

/** The latest updated projects. */
export async function latestProjects(count: number, locale: Locale): Promise<ProjectSummary[]> {
  const ids = await db().project.findMany({
    select: { id: true },
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    take: count,
  });
  return summariesOf(ids, locale);
}

/** The latest updated projects that the filters of a query find: `count` of them, one page at most. */
export async function latestOf(query: ProjectQuery, count: number, locale: Locale): Promise<ProjectSummary[]> {
  const { projects } = await listProjects({ ...query, sort: "updated", page: 1 }, null, locale);
  return projects.slice(0, count);
}

/** Summaries of projects, in the order of their ids; those that are gone are left out. */
export async function summariesOf(ids: { id: number }[], locale: Locale): Promise<ProjectSummary[]> {
  const rows = await db().project.findMany({
    where: { id: { in: ids.map(({ id }) => id) } },
    select: { id: true, ...summarySelect },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const day = today();
  return ids.flatMap(({ id }) => {
    const row = byId.get(id);
    return row ? [presentSummary(row, locale, day)] : [];
  });
}

/** Records as they stood on a day. */
async function summariesKnown(ids: { id: number }[], locale: Locale, day: string): Promise<ProjectSummary[]> {
  const found = await db().project.findMany({
    where: { id: { in: ids.map(({ id }) => id) } },
    select: { id: true, ...projectSelect },
  });
  const byId = new Map(found.map((row) => [row.id, row]));
  const rows = ids.flatMap(({ id }) => byId.get(id) ?? []);
  return (await restoreRows(rows, day)).map((row) => presentSummary(summaryRowOf(row), locale, day));
}

/** What a list shows of a whole row. */
function summaryRowOf(row: ProjectRow): SummaryRow {
  return {
    ...row,
    declaredStatusCode: row.declaredStatus?.code ?? null,
    texts: row.texts.filter(({ field }) => field === "title"),
    themes: row.themes.filter(({ rank }) => rank === 0),
    organisations: row.organisations.flatMap(({ role, organisation }) =>
      (listedRoles as readonly string[]).includes(role.code) ? [{ roleCode: role.code, organisation }] : [],
    ),
    fundingLines: row.fundingLines.filter(({ kind }) => kind === "cofunding"),
  };
}

function presentSummary(row: SummaryRow, locale: Locale, day: string): ProjectSummary {
  const start = presentDate(row.startOn, row.startPrecision);
  const end = presentDate(row.endOn, row.endPrecision);
  const countries = new Map(row.places.map(({ country }) => [country.code, presentCountry(country, locale)]));
  const euros = row.fundingLines.filter((line) => line.currency === "EUR");
  const known = euros.flatMap(({ amount }) => (amount ? [amount] : []));
  const theme = row.themes[0]?.theme;
  return {
    id: row.publicId,
    slug: inLocale(locale, row.slugFr, row.slugEn),
    title: presentTitle(row, locale),
    origin: row.origin,
    ...presentEnds(row, locale),
    countries: [...countries.values()],
    theme: theme ? presentLabel(theme, locale) : null,
    startYear: start && Number(start.date.slice(0, 4)),
    endYear: end && Number(end.date.slice(0, 4)),
    computedStatus: computeStatus({ declaredStatus: row.declaredStatusCode, start, end }, day),
    cofundingTotal: known.length > 0 ? known.reduce((sum, amount) => sum.plus(amount)).toNumber() : null,
    unknownAmounts: row.fundingLines.filter((line) => line.amount === null).length,
    updatedOn: isoDayInFrance(row.updatedAt),
  };
}

/** Both ends of the line; an organisation with two roles is named once. */
function presentEnds(row: SummaryRow, locale: Locale): Pick<ProjectSummary, "french" | "foreign"> {
  const unique = [...new Map(row.organisations.map((link) => [link.organisation.publicId, link])).values()];
  const named = unique.map(({ organisation, roleCode }) => ({
    id: organisation.publicId,
    name: presentName(organisation, locale),
    country: organisation.country && presentCountry(organisation.country, locale),
    foreign: roleCode === "foreign_partner" || sideOf(organisation.country?.code ?? null) === "foreign",
  }));
  return {
    french: named.filter((end) => !end.foreign).map(({ id, name }) => ({ id, name })),
    foreign: named.filter((end) => end.foreign).map(({ id, name, country }) => ({ id, name, country })),
  };
}
