import { useTranslations } from "next-intl";
import { Cite } from "@/components/cite/cite";
import { PageHeading } from "@/components/layout/page-heading";
import type { Comparison } from "@/lib/compare/queries/comparison";
import type { ResolvedComparison } from "@/lib/compare/queries/resolve";
import { CompareForm } from "./compare-form";
import { FigureTable } from "./figure-table";
import { RankingSection } from "./ranking-section";
import { YearSection } from "./year-section";

type CompareViewProps = {
  asked: ResolvedComparison;
  comparison: Comparison;
  cited: { title: string; url: string; kept: string | null };
};

/** Subjects side by side: the same figures, charts on one scale, what is at the top of each; complete without JavaScript. */
export function CompareView({ asked, comparison, cited }: CompareViewProps) {
  const t = useTranslations("compare");
  const { subjects, years, rankings, asOf } = comparison;
  return (
    <div className="statistics compare">
      <PageHeading title={cited.title}>{t("intro")}</PageHeading>
      <CompareForm asked={asked} />
      {subjects.length > 0 && (
        <section aria-labelledby="figures">
          <h2 id="figures">{t("figures.title")}</h2>
          <FigureTable comparison={comparison} />
          <p className="aside">{t("figures.several")}</p>
        </section>
      )}
      {years.length > 0 && (
        <section aria-labelledby="years">
          <h2 id="years">{t("years.title")}</h2>
          <p className="aside">{t("years.scale")}</p>
          {years.map((table) => (
            <YearSection key={table.measure} table={table} subjects={subjects} />
          ))}
        </section>
      )}
      {rankings.length > 0 && (
        <section aria-labelledby="top">
          <h2 id="top">{t("top.title")}</h2>
          <p className="aside">{t("top.scale")}</p>
          {rankings.map((ranking) => (
            <RankingSection key={ranking.dimension} ranking={ranking} subjects={subjects} />
          ))}
        </section>
      )}
      {subjects.length > 0 && <Cite {...cited} asOf={asOf} />}
    </div>
  );
}
