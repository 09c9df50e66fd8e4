import { useLocale, useTranslations } from "next-intl";
import { href } from "@/lib/i18n/href";
import { queryOf } from "@/lib/search/params";
import type { Figure } from "@/lib/statistics/figures";
import { figureText } from "./figure-text";

/** The number of a figure: a link to the search that lists its projects, where an address says which. */
export function FigureLink({ figure: { measure, value, query } }: { figure: Figure }) {
  const locale = useLocale();
  const t = useTranslations("statistics.chart");
  const text = value === null ? t("unknown") : figureText(locale, measure, value);
  if (!query) return text;
  return (
    <a href={href(locale, { pathname: "/projects", query: queryOf(query, locale) })} rel="nofollow">
      {text}
    </a>
  );
}
