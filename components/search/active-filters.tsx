import { useLocale, useTranslations } from "next-intl";
import { useDayLabel } from "@/components/history/day-label";
import { Icon } from "@/components/ui/icon";
import { href } from "@/lib/i18n/href";
import { type Filters, filterKeys, type ProjectQuery, queryOf } from "@/lib/search/params";

type ActiveFiltersProps = { query: ProjectQuery; labels: Filters };

/** The chosen filters and day, each a link that removes it. */
export function ActiveFilters({ query, labels }: ActiveFiltersProps) {
  const locale = useLocale();
  const t = useTranslations("projects.filters");
  const chosen = filterKeys.flatMap((key) => (labels[key] ? [{ key, label: labels[key], without: { [key]: null } }] : []));
  const day = useDayLabel(query.asOf);
  const all = day ? [...chosen, { key: "day", label: day, without: { asOf: null } }] : chosen;
  if (all.length === 0) return null;
  return (
    <section aria-label={t("active")}>
      <ul className="chips">
        {all.map(({ key, label, without }) => (
          <li key={key}>
            <a
              className="chip"
              href={href(locale, { pathname: "/projects", query: queryOf({ ...query, ...without, page: 1 }, locale) })}
              aria-label={t("remove", { name: label })}
            >
              {label} <Icon name="remove" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
