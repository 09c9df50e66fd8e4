import { useLocale, useTranslations } from "next-intl";
import { DefinitionList, type Fact } from "@/components/ui/definition-list";
import { formatDate, formatMoney } from "@/lib/i18n/format";
import { fundingPivots } from "@/lib/projects/funding";
import type { Project } from "@/lib/projects/schema";

/** What one looks for first: since when, until when, in which form, for how much. */
export function KeyFacts({ project }: { project: Project }) {
  const locale = useLocale();
  const t = useTranslations("project.facts");
  const answers = useTranslations("ui.answer");
  const { signedYear, start, end, form, threeYearFunding, multilateral, places, updatedOn } = project;
  const cofunding = fundingPivots(project.funding).find(({ kind }) => kind === "cofunding");
  const { cents = null, unknown = 0 } = cofunding?.total ?? {};
  const placeNames = places.map(({ name, country }) => (name ? `${name} (${country.name})` : country.name));
  const facts: Fact[] = [
    { key: "signed", term: t("signed"), value: signedYear },
    { key: "start", term: t("start"), value: start && formatDate(locale, start.date, start.precision) },
    { key: "end", term: t("end"), value: end && formatDate(locale, end.date, end.precision) },
    {
      key: "total",
      term: t("total"),
      value: cents === null ? null : <a href="#funding">{formatMoney(locale, cents / 100, cofunding?.currency)}</a>,
      detail: unknown > 0 && t("totalUnknown", { count: unknown }),
    },
    {
      key: "three-year",
      term: t("threeYear"),
      value: threeYearFunding === null ? null : answers(threeYearFunding ? "yes" : "no"),
    },
    { key: "form", term: t("form"), value: form?.label },
    ...(multilateral ? [{ key: "multilateral", term: t("multilateral"), value: t("multilateralValue") }] : []),
    ...(places.length > 0
      ? [{ key: "places", term: t("places", { count: places.length }), value: [...new Set(placeNames)].join(", ") }]
      : []),
    { key: "updated", term: t("updated"), value: formatDate(locale, updatedOn) },
  ];
  return <DefinitionList facts={facts} />;
}
