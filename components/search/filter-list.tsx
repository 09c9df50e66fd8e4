import { useLocale, useTranslations } from "next-intl";
import { formatNumber } from "@/lib/i18n/format";
import { href } from "@/lib/i18n/href";
import { type ProjectQuery, queryOf } from "@/lib/search/params";

export type FilterValue = { code: string; name: string; projects: number };

type FilterListProps = {
  title: string;
  values: readonly FilterValue[];
  /** The query with this value chosen; always its first page. */
  choose: (code: string) => ProjectQuery;
  selected: string | null;
  /** Values beyond this number are folded away. */
  first: number;
};

/** Values of a filter as plain links, most projects first. */
export function FilterList({ title, values, choose, selected, first }: FilterListProps) {
  const locale = useLocale();
  const t = useTranslations("projects.filters");
  const item = ({ code, name, projects }: FilterValue) => (
    <li key={code}>
      <a
        href={href(locale, { pathname: "/projects", query: queryOf(choose(code), locale) })}
        aria-current={code === selected ? "true" : undefined}
        rel="nofollow"
      >
        {name}
      </a>{" "}
      <span className="count">{formatNumber(locale, projects)}</span>
    </li>
  );
  const rest = values.slice(first);
  return (
    <section>
      <h3>{title}</h3>
      <ul>{values.slice(0, first).map(item)}</ul>
      {rest.length > 0 && (
        <details>
          <summary>{t("moreCountries", { count: rest.length })}</summary>
          <ul>{rest.map(item)}</ul>
        </details>
      )}
    </section>
  );
}
