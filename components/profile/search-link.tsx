import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatNumber } from "@/lib/i18n/format";
import { href } from "@/lib/i18n/href";
import { type ProjectQuery, queryOf } from "@/lib/search/params";

/** Way to the list of a search. */
export function SearchLink({ query, children }: { query: ProjectQuery; children: ReactNode }) {
  const locale = useLocale();
  return (
    <a href={href(locale, { pathname: "/projects", query: queryOf(query, locale) })} rel="nofollow">
      {children}
    </a>
  );
}

type ProjectCountProps = {
  query: ProjectQuery;
  count: number;
  /** Says "projects" beside the number, where no column does. */
  withUnit?: boolean;
};

/** A number of projects that leads to them. The unit is said to those who do not see the column. */
export function ProjectCount({ query, count, withUnit = false }: ProjectCountProps) {
  const locale = useLocale();
  const t = useTranslations("profiles");
  const number = withUnit ? t("count", { count }) : formatNumber(locale, count);
  if (count === 0) return number;
  if (withUnit) return <SearchLink query={query}>{number}</SearchLink>;
  return (
    <SearchLink query={query}>
      <span aria-hidden="true">{number}</span>
      <span className="sr-only">{t("count", { count })}</span>
    </SearchLink>
  );
}
