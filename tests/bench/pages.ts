import { limits } from "@/lib/core/limits";
import { href, type Target } from "@/lib/i18n/href";
import type { Locale } from "@/lib/i18n/locales";
import { query } from "./databases";

/** Page types whose speed is measured. */
export const pageTypes = ["home", "list", "list-deep", "list-country", "project"] as const;
export type PageType = (typeof pageTypes)[number];

/** Lists are made for each request, the other pages are kept. */
export const isKept = (page: PageType) => page === "home" || page === "project";

type Record = { public_id: string; slug_fr: string; slug_en: string };

const addressOf = (record: Record, locale: Locale) =>
  href(locale, {
    pathname: "/projects/[record]",
    record: `${record.public_id}-${locale === "fr" ? record.slug_fr : record.slug_en}`,
  });

/** French addresses of records in an order that looks random and never changes. */
export async function projectAddresses(url: string, count: number): Promise<string[]> {
  const records = await query<Record>(
    url,
    "SELECT public_id, slug_fr, slug_en FROM project ORDER BY md5(public_id), public_id LIMIT $1",
    [count],
  );
  return records.map((record) => addressOf(record, "fr"));
}

export type ListPages = { deepPage: number; country: string; countryProjects: number };

/** What the measured lists ask for: the last page that can be reached, and the country with the most projects. */
export async function listPages(url: string): Promise<ListPages> {
  const [row] = await query<{ total: number; country: string; projects: number }>(
    url,
    `SELECT (SELECT count(*)::int FROM project) AS total, country_code AS country, count(DISTINCT project_id)::int AS projects
     FROM project_place GROUP BY country_code ORDER BY projects DESC, country_code LIMIT 1`,
  );
  if (!row) throw new Error("no project has a place");
  const pages = Math.ceil(row.total / limits.pageSize);
  return { deepPage: Math.min(pages, limits.maxPage), country: row.country, countryProjects: row.projects };
}

/** Addresses of each page type: one, or the records that a measure goes round. */
export async function addresses(url: string, projects: number): Promise<{ [page in PageType]: string[] }> {
  const { deepPage, country } = await listPages(url);
  return {
    home: [href("fr", { pathname: "/" })],
    list: [href("fr", { pathname: "/projects" })],
    "list-deep": [href("fr", { pathname: "/projects", query: { page: deepPage } })],
    "list-country": [href("fr", { pathname: "/projects", query: { country } })],
    project: await projectAddresses(url, projects),
  };
}

export type WeighedPage = { name: string; status: number; paths: { [locale in Locale]: string } };

const everywhere: readonly { name: string; target: Target }[] = [
  { name: "home", target: { pathname: "/" } },
  { name: "project list", target: { pathname: "/projects" } },
  { name: "data quality", target: { pathname: "/quality" } },
  { name: "about", target: { pathname: "/about" } },
  { name: "accessibility", target: { pathname: "/accessibility" } },
  { name: "legal notice", target: { pathname: "/legal-notice" } },
  { name: "personal data", target: { pathname: "/personal-data" } },
];

const inBoth = (address: (locale: Locale) => string) => ({ fr: address("fr"), en: address("en") });

/** One address per page type and language, whose bytes are counted. Records: the one with the longest texts of its origin. */
export async function weighedPages(url: string): Promise<WeighedPage[]> {
  const records = await query<Record & { origin: string }>(
    url,
    `SELECT DISTINCT ON (p.origin) p.origin::text AS origin, p.public_id, p.slug_fr, p.slug_en
     FROM project p LEFT JOIN project_text t ON t.project_id = p.id
     GROUP BY p.id ORDER BY p.origin, coalesce(sum(length(t.body)), 0) DESC, p.id`,
  );
  const news = await query<Record>(url, "SELECT public_id, slug_fr, slug_en FROM news_item ORDER BY id LIMIT 1");
  const newsAddress = (record: Record, locale: Locale) =>
    href(locale, {
      pathname: "/news/[record]",
      record: `${record.public_id}-${locale === "fr" ? record.slug_fr : record.slug_en}`,
    });
  return [
    ...everywhere.map(({ name, target }) => ({ name, status: 200, paths: inBoth((locale) => href(locale, target)) })),
    ...records.map((record) => ({
      name: `project (${record.origin}, longest texts)`,
      status: 200,
      paths: inBoth((locale) => addressOf(record, locale)),
    })),
    ...news.map((record) => ({ name: "news item", status: 200, paths: inBoth((locale) => newsAddress(record, locale)) })),
    { name: "not found", status: 404, paths: inBoth((locale) => `${href(locale, { pathname: "/projects" })}/p999999999999-x`) },
  ];
}
