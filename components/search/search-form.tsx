import { useLocale, useTranslations } from "next-intl";
import { limits } from "@/lib/core/limits";
import { href } from "@/lib/i18n/href";
import { type ProjectQuery, queryOf, sorts, views } from "@/lib/search/params";
import { SuggestInput } from "./suggest-input";

/** Parameters that a form keeps besides its own fields. */
function Kept({ query, but }: { query: ProjectQuery; but: readonly string[] }) {
  const kept = Object.entries(queryOf({ ...query, page: 1 }, useLocale())).filter(([name]) => !but.includes(name));
  return kept.map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}

/** The field for words; a plain form, with suggestions. */
export function SearchForm({ query }: { query: ProjectQuery }) {
  const locale = useLocale();
  const t = useTranslations("projects.search");
  return (
    <search>
      <form method="get" action={href(locale, { pathname: "/projects" })} className="form search-form">
        <div className="field">
          <label htmlFor="q">{t("label")}</label>
          <p id="q-hint" className="hint">
            {t("hint")}
          </p>
          <div className="search-line">
            <SuggestInput
              id="q"
              name="q"
              defaultValue={query.q}
              maxLength={limits.searchText}
              describedBy="q-hint"
              locale={locale}
              from={limits.suggestFrom}
              listLabel={useTranslations("suggest")("list")}
            />
            <button type="submit">{t("submit")}</button>
          </div>
        </div>
        {/* Behind the words, as in the canonical address. */}
        <Kept query={query} but={["q", "sort"]} />
      </form>
    </search>
  );
}

/** Order and view of the results, links both. */
export function ResultOptions({ query }: { query: ProjectQuery }) {
  const locale = useLocale();
  const t = useTranslations("projects");
  const to = (changes: Partial<ProjectQuery>) =>
    href(locale, { pathname: "/projects", query: queryOf({ ...query, ...changes, page: 1 }, locale) });
  const offered = sorts.filter((sort) => sort !== "relevance" || query.q !== "");
  return (
    <div className="result-options">
      <nav aria-label={t("view.label")}>
        <ul className="chips">
          {views.map((view) => (
            <li key={view}>
              <a className="chip" href={to({ view })} aria-current={query.view === view || undefined} rel="nofollow">
                {t(`view.${view}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {query.view !== "map" && (
        <form method="get" action={href(locale, { pathname: "/projects" })} className="form sort-form">
          <Kept query={query} but={["sort"]} />
          <label htmlFor="sort">{t("sort.label")}</label>
          <select key={query.sort} id="sort" name="sort" defaultValue={query.sort}>
            {offered.map((sort) => (
              <option key={sort} value={sort}>
                {t(`sort.${sort}`)}
              </option>
            ))}
          </select>
          <button type="submit">{t("sort.submit")}</button>
        </form>
      )}
    </div>
  );
}
