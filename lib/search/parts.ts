import { formatDate } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { type Choice, facetKeys } from "./facets";
import type { Names } from "./names";
import { type ProjectQuery, withChoice } from "./params";
import { withWords } from "./sentence/apply";
import type { Understood } from "./sentence/understand";

/**
 * A part of what a search asks for, in words, and the search without it. `asWords`: of a filter that was read out of a question,
 * the words, and the search for these words instead.
 */
export type Part = { key: string; label: string; without: ProjectQuery; asWords?: { text: string; query: ProjectQuery } };

/** The parts of a search, in the order of its address. `filters`: those that were read out of its question. */
export function partsOf(query: ProjectQuery, names: Names, locale: Locale, filters: readonly Understood[] = []): Part[] {
  const t = translator(locale);
  const { q, updated, asOf, chosen } = query;
  const named = (facet: (typeof facetKeys)[number] | "updated", name: string) =>
    t("projects.chip.named", { facet: t(`projects.facet.${facet}`), name });
  const values = facetKeys.flatMap((key): Part[] => {
    const { oneOf, noneOf } = chosen[key];
    const label = (value: string) => named(key, names.get(key)?.get(value) ?? value);
    const others = (all: readonly string[], value: string) => all.filter((each) => each !== value);
    const asWords = (value: string) => {
      const part = filters.find(({ meanings }) => meanings.some((each) => each.facet === key && each.values.includes(value)));
      return part ? { asWords: { text: part.text, query: turnedBack(query, part) } } : {};
    };
    return [
      ...oneOf.map((value) => ({
        key: `${key}:${value}`,
        label: label(value),
        without: withChoice(query, key, { oneOf: others(oneOf, value), noneOf }),
        ...asWords(value),
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
    ...(q === "" ? [] : [{ key: "q", label: t("projects.search.heard", { q }), without: { ...withWords(query, ""), page: 1 } }]),
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

/** A query with the words of a part, in quotation marks, in place of the filters that were read in them. */
function turnedBack(query: ProjectQuery, { text, meanings }: Understood): ProjectQuery {
  const but = ({ oneOf, noneOf }: Choice, values: readonly string[]) => ({
    oneOf: oneOf.filter((value) => !values.includes(value)),
    noneOf,
  });
  const less = meanings.reduce((rest, { facet, values }) => withChoice(rest, facet, but(rest.chosen[facet], values)), query);
  return withWords(less, `${query.q} "${text}"`.trim());
}
