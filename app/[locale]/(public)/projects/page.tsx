import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { PageShell } from "@/components/layout/page-shell";
import { ProjectResults } from "@/components/search/project-results";
import { citationAddress } from "@/lib/cite/queries";
import type { Params } from "@/lib/core/parameters";
import type { Locale } from "@/lib/i18n/locales";
import { absoluteHref, pageMetadata, type Targets } from "@/lib/i18n/metadata";
import { feedsOf } from "@/lib/search/addresses";
import { isIndexed, type ProjectQuery, parseProjectQuery, queryOf } from "@/lib/search/params";
import { searchProjects } from "@/lib/search/search";
import { titleOfSearch } from "@/lib/search/title";
import { hasDemoRecords } from "@/lib/statistics/queries";

export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<Params> };

/** A request asks once, for its head and for its body. */
const searchOnce = cache((params: string, locale: Locale) => searchProjects(parseProjectQuery(JSON.parse(params)), locale));

const search = async ({ searchParams }: Props, locale: Locale) => searchOnce(JSON.stringify(await searchParams), locale);

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
