import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { CitationView } from "@/components/cite/citation-view";
import { PageShell } from "@/components/layout/page-shell";
import { type Citation, readCitation } from "@/lib/cite/queries";
import type { Params } from "@/lib/core/parameters";
import type { Locale } from "@/lib/i18n/locales";
import { pageMetadata, sameTarget } from "@/lib/i18n/metadata";
import { hasDemoRecords } from "@/lib/statistics/queries";

export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<Params> };

/** A request reads once, for its head and for its body. */
const readOnce = cache((params: string, locale: Locale) => readCitation(JSON.parse(params), locale));

/** The address itself, in both languages: what was signed. */
function targetsOf(params: Params) {
  const query = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, [value].flat()[0]]));
  return sameTarget({ pathname: "/citation", query });
}

async function titleOf(citation: Citation): Promise<string> {
  const t = await getTranslations("cite.page");
  if (citation.state === "not_ours") return t("notOursTitle");
  return citation.title === "" ? t("title") : t("titleOf", { title: citation.title });
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const [locale, params] = [await getLocale(), await searchParams];
  const title = await titleOf(await readOnce(JSON.stringify(params), locale));
  const description = (await getTranslations("common"))("description");
  return pageMetadata({ locale, targets: targetsOf(params), title, description, index: false });
}

export default async function CitationPage({ searchParams }: Props) {
  const [locale, params] = [await getLocale(), await searchParams];
  const [citation, demo] = await Promise.all([readOnce(JSON.stringify(params), locale), hasDemoRecords()]);
  return (
    <PageShell targets={targetsOf(params)} demo={demo}>
      <CitationView citation={citation} title={await titleOf(citation)} />
    </PageShell>
  );
}
