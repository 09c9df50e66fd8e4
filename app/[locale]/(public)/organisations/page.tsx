import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { OrganisationIndexView } from "@/components/index/organisation-index";
import { PageShell } from "@/components/layout/page-shell";
import type { Params } from "@/lib/core/parameters";
import { pageMetadata, sameTarget } from "@/lib/i18n/metadata";
import { type IndexQuery, indexParams, parseIndexQuery } from "@/lib/profiles/index-query";
import { listOrganisations } from "@/lib/profiles/queries/organisations";
import { hasDemoRecords } from "@/lib/statistics/queries";

export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<Params> };

const targetsOf = (query: IndexQuery) => sameTarget({ pathname: "/organisations", query: indexParams(query) });

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const query = parseIndexQuery(await searchParams);
  const t = await getTranslations("organisations");
  const { q, territory, country, kind } = query;
  return pageMetadata({
    locale: await getLocale(),
    targets: targetsOf(query),
    title: t(`title.${query.type}`),
    description: t("intro"),
    // The numbered pages of each whole list lead to everybody; its filters do not.
    index: [q, territory, country, kind].every((value) => value === ""),
  });
}

export default async function OrganisationsPage({ searchParams }: Props) {
  const query = parseIndexQuery(await searchParams);
  const [found, demo] = await Promise.all([listOrganisations(query, await getLocale()), hasDemoRecords()]);
  return (
    <PageShell targets={targetsOf(query)} demo={demo}>
      <OrganisationIndexView query={query} found={found} />
    </PageShell>
  );
}
