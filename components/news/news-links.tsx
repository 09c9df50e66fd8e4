import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { InLanguage } from "@/components/ui/in-language";
import { formatMoney } from "@/lib/i18n/format";
import { Link } from "@/lib/i18n/navigation";
import { newsIndexTarget } from "@/lib/news/addresses";
import type { NewsItem } from "@/lib/news/schema";
import { countryTarget, organisationTarget, themeTarget } from "@/lib/profiles/address";

function LinkList<T>({ title, rows, keyOf, children }: ListProps<T>) {
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {rows.map((row) => (
          <li key={keyOf(row)}>{children(row)}</li>
        ))}
      </ul>
    </section>
  );
}

type ListProps<T> = { title: string; rows: readonly T[]; keyOf: (row: T) => string; children: (row: T) => ReactNode };

/** Amounts that the item states, each with who states it: none of them is funding that the Atlas counts. */
export function NewsFigures({ item }: { item: NewsItem }) {
  const locale = useLocale();
  const t = useTranslations("news");
  return (
    <LinkList title={t("figures")} rows={item.figures} keyOf={({ label, amount }) => `${label} ${amount}`}>
      {({ label, amount, currency, approximate, year, sourceName }) => {
        const money = formatMoney(locale, amount, currency);
        return (
          <>
            {label}
            {t("colon")} <strong>{approximate ? t("about", { amount: money }) : money}</strong>
            {year !== null && ` (${year})`}
            <span className="aside"> {t("statedBy", { source: sourceName ?? item.sourceName })}</span>
          </>
        );
      }}
    </LinkList>
  );
}

/** The organisations, countries, projects and themes that an item speaks of. */
export function NewsLinks({ item }: { item: NewsItem }) {
  const t = useTranslations("news");
  return (
    <>
      <LinkList title={t("organisations")} rows={item.organisations} keyOf={({ id }) => id}>
        {({ id, slug, name, role, country }) => (
          <>
            <Link to={organisationTarget({ id, slug })}>{name}</Link>
            {country && `, ${country}`} ({t(`role.${role}`)})
          </>
        )}
      </LinkList>
      <LinkList title={t("countries")} rows={item.countries} keyOf={({ code }) => code}>
        {({ name, slug }) => <Link to={countryTarget({ slug })}>{name}</Link>}
      </LinkList>
      <LinkList title={t("projects")} rows={item.projects} keyOf={({ id }) => id}>
        {({ id, slug, title }) => (
          <Link to={{ pathname: "/projects/[record]", record: `${id}-${slug}` }}>
            <InLanguage text={title} />
          </Link>
        )}
      </LinkList>
      <LinkList title={t("themes")} rows={item.themes} keyOf={({ code }) => code}>
        {({ code, label }) => <Link to={themeTarget({ code, label })}>{label}</Link>}
      </LinkList>
      <p>
        <Link to={newsIndexTarget({ month: item.happenedOn.slice(0, 7), country: "", organisation: "", page: 1 })} rel="nofollow">
          {t("sameMonth")}
        </Link>
      </p>
    </>
  );
}
