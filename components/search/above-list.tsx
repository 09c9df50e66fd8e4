import { useLocale, useTranslations } from "next-intl";
import { ProjectTitle } from "@/components/project/project-title";
import { formatYears } from "@/lib/i18n/format";
import { href } from "@/lib/i18n/href";
import { Link } from "@/lib/i18n/navigation";
import type { Above } from "@/lib/search/above";
import { queryOf } from "@/lib/search/params";

/** What a search about one territory finds of the authorities above it: of each the first projects, and the way to all. */
export function AboveList({ above }: { above: readonly Above[] }) {
  const locale = useLocale();
  const t = useTranslations("around");
  if (above.length === 0) return null;
  return (
    <section className="above" aria-labelledby="above">
      <h2 id="above">{t("heading")}</h2>
      <p className="aside">{t("text")}</p>
      {above.map(({ level, name, total, projects, query }) => (
        <section key={`${level} ${name}`}>
          <h3>{t(`through.${level}`, { name })}</h3>
          <ul>
            {projects.map(({ id, slug, title, origin, startYear, endYear }) => (
              <li key={id}>
                <Link to={{ pathname: "/projects/[record]", record: `${id}-${slug}` }}>
                  <ProjectTitle title={title} origin={origin} />
                </Link>{" "}
                <span className="aside">{formatYears(startYear, endYear)}</span>
              </li>
            ))}
          </ul>
          <p>
            <a href={href(locale, { pathname: "/projects", query: queryOf(query, locale) })} rel="nofollow">
              {t("all", { count: total })}
            </a>
          </p>
        </section>
      ))}
    </section>
  );
}
