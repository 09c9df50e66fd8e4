import { useLocale } from "next-intl";
import { formatNumber } from "@/lib/i18n/format";
import { Link } from "@/lib/i18n/navigation";
import { mapFilters, type ProjectQuery, queryOf } from "@/lib/search/params";

type RecordCountProps = { count: number; query: Partial<ProjectQuery> };

/** A number of records that leads to them; zero leads nowhere. */
export function RecordCount({ count, query }: RecordCountProps) {
  const number = formatNumber(useLocale(), count);
  if (count === 0) return number;
  const whole: ProjectQuery = { ...mapFilters(() => null), page: 1, ...query };
  return (
    <Link to={{ pathname: "/projects", query: queryOf(whole) }} rel="nofollow">
      {number}
    </Link>
  );
}
