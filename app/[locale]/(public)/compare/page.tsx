import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { CompareView } from "@/components/compare/compare-view";
import { PageShell } from "@/components/layout/page-shell";
import { scopeOfSubjects } from "@/lib/cite/citation";
import { citationAddress } from "@/lib/cite/queries";
import { comparisonTarget, parseComparison } from "@/lib/compare/address";
import { readComparison } from "@/lib/compare/queries/comparison";
import { type ResolvedComparison, resolveComparison } from "@/lib/compare/queries/resolve";
import type { Params } from "@/lib/core/parameters";
import { formatList } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import { absoluteHref, pageMetadata, sameTarget } from "@/lib/i18n/metadata";
import { hasDemoRecords } from "@/lib/statistics/queries";

export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<Params> };

/** A request asks once, for its head and for its body. */
const resolveOnce = cache((params: string, locale: Locale) => resolveComparison(parseComparison(JSON.parse(params)), locale));

const resolved = async ({ searchParams }: Props, locale: Locale) => resolveOnce(JSON.stringify(await searchParams), locale);

async function titleOf({ subjects }: ResolvedComparison, locale: Locale): Promise<string> {
  const t = await getTranslations("compare");
  const names = subjects.map((subject) => subject.names[locale]);
  return names.length === 0 ? t("title") : t("titleOf", { names: formatList(locale, names) });
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const locale = await getLocale();
  const asked = await resolved(props, locale);
  const description = (await getTranslations("compare"))("intro");
  const targets = sameTarget(comparisonTarget(asked.subjects));
  // There are more pairs than search engines want.
  return pageMetadata({ locale, targets, title: await titleOf(asked, locale), description, index: asked.subjects.length === 0 });
}

export default async function ComparePage(props: Props) {
  const locale = await getLocale();
  const asked = await resolved(props, locale);
  const [comparison, demo] = await Promise.all([readComparison(asked.subjects, locale), hasDemoRecords()]);
  const { subjects, measures, figures } = comparison;
  const shown = figures.map((all) => measures.map((measure) => all[measure]));
  const kept = await citationAddress(scopeOfSubjects(subjects), shown, locale);
  const target = comparisonTarget(subjects);
  const cited = { title: await titleOf(asked, locale), url: absoluteHref(locale, target), kept };
  return (
    <PageShell targets={sameTarget(target)} demo={demo}>
      <CompareView asked={asked} comparison={comparison} cited={cited} />
    </PageShell>
  );
}
