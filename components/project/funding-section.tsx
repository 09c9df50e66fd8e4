import { useTranslations } from "next-intl";
import { type ComponentProps, useId } from "react";
import { FundingChart } from "@/components/chart/funding-chart";
import { FundingTable } from "@/components/chart/funding-table";
import { SchemeTable } from "@/components/chart/scheme-table";
import { organisationTarget } from "@/lib/profiles/address";
import { type FundingPivot, fundingPivots, schemeRows } from "@/lib/projects/funding";
import { seriesOf } from "@/lib/projects/funding-bars";
import type { Project } from "@/lib/projects/schema";

type Funders = ComponentProps<typeof FundingTable>["funders"];

function PivotFigure({ pivot, funders, titled }: { pivot: FundingPivot; funders: Funders; titled: boolean }) {
  const t = useTranslations("chart");
  const id = useId();
  const series = seriesOf(pivot);
  // A single amount needs no drawing.
  const drawn = series.length > 0 && pivot.rows.length * pivot.years.length > 1;
  const { lines, unknown } = pivot.total;
  return (
    <div className="pivot">
      {titled && (
        <h3>
          {t(`kind.${pivot.kind}`)} ({pivot.currency})
        </h3>
      )}
      {drawn && <FundingChart id={id} pivot={pivot} series={series} />}
      <FundingTable id={id} pivot={pivot} series={drawn ? series : []} funders={funders} />
      <p className="aside">
        {t(`counts.${pivot.kind}`, { lines })} {unknown > 0 && t("unknown", { count: unknown })}
      </p>
    </div>
  );
}

/** Funding per year as bars and as a table with every total; the 1 % schemes apart. */
export function FundingSection({ project }: { project: Project }) {
  const t = useTranslations("chart");
  const pivots = fundingPivots(project.funding);
  const schemes = schemeRows(project.funding);
  const funders = new Map(
    project.organisations.map((body) => [body.id, { kind: body.kind.label, page: organisationTarget(body) }] as const),
  );
  return (
    <>
      {pivots.map((pivot) => (
        <PivotFigure key={`${pivot.kind} ${pivot.currency}`} pivot={pivot} funders={funders} titled={pivots.length > 1} />
      ))}
      {pivots.length > 1 && <p className="aside">{t("notAdded")}</p>}
      {schemes.length > 0 && <SchemeTable rows={schemes} />}
    </>
  );
}
