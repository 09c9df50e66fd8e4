import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { PageShell } from "@/components/layout/page-shell";
import { ProjectResults } from "@/components/search/project-results";
import { citationAddress } from "@/lib/cite/queries";
import type { Locale } from "@/lib/i18n/locales";
import { absoluteHref, pageMetadata, type Targets } from "@/lib/i18n/metadata";
import { feedsOf } from "@/lib/search/addresses";
import { queryOfPage } from "@/lib/search/kept-page";
import { isIndexed, type ProjectQuery, queryOf } from "@/lib/search/params";
import { searchProjects } from "@/lib/search/search";
import { titleOfSearch } from "@/lib/search/title";
import { hasDemoRecords } from "@/lib/statistics/queries";

// Reached through proxy.ts alone, by the parameters of the list: a page of its own for each search, kept while nothing was written.
export const revalidate = 60;

export function generateStaticParams(): [] {
  return [];
}

type Props = { params: Promise<{ query: string }> };

/** A request asks once, for its head and for its body. */
const searchOnce = cache((page: string, locale: Locale) => searchProjects(queryOfPage(page), locale));

const search = async ({ params }: Props, locale: Locale) => searchOnce((await params).query, locale);

function targetsOf(query: ProjectQuery): Targets {
  const target = (locale: Locale) => ({ pathname: "/projects", query: queryOf(query, locale) }) as const;
  return { fr: target("fr"), en: target("en") };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const locale = await getLocale();
  const { query, names } = await search(props, locale);
  const title = titleOfSearch(query, names, locale);
  const description = (await getTranslations("common"))("description");
  // The list of a day is a view of the list of the present, which is the one to index.
  const targets = targetsOf({ ...query, asOf: null });
  const feeds = feedsOf(query, locale);
  return pageMetadata({ locale, targets, title, description, index: isIndexed(query), feeds });
}

export default async function ProjectsPage(props: Props) {
  const locale = await getLocale();
  const [found, demo] = await Promise.all([search(props, locale), hasDemoRecords()]);
  const { query, names, total } = found;
  const targets = targetsOf(query);
  const kept = await citationAddress({ query }, [[{ measure: "projects", value: total }]], locale);
  const cited = { title: titleOfSearch(query, names, locale), url: absoluteHref(locale, targets[locale]), kept };
  return (
    <PageShell targets={targets} demo={demo}>
      <ProjectResults search={found} cited={cited} />
    </PageShell>
  );
}
