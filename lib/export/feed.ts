import { db } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { limits } from "@/lib/core/limits";
import type { Locale } from "@/lib/i18n/locales";
import { absoluteHref } from "@/lib/i18n/metadata";
import { translator } from "@/lib/i18n/translator";
import { summariesOf } from "@/lib/projects/queries/list";
import type { ProjectSummary } from "@/lib/projects/schema";
import { filterCondition, searched } from "@/lib/search/conditions";
import { type ProjectQuery, queryOf } from "@/lib/search/params";
import { nameQuery } from "@/lib/search/search";
import { titleOfSearch } from "@/lib/search/title";
import { readWords, wordsCondition } from "@/lib/search/words";

type Entry = { project: ProjectSummary; updatedAt: Date };

/** The projects of a search that changed last, for those who follow it. */
export type Feed = { title: string; url: string; feedUrl: string; entries: readonly Entry[]; locale: Locale };

/** Reads the feed of a query; `feedUrl` is its own address. */
export async function readFeed(asked: ProjectQuery, locale: Locale, feedUrl: string): Promise<Feed> {
  const [{ query, names }, words] = await Promise.all([nameQuery(asked, locale), readWords(asked.q)]);
  const rows = await db().$queryRaw<{ id: number; updatedAt: Date }[]>`
    SELECT p.id, p.updated_at AS "updatedAt" FROM ${searched} WHERE ${wordsCondition(words)} AND ${filterCondition(query)}
    ORDER BY p.updated_at DESC, p.id DESC LIMIT ${limits.feedEntries}`;
  const projects = await summariesOf(rows, locale);
  const at = new Map(projects.map((project, index) => [project, rows[index]?.updatedAt ?? new Date(0)]));
  return {
    title: `${titleOfSearch(query, names, locale)} – ${env().SITE_NAME}`,
    url: absoluteHref(locale, { pathname: "/projects", query: queryOf({ ...query, page: 1, view: "list" }, locale) }),
    feedUrl,
    entries: projects.map((project) => ({ project, updatedAt: at.get(project) ?? new Date(0) })),
    locale,
  };
}

function addressOf({ id, slug }: ProjectSummary, locale: Locale): string {
  return absoluteHref(locale, { pathname: "/projects/[record]", record: `${id}-${slug}` });
}

/** "Chartres – Évora (Portugal)": who works with whom. */
function endsOf({ french, foreign, countries }: ProjectSummary, locale: Locale): string {
  const t = translator(locale);
  const ends = [french.map(({ name }) => name), foreign.map(({ name }) => name)].map((names) => names.join(", "));
  const where = countries.map(({ name }) => name).join(", ");
  return [ends.filter(Boolean).join(" – "), where && t("projects.feed.where", { countries: where })].filter(Boolean).join(" ");
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** Text for XML, without the signs that it cannot hold. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"]/g, (sign) => escapes[sign] ?? "");
}

/** The feed as Atom 1.0 (RFC 4287). */
export function atomOf({ title, url, feedUrl, entries, locale }: Feed): string {
  const latest = entries[0]?.updatedAt ?? new Date(0);
  const items = entries.map(({ project, updatedAt }) => {
    const address = xml(addressOf(project, locale));
    return `  <entry>
    <id>${address}</id>
    <title>${xml(project.title.text)}</title>
    <link rel="alternate" type="text/html" href="${address}"/>
    <updated>${updatedAt.toISOString()}</updated>
    <summary>${xml(endsOf(project, locale))}</summary>
  </entry>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">
  <id>${xml(feedUrl)}</id>
  <title>${xml(title)}</title>
  <updated>${latest.toISOString()}</updated>
  <author><name>${xml(env().SITE_NAME)}</name></author>
  <link rel="self" type="application/atom+xml" href="${xml(feedUrl)}"/>
  <link rel="alternate" type="text/html" href="${xml(url)}"/>
${items.join("\n")}
</feed>
`;
}

/** The feed as JSON Feed 1.1 (jsonfeed.org). */
export function jsonFeedOf({ title, url, feedUrl, entries, locale }: Feed): object {
  return {
    version: "https://jsonfeed.org/version/1.1",
    title,
    home_page_url: url,
    feed_url: feedUrl,
    language: locale,
    items: entries.map(({ project, updatedAt }) => ({
      id: addressOf(project, locale),
      url: addressOf(project, locale),
      title: project.title.text,
      content_text: endsOf(project, locale) || project.title.text,
      date_modified: updatedAt.toISOString(),
    })),
  };
}
