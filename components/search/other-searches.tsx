import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { href } from "@/lib/i18n/href";
import { Link } from "@/lib/i18n/navigation";
import { type ProjectQuery, queryOf } from "@/lib/search/params";
import type { Search } from "@/lib/search/search";

function SearchLink({ query, children }: { query: ProjectQuery; children: ReactNode }) {
  const locale = useLocale();
  return (
    <a href={href(locale, { pathname: "/projects", query: queryOf(query, locale) })} rel="nofollow">
      {children}
    </a>
  );
}

/** What was looked for instead of misspelt words, and the filters that words may mean. */
export function OtherMeanings({ search }: { search: Search }) {
  const t = useTranslations("projects");
  const { asked, corrected, offers } = search;
  const exact = { ...asked, q: `"${asked.q.replaceAll('"', "")}"`, page: 1 };
  return (
    <>
      {corrected && (
        <p className="aside corrected">
          {t.rich("help.corrected", {
            from: corrected.from,
            to: corrected.to,
            link: (words) => <SearchLink query={exact}>{words}</SearchLink>,
          })}
        </p>
      )}
      {offers.length > 0 && (
        <section className="offers" aria-labelledby="offers">
          <h2 id="offers" className="offers-heading">
            {t("help.offers")}
          </h2>
          <ul>
            {offers.map(({ label, query, total }) => (
              <li key={label}>
                <SearchLink query={query}>{t("help.offer", { label, count: t("result", { count: total }) })}</SearchLink>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** Why nothing is shown, and what finds something. With a total there is something, on an earlier page. */
export function NoProject({ search: { total, wider }, pages }: { search: Search; pages: number }) {
  const t = useTranslations("projects");
  return (
    <div className="prose">
      <p>{total === 0 ? t("none.heading") : t("tooFar", { pages })}</p>
      {wider.length > 0 && (
        <ul>
          {wider.map(({ part, query, total: found }) => (
            <li key={part.key}>
              <SearchLink query={query}>
                {t("help.without", { part: part.label, count: t("result", { count: found }) })}
              </SearchLink>
            </li>
          ))}
        </ul>
      )}
      {total === 0 && wider.length === 0 && <p>{t("none.text")}</p>}
      <p>
        <Link to={{ pathname: "/projects" }}>{t("none.all")}</Link>
      </p>
    </div>
  );
}
