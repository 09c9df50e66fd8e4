import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";
import { href } from "@/lib/i18n/href";
import { type Filters, filterKeys, type ProjectQuery, queryOf } from "@/lib/search/params";

type ActiveFiltersProps = { query: ProjectQuery; labels: Filters };

/** The chosen filters, each a link that removes it. */
export function ActiveFilters({ query, labels }: ActiveFiltersProps) {
  const locale = useLocale();
  const t = useTranslations("projects.filters");
  const chosen = filterKeys.flatMap((key) => (labels[key] ? [{ key, label: labels[key] }] : []));
  if (chosen.length === 0) return null;
  return (
    <section aria-label={t("active")}>
      <ul className="chips">
        {chosen.map(({ key, label }) => (
          <li key={key}>
            <a
              className="chip"
              href={href(locale, { pathname: "/projects", query: queryOf({ ...query, [key]: null, page: 1 }) })}
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
