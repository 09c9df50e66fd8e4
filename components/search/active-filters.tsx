import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";
import { href } from "@/lib/i18n/href";
import { queryOf } from "@/lib/search/params";
import type { Part } from "@/lib/search/parts";

/** What a search asks for, each part a link that removes it. */
export function ActiveFilters({ parts }: { parts: readonly Part[] }) {
  const locale = useLocale();
  const t = useTranslations("projects.filters");
  if (parts.length === 0) return null;
  return (
    <section aria-label={t("active")}>
      <ul className="chips">
        {parts.map(({ key, label, without }) => (
          <li key={key}>
            <a
              className="chip"
              href={href(locale, { pathname: "/projects", query: queryOf(without, locale) })}
              aria-label={t("remove", { name: label })}
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
