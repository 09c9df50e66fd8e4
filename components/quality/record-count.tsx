import { useLocale } from "next-intl";
import { formatNumber } from "@/lib/i18n/format";
import { Link } from "@/lib/i18n/navigation";
import { type FacetKey, mapFacets } from "@/lib/search/facets";
import { queryOf, wholeList } from "@/lib/search/params";

type RecordCountProps = { count: number; query: Partial<Record<FacetKey, string>> };

/** A number of records that leads to them; zero leads nowhere. */
export function RecordCount({ count, query }: RecordCountProps) {
  const locale = useLocale();
  const number = formatNumber(locale, count);
  if (count === 0) return number;
  const chosen = mapFacets((key) => ({ oneOf: query[key] === undefined ? [] : [query[key]], noneOf: [] }));
  return (
    <Link to={{ pathname: "/projects", query: queryOf({ ...wholeList, chosen }, locale) }} rel="nofollow">
      {number}
    </Link>
  );
}
