import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { Link } from "@/lib/i18n/navigation";
import { themeTarget } from "@/lib/profiles/address";
import type { Project } from "@/lib/projects/schema";

type Path = Project["themes"][number]["path"];

/** Levels of a theme from the widest, each a link to its page. */
function ThemePath({ path }: { path: Path }) {
  const t = useTranslations("project.themes");
  return (
    <ol className="theme-path">
      {path.map(({ code, label }, index) => (
        <li key={code}>
          <span className="sr-only">{t(`level.${index === 0 ? "1" : index === 1 ? "2" : "3"}`)} </span>
          <Link to={themeTarget({ code, label })}>{label}</Link>
        </li>
      ))}
    </ol>
  );
}

/** The main theme, then the others in their order of priority. */
export function ThemeList({ themes }: { themes: Project["themes"] }) {
  const t = useTranslations("project.themes");
  const main = themes.filter(({ rank }) => rank === 0);
  const others = themes.filter(({ rank }) => rank > 0).toSorted((a, b) => a.rank - b.rank);
  return (
    <>
      {main.map(({ path }) => (
        <ThemePath key={path.at(-1)?.code} path={path} />
      ))}
      {others.length > 0 && (
        <>
          <h3>{t("others")}</h3>
          <ol className="ranked">
            {others.map(({ path }) => (
              <li key={path.at(-1)?.code}>
                {path.map(({ code, label }, index) => (
                  <Fragment key={code}>
                    {index > 0 && " › "}
                    <Link to={themeTarget({ code, label })}>{label}</Link>
                  </Fragment>
                ))}
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}
