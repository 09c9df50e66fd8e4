import { useLocale, useTranslations } from "next-intl";
import { Breadcrumb } from "@/components/layout/breadcrumb";
import { PageHeading } from "@/components/layout/page-heading";
import { ProjectCount } from "@/components/profile/search-link";
import { formatNumber } from "@/lib/i18n/format";
import { href } from "@/lib/i18n/href";
import { Link } from "@/lib/i18n/navigation";
import { countryTarget } from "@/lib/profiles/address";
import type { Continent } from "@/lib/profiles/queries/countries";
import { queryFor } from "@/lib/search/params";

/** All partner countries by continent, each with the number of its projects. */
export function CountryIndex({ continents }: { continents: readonly Continent[] }) {
  const locale = useLocale();
  const t = useTranslations("countries");
  const ui = useTranslations("ui");
  const total = continents.reduce((sum, { countries }) => sum + countries.length, 0);
  return (
    <>
      <Breadcrumb steps={[{ label: ui("home"), href: href(locale, { pathname: "/" }) }]} current={t("title")} />
      <PageHeading title={t("title")}>{t("total", { count: total })}</PageHeading>
      <nav aria-label={t("continents")}>
        <ul className="chips">
          {continents.map(({ code, name, countries }) => (
            <li key={code}>
              <a className="chip" href={`#r${code}`}>
                {name} {formatNumber(locale, countries.length)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {continents.map(({ code, name, projects, countries }) => (
        <section key={code} id={`r${code}`} className="home-section" aria-labelledby={`r${code}-title`}>
          <h2 id={`r${code}-title`}>{name}</h2>
          <p className="aside">
            {t("countries", { count: countries.length })},{" "}
            <ProjectCount query={queryFor("region", code)} count={projects} withUnit />
          </p>
          <ul className="ways">
            {countries.map(({ code: country, name: label, slug, projects: count }) => (
              <li key={country}>
                <Link to={countryTarget({ slug })}>{label}</Link>{" "}
                <span className="count">
                  <ProjectCount query={queryFor("country", country)} count={count} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p className="aside">{t("counted")}</p>
    </>
  );
}
