import { useLocale, useTranslations } from "next-intl";
import { limits } from "@/lib/core/limits";
import { formatNumber } from "@/lib/i18n/format";
import { href } from "@/lib/i18n/href";
import type { ValueCount } from "@/lib/search/counts";
import type { Choice, FacetKey } from "@/lib/search/facets";
import { type ProjectQuery, queryOf, withChoice } from "@/lib/search/params";

type FacetListProps = {
  facet: FacetKey;
  query: ProjectQuery;
  values: readonly ValueCount[];
  names: ReadonlyMap<string, string>;
};

/** Values beyond this number are folded away. */
const first = 8;

/** The values of a filter with their numbers of projects: a link that chooses or drops each, and one that excludes it. */
export function FacetList({ facet, query, values, names }: FacetListProps) {
  const locale = useLocale();
  const t = useTranslations("projects");
  const { oneOf, noneOf } = query.chosen[facet];
  const to = (choice: Choice) =>
    href(locale, { pathname: "/projects", query: queryOf(withChoice(query, facet, choice), locale) });
  const named = values.filter(({ value }) => names.has(value) && !noneOf.includes(value));
  const [chosen, others] = [true, false].map((isChosen) => named.filter(({ value }) => oneOf.includes(value) === isChosen));
  const shown = [...(chosen ?? []), ...(others ?? [])].slice(0, limits.facetValues);
  if (shown.length === 0) return null;
  const item = ({ value, projects }: ValueCount) => {
    const name = names.get(value) ?? value;
    const isChosen = oneOf.includes(value);
    const rest = oneOf.filter((each) => each !== value);
    return (
      <li key={value}>
        <a
          href={to({ oneOf: isChosen ? rest : [...oneOf, value].sort(), noneOf })}
          aria-current={isChosen || undefined}
          rel="nofollow"
        >
          {name}
        </a>{" "}
        <span className="count">{formatNumber(locale, projects)}</span>
        <a
          className="exclude"
          href={to({ oneOf: rest, noneOf: [...noneOf, value].sort() })}
          aria-label={t("exclude", { name })}
          title={t("exclude", { name })}
          rel="nofollow"
        >
          −
        </a>
      </li>
    );
  };
  const open = shown.slice(0, first);
  const folded = shown.slice(first);
  return (
    <section>
      <h3>{t(`facet.${facet}`)}</h3>
      <ul>{open.map(item)}</ul>
      {folded.length > 0 && (
        <details>
          <summary>{t("more", { count: folded.length })}</summary>
          <ul>{folded.map(item)}</ul>
        </details>
      )}
    </section>
  );
}
