import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { PageShell } from "@/components/layout/page-shell";
import { StatisticsView } from "@/components/statistics/statistics-view";
import { citationAddress } from "@/lib/cite/queries";
import type { Params } from "@/lib/core/parameters";
import type { Locale } from "@/lib/i18n/locales";
import { absoluteHref, pageMetadata, type Targets } from "@/lib/i18n/metadata";
import { isFiltered, type ProjectQuery, parseProjectQuery, queryOf } from "@/lib/search/params";
import { crossed, headFigures, readStatistics, type Statistics } from "@/lib/statistics/page";
import { hasDemoRecords } from "@/lib/statistics/queries";

export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<Params> };

/** A request reads once, for its head and for its body. */
const readOnce = cache((params: string, locale: Locale) => readStatistics(parseProjectQuery(JSON.parse(params)), locale));

const statisticsOf = async ({ searchParams }: Props, locale: Locale) => readOnce(JSON.stringify(await searchParams), locale);

function targetsOf(query: ProjectQuery): Targets {
  const target = (locale: Locale) => ({ pathname: "/statistics", query: queryOf(query, locale) }) as const;
  return { fr: target("fr"), en: target("en") };
}

async function titleOf({ filters }: Statistics): Promise<string> {
  const title = (await getTranslations("statistics.page"))("title");
  return filters.length === 0 ? title : `${title}, ${filters.map(({ label }) => label).join(", ")}`;
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const locale = await getLocale();
  const statistics = await statisticsOf(props, locale);
  const description = (await getTranslations("statistics.page"))("intro");
  const targets = targetsOf({ ...statistics.query, asOf: null });
  return pageMetadata({ locale, targets, title: await titleOf(statistics), description, index: !isFiltered(statistics.query) });
}

export default async function StatisticsPage(props: Props) {
  const locale = await getLocale();
  const [statistics, demo] = await Promise.all([statisticsOf(props, locale), hasDemoRecords()]);
  const targets = targetsOf(statistics.query);
  const { query, figures } = statistics;
  const kept = await citationAddress({ query }, [headFigures.map((key) => figures[key])], locale);
  const cited = { title: await titleOf(statistics), address: absoluteHref(locale, targets[locale]), kept };
  return (
    <PageShell targets={targets} demo={demo}>
      <StatisticsView statistics={statistics} {...cited} crossed={crossed} head={headFigures} />
    </PageShell>
  );
}
