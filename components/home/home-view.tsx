import { useTranslations } from "next-intl";
import { WorldMap } from "@/components/map/world-map";
import { ProjectCards } from "@/components/project/project-cards";
import { Link } from "@/lib/i18n/navigation";
import type { NewsSummary } from "@/lib/news/schema";
import { countryTarget, themeTarget } from "@/lib/profiles/address";
import type { Slugs } from "@/lib/profiles/queries/parts";
import type { ProjectSummary } from "@/lib/projects/schema";
import type { AtlasFigures as Figures, ValueProjects } from "@/lib/statistics/queries";
import { AtlasFigures } from "./atlas-figures";
import { LatestNews } from "./latest-news";
import { WayIn } from "./way-in";

type HomeViewProps = {
  figures: Figures;
  countries: readonly ValueProjects[];
  /** Slugs of the countries. */
  slugs: Slugs;
  themes: readonly ValueProjects[];
  projects: readonly ProjectSummary[];
  news: readonly NewsSummary[];
};

/** Countries offered on the home page; all are in the table of the map. */
const countriesShown = 18;

/** The home page: what the atlas is, its figures, the map, ways in, what is new. */
export function HomeView({ figures, countries, slugs, themes, projects, news }: HomeViewProps) {
  const t = useTranslations("home");
  const countryWays = countries.slice(0, countriesShown).map(({ code, name, projects: count }) => ({
    key: code,
    label: name,
    projects: count,
    to: countryTarget({ slug: slugs.get(code) ?? code.toLowerCase() }),
  }));
  const themeWays = themes.map(({ code, name, projects: count }) => ({
    key: code,
    label: name,
    projects: count,
    to: themeTarget({ code, label: name }),
  }));
  return (
    <>
      <div className="page-heading">
        <h1>{t("title")}</h1>
        <p className="lead">{figures.figures.projects.value ? t("lead") : t("empty")}</p>
      </div>
      <AtlasFigures figures={figures} />
      <section className="home-section" aria-labelledby="map">
        <h2 id="map">{t("map.heading")}</h2>
        <WorldMap countries={countries} />
      </section>
      <WayIn id="countries" title={t("countries.heading")} index="country" ways={countryWays} />
      <WayIn id="themes" title={t("themes.heading")} index="theme" ways={themeWays} />
      {projects.length > 0 && (
        <section className="home-section" aria-labelledby="latest">
          <h2 id="latest">{t("latest.heading")}</h2>
          <ProjectCards projects={projects} columns={2} />
          <p>
            <Link to={{ pathname: "/projects" }}>{t("latest.all")}</Link>
          </p>
        </section>
      )}
      <LatestNews news={news} />
    </>
  );
}
