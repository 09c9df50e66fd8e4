import { FigureCard } from "@/components/numbers/figure-card";
import { SeriesSection } from "@/components/numbers/series-section";
import type { Given } from "@/lib/profiles/queries/money";

import { hasYears } from "./year-series";

/** What a body funds: how many projects, how much, and when. */
export function GivenSection({ given: { projects, given, years, query } }: { given: Given }) {
  return (
    <>
      <dl className="figures">
        <FigureCard figure={projects} />
        <FigureCard figure={given} />
      </dl>
      {hasYears(years) && <SeriesSection series={years} query={query} />}
    </>
  );
}
