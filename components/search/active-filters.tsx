import { useLocale, useTranslations } from "next-intl";
import { useDayLabel } from "@/components/history/day-label";
import { Icon } from "@/components/ui/icon";
import { formatDate } from "@/lib/i18n/format";
import { href } from "@/lib/i18n/href";
import { facetKeys } from "@/lib/search/facets";
import type { Names } from "@/lib/search/names";
import { type ProjectQuery, queryOf, withChoice } from "@/lib/search/params";

type ActiveFiltersProps = { query: ProjectQuery; names: Names };

/** What a search asks for, each part a link that removes it. */
export function ActiveFilters({ query, names }: ActiveFiltersProps) {
  const locale = useLocale();
  const t = useTranslations("projects");
  const chosen = facetKeys.flatMap((key) => {
    const { oneOf, noneOf } = query.chosen[key];
    const without = (value: string) => (each: string) => each !== value;
    const label = (value: string) => t("chip.named", { facet: t(`facet.${key}`), name: names.get(key)?.get(value) ?? value });
    return [
      ...oneOf.map((value) => ({
        key: `${key}:${value}`,
        label: label(value),
        query: withChoice(query, key, { oneOf: oneOf.filter(without(value)), noneOf }),
      })),
      ...noneOf.map((value) => ({
        key: `-${key}:${value}`,
        label: t("chip.not", { name: label(value) }),
        query: withChoice(query, key, { oneOf, noneOf: noneOf.filter(without(value)) }),
      })),
    ];
  });
  const day = useDayLabel(query.asOf);
  const { q, updated } = query;
  const since = updated && t("chip.named", { facet: t("facet.updated"), name: formatDate(locale, updated) });
  const all = [
    ...(q === "" ? [] : [{ key: "q", label: t("search.heard", { q }), query: { ...query, q: "", sort: "updated" as const } }]),
    ...chosen,
    ...(since ? [{ key: "updated", label: since, query: { ...query, updated: null } }] : []),
    ...(day ? [{ key: "day", label: day, query: { ...query, asOf: null } }] : []),
  ];
  if (all.length === 0) return null;
  return (
    <section aria-label={t("filters.active")}>
      <ul className="chips">
        {all.map(({ key, label, query: left }) => (
          <li key={key}>
            <a
              className="chip"
              href={href(locale, { pathname: "/projects", query: queryOf({ ...left, page: 1 }, locale) })}
              aria-label={t("filters.remove", { name: label })}
              rel="nofollow"
            >
              {label} <Icon name="remove" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
