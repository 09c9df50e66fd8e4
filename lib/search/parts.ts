import { formatDate } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { facetKeys } from "./facets";
import type { Names } from "./names";
import { type ProjectQuery, withChoice } from "./params";

/** A part of what a search asks for, in words, and the search without it. */
export type Part = { key: string; label: string; without: ProjectQuery };

/** The parts of a search, in the order of its address. */
export function partsOf(query: ProjectQuery, names: Names, locale: Locale): Part[] {
  const t = translator(locale);
  const { q, updated, asOf, chosen } = query;
  const named = (facet: (typeof facetKeys)[number] | "updated", name: string) =>
    t("projects.chip.named", { facet: t(`projects.facet.${facet}`), name });
  const values = facetKeys.flatMap((key): Part[] => {
    const { oneOf, noneOf } = chosen[key];
    const label = (value: string) => named(key, names.get(key)?.get(value) ?? value);
    const others = (all: readonly string[], value: string) => all.filter((each) => each !== value);
    return [
      ...oneOf.map((value) => ({
        key: `${key}:${value}`,
        label: label(value),
        without: withChoice(query, key, { oneOf: others(oneOf, value), noneOf }),
      })),
      ...noneOf.map((value) => ({
        key: `-${key}:${value}`,
        label: t("projects.chip.not", { name: label(value) }),
        without: withChoice(query, key, { oneOf, noneOf: others(noneOf, value) }),
      })),
    ];
  });
  const date = (day: string) => formatDate(locale, day);
  return [
    ...(q === "" ? [] : [{ key: "q", label: t("projects.search.heard", { q }), without: withoutText(query) }]),
    ...values,
    ...(updated
      ? [{ key: "updated", label: named("updated", date(updated)), without: { ...query, updated: null, page: 1 } }]
      : []),
    ...(asOf
      ? [
          {
            key: "day",
            label: t(`history.day.label.${asOf.view}`, { date: date(asOf.day) }),
            without: { ...query, asOf: null, page: 1 },
          },
        ]
      : []),
  ];
}

/** Without words nothing is more relevant than anything else. */
function withoutText(query: ProjectQuery): ProjectQuery {
  return { ...query, q: "", sort: query.sort === "relevance" ? "updated" : query.sort, page: 1 };
}
