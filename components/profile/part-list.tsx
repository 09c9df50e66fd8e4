import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatNumber } from "@/lib/i18n/format";
import { Link } from "@/lib/i18n/navigation";
import type { ListedPart } from "@/lib/profiles/queries/parts";
import { ProjectCount } from "./search-link";

/** Parts shown at once. */
const shown = 12;

function Items({ parts }: { parts: readonly ListedPart[] }) {
  const locale = useLocale();
  return (
    <ul className="ways">
      {parts.map(({ key, name, projects, query, to }) => (
        <li key={key}>
          {to ? <Link to={to}>{name}</Link> : <span>{name}</span>}{" "}
          <span className="count">
            {query ? <ProjectCount query={query} count={projects} /> : formatNumber(locale, projects)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The parts of a subject's projects, most first; each number leads to its projects. */
export function PartList({ heading, parts }: { heading: ReactNode; parts: readonly ListedPart[] }) {
  const t = useTranslations("profiles.parts");
  if (parts.length === 0) return null;
  const rest = parts.slice(shown);
  return (
    <div className="profile-parts">
      <h3>{heading}</h3>
      <Items parts={parts.slice(0, shown)} />
      {rest.length > 0 && (
        <details>
          <summary>{t("rest", { count: rest.length })}</summary>
          <Items parts={rest} />
        </details>
      )}
    </div>
  );
}
