import { formatDate } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { facetKeys } from "./facets";
import type { Names } from "./names";
import type { ProjectQuery } from "./params";

/** What a search asks for, in words: "Projets : « eau », Sénégal, sauf Mali". */
export function titleOfSearch({ q, chosen, asOf, updated }: ProjectQuery, names: Names, locale: Locale): string {
  const t = translator(locale);
  const values = facetKeys.flatMap((key) => {
    const name = (value: string) => names.get(key)?.get(value) ?? value;
    return [...chosen[key].oneOf.map(name), ...chosen[key].noneOf.map((value) => t("projects.chip.not", { name: name(value) }))];
  });
  const parts = [
    ...(q === "" ? [] : [t("projects.search.heard", { q })]),
    ...values,
    ...(updated ? [t("projects.chip.named", { facet: t("projects.facet.updated"), name: formatDate(locale, updated) })] : []),
    ...(asOf ? [t(`history.day.label.${asOf.view}`, { date: formatDate(locale, asOf.day) })] : []),
  ];
  return parts.length > 0 ? t("projects.filtered", { filters: parts.join(", ") }) : t("projects.title");
}
