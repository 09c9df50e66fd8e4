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
import type { Feed } from "./feed";

/** Reads the feed of a search: the projects that changed last in it; `feedUrl` is its own address. */
export async function readProjectFeed(asked: ProjectQuery, locale: Locale, feedUrl: string): Promise<Feed> {
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
    entries: projects.map((project) => ({
      url: addressOf(project, locale),
      title: project.title.text,
      summary: endsOf(project, locale),
      updatedAt: at.get(project) ?? new Date(0),
    })),
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
