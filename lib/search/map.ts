import type { Locale } from "@/lib/i18n/locales";
import type { FacetCounts } from "./counts";
import { type PartnerSide, readPartnerSide } from "./map-countries";
import { type FrenchSide, readFrenchSide } from "./map-french";
import { type Lines, readLines } from "./map-lines";
import type { Names } from "./names";
import type { ProjectQuery } from "./params";

/** What the map of a search shows: countries and French territories, each counted without its own choice. */
export type SearchMap = {
  countries: PartnerSide;
  french: FrenchSide;
  /** The lines of the one place that is chosen; null where none or several are. */
  lines: Lines | null;
};

type Counted = { words: string | null; counts: FacetCounts; names: Names; total: number };

/** The map of a search, by what was counted of it; null for records as they stood on a day: counts are of the present. */
export async function readMap(query: ProjectQuery, counted: Counted, locale: Locale): Promise<SearchMap | null> {
  if (query.asOf?.view === "known") return null;
  const { words, counts, names, total } = counted;
  const [countries, french, lines] = await Promise.all([
    readPartnerSide(query, words, counts, names, total),
    readFrenchSide(query, words, locale),
    readLines(query, words, total, locale),
  ]);
  return { countries, french, lines };
}
