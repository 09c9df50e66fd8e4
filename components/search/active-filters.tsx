import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";
import { href } from "@/lib/i18n/href";
import type { ProjectQuery } from "@/lib/search/params";
import { queryOf } from "@/lib/search/params";
import type { Part } from "@/lib/search/parts";

/** What a search asks for: each part a link that removes it, and one that takes it as words where it was read out of them. */
export function ActiveFilters({ parts }: { parts: readonly Part[] }) {
  const locale = useLocale();
  const t = useTranslations("projects.filters");
  if (parts.length === 0) return null;
  const to = (query: ProjectQuery) => href(locale, { pathname: "/projects", query: queryOf(query, locale) });
  return (
    <section aria-label={t("active")}>
      <ul className="chips">
        {parts.map(({ key, label, without, asWords }) => (
          <li key={key} className="chip-group">
            <a className="chip" href={to(without)} aria-label={t("remove", { name: label })} rel="nofollow">
              {label} <Icon name="remove" />
            </a>
            {asWords && (
              <a className="as-words" href={to(asWords.query)} aria-label={t("asWords", { text: asWords.text })} rel="nofollow">
                {t("quoted", { text: asWords.text })}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
