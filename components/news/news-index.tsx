import { useLocale, useTranslations } from "next-intl";
import { Breadcrumb } from "@/components/layout/breadcrumb";
import { PageHeading } from "@/components/layout/page-heading";
import { InLanguage } from "@/components/ui/in-language";
import { Pagination } from "@/components/ui/pagination";
import { limits } from "@/lib/core/limits";
import { formatDate } from "@/lib/i18n/format";
import { href } from "@/lib/i18n/href";
import { Link } from "@/lib/i18n/navigation";
import { newsAddress, newsIndexTarget, newsTarget } from "@/lib/news/addresses";
import { type NewsQuery, newsFilters } from "@/lib/news/index-query";
import type { NewsChoices } from "@/lib/news/queries/list";
import type { NewsEntry } from "@/lib/news/schema";
import { NewsForm } from "./news-form";

type NewsIndexProps = {
  query: NewsQuery;
  title: string;
  found: { total: number; entries: readonly NewsEntry[] };
  choices: NewsChoices;
};

/** The index of news: what happened, newest first, of all or of a month, a country, an organisation. */
export function NewsIndexView({ query, title, found, choices }: NewsIndexProps) {
  const locale = useLocale();
  const t = useTranslations("news.index");
  const ui = useTranslations("ui");
  const pages = Math.min(Math.ceil(found.total / limits.pageSize), limits.maxPage);
  const to = (changes: Partial<NewsQuery>) => href(locale, newsIndexTarget({ ...query, page: 1, ...changes }));
  return (
    <>
      <Breadcrumb steps={[{ label: ui("home"), href: href(locale, { pathname: "/" }) }]} current={t("title")} />
      <PageHeading title={title}>
        {t("total", { count: found.total })}
        {pages > 1 && ` · ${t("page", { page: query.page, pages })}`}
      </PageHeading>
      <NewsForm query={query} choices={choices} />
      <ActiveFilters query={query} choices={choices} to={to} />
      {found.entries.length === 0 ? <p>{t("none")}</p> : <NewsCards entries={found.entries} />}
      <Pagination page={query.page} pages={pages} hrefOf={(page) => to({ page })} />
      <FollowNews query={query} />
    </>
  );
}

type FiltersProps = { query: NewsQuery; choices: NewsChoices; to: (changes: Partial<NewsQuery>) => string };

/** What is chosen, each with a link that takes it away; else the latest months. */
function ActiveFilters({ query, choices, to }: FiltersProps) {
  const t = useTranslations("news.index");
  const chosen = newsFilters.filter((key) => query[key] !== "");
  const labelOf = (key: (typeof newsFilters)[number]) =>
    choices[key].find(({ value }) => value === query[key])?.label ?? query[key];
  const links =
    chosen.length > 0
      ? chosen.map((key) => ({ key: String(key), href: to({ [key]: "" }), label: t("without", { label: labelOf(key) }) }))
      : choices.month.slice(0, 6).map(({ value, label }) => ({ key: value, href: to({ month: value }), label }));
  if (links.length === 0) return null;
  return (
    <nav aria-label={t(chosen.length > 0 ? "chosen" : "months")}>
      <ul className="chips">
        {links.map(({ key, href: address, label }) => (
          <li key={key}>
            <a className="chip" href={address} rel="nofollow">
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function NewsCards({ entries }: { entries: readonly NewsEntry[] }) {
  const locale = useLocale();
  const item = useTranslations("news");
  const t = useTranslations("news.index");
  return (
    <ul className="cards">
      {entries.map(({ id, slug, title, happenedOn, closesOn, relatedAction, organisations, countries, summary }) => (
        <li key={id}>
          <article className="card">
            <h2>
              <Link to={newsTarget({ id, slug })}>
                <InLanguage text={title} />
              </Link>
            </h2>
            <p className="meta">
              <time dateTime={happenedOn}>{formatDate(locale, happenedOn)}</time>
              {countries.length > 0 && <span>{countries.join(", ")}</span>}
              {relatedAction && <span>{t("relatedAction")}</span>}
              {closesOn && <span>{item("closesOn", { date: formatDate(locale, closesOn) })}</span>}
            </p>
            <p>
              <InLanguage text={{ text: summary, language: title.language }} />
            </p>
            {organisations.length > 0 && <p className="aside">{organisations.join(", ")}</p>}
          </article>
        </li>
      ))}
    </ul>
  );
}

function FollowNews({ query }: { query: NewsQuery }) {
  const locale = useLocale();
  const t = useTranslations("news.follow");
  const forms = { atom: "application/atom+xml", feed: "application/feed+json", ics: "text/calendar" } as const;
  return (
    <section className="follow" aria-label={t("heading")}>
      <ul>
        {(["atom", "feed", "ics"] as const).map((form) => (
          <li key={form}>
            <a href={newsAddress(form, query, locale)} rel="nofollow" type={forms[form]}>
              {t(form)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
