import { useLocale, useTranslations } from "next-intl";
import { Select } from "@/components/ui/form-field";
import { href } from "@/lib/i18n/href";
import { type NewsQuery, newsFilters } from "@/lib/news/index-query";
import type { NewsChoices } from "@/lib/news/queries/list";

/** Asks for a part of the news; a plain form. */
export function NewsForm({ query, choices }: { query: NewsQuery; choices: NewsChoices }) {
  const locale = useLocale();
  const t = useTranslations("news.index.form");
  return (
    <search>
      <form method="get" action={href(locale, { pathname: "/news" })} className="form index-form">
        {newsFilters.map((name) => (
          <Select
            key={name}
            name={name}
            label={t(name)}
            value={query[name]}
            options={[
              { value: "", label: t("any") },
              ...choices[name].map(({ value, label, count }) => ({ value, label: t("choice", { label, count }) })),
            ]}
          />
        ))}
        <p>
          <button type="submit">{t("submit")}</button>
        </p>
      </form>
    </search>
  );
}
