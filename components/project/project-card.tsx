import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatMoney, formatYears } from "@/lib/i18n/format";
import { Link } from "@/lib/i18n/navigation";
import { themeTarget } from "@/lib/profiles/address";
import type { ProjectSummary } from "@/lib/projects/schema";
import { ProjectTitle } from "./project-title";
import { StatusBadge } from "./status-line";
import { TwoEndsLine } from "./two-ends-line";

function useTotal({ cofundingTotal, unknownAmounts }: ProjectSummary): string | null {
  const locale = useLocale();
  const t = useTranslations("project.related");
  if (cofundingTotal === null) return unknownAmounts > 0 ? t("totalUnknown") : null;
  const amount = formatMoney(locale, cofundingTotal);
  return unknownAmounts > 0 ? t("totalAndUnknown", { amount, count: unknownAmounts }) : t("total", { amount });
}

type ProjectCardProps = {
  project: ProjectSummary;
  headingLevel?: "h2" | "h3";
  /** Why a search found the record. */
  children?: ReactNode;
};

/** A project in a list: title, two ends, theme, years, status, total. */
export function ProjectCard({ project, headingLevel = "h3", children }: ProjectCardProps) {
  const t = useTranslations("project.card");
  const { id, slug, title, origin, french, foreign, countries, theme, startYear, endYear, computedStatus } = project;
  const Heading = headingLevel;
  const years = formatYears(startYear, endYear);
  const total = useTotal(project);
  const partner =
    foreign.length > 0
      ? foreign.map(({ name, country }) => ({ name, country: country?.name ?? null }))
      : countries.map(({ name }) => ({ name }));
  return (
    <article className="card">
      <Heading>
        <Link to={{ pathname: "/projects/[record]", record: `${id}-${slug}` }}>
          <ProjectTitle title={title} origin={origin} />
        </Link>
      </Heading>
      <TwoEndsLine french={french} partner={partner} />
      <p className="meta">
        {theme && (
          <span>
            <span className="sr-only">{t("theme")} </span>
            <Link to={themeTarget(theme)}>{theme.label}</Link>
          </span>
        )}
        {years && (
          <span>
            <span className="sr-only">{t("years")} </span>
            {years}
          </span>
        )}
        <span>
          <span className="sr-only">{t("status")} </span>
          <StatusBadge status={computedStatus} />
        </span>
        {total && (
          <span>
            <span className="sr-only">{t("funding")} </span>
            {total}
          </span>
        )}
      </p>
      {children}
    </article>
  );
}
