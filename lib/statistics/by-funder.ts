import { db } from "@/lib/core/db";
import type { Locale } from "@/lib/i18n/locales";
import { fills, type Series } from "@/lib/projects/funding-bars";
import { sideOf } from "@/lib/projects/policy";
import type { Side } from "@/lib/projects/schema";
import { none } from "@/lib/search/facets";
import type { ProjectQuery } from "@/lib/search/params";
import { readCross } from "./cross";
import type { Figure } from "./figures";
import type { Series as Divided, Part } from "./series";

/** Funders that a reader can still tell apart beside each other; what the others give is drawn as one. */
const shown = 4;

/** Known co-funding of each year by its largest funders and by the others together. */
export type ByFunder = {
  /** As drawn, in the order of the values; the last one is the others. */
  series: readonly Series[];
  funders: readonly Part[];
  years: readonly { part: Part; cells: readonly (Figure | null)[] }[];
};

async function sidesOf(ids: readonly string[]): Promise<Map<string, Side>> {
  const rows = await db().organisation.findMany({
    where: { publicId: { in: [...ids] } },
    select: { publicId: true, countryCode: true },
  });
  return new Map(rows.map(({ publicId, countryCode }) => [publicId, sideOf(countryCode)]));
}

/** Splits the years of co-funding by the largest funders; both series are of the measure `cofunding` of this search. */
export async function readByFunder(years: Divided, all: Divided, query: ProjectQuery, locale: Locale): Promise<ByFunder> {
  const funders = all.parts.filter(({ key, value }) => key !== none && (value ?? 0) > 0).slice(0, shown);
  const keys = funders.map(({ key }) => key);
  const [cross, sides] = await Promise.all([readCross("cofunding", ["funded", "funder"], query, locale, keys), sidesOf(keys)]);
  const drawn: Partial<Record<Side, number>> = {};
  const seriesOf = (name: string | null, side: Side, index: number): Series => {
    const count = drawn[side] ?? 0;
    drawn[side] = count + 1;
    return { letter: String.fromCharCode(65 + index), name, side, fill: fills[count % fills.length] ?? "solid", rows: [index] };
  };
  return {
    series: [
      ...funders.map(({ key, name }, index) => seriesOf(name, sides.get(key) ?? "unattributed", index)),
      seriesOf(null, "unattributed", funders.length),
    ],
    funders,
    years: years.parts.map((part) => ({ part, cells: keys.map((key) => cross.cells.get(`${part.key} ${key}`) ?? null) })),
  };
}
