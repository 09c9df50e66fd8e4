import { cache } from "react";
import { today } from "@/lib/core/clock";
import type { Locale } from "@/lib/i18n/locales";
import { completeness, countByRule, qualityShare, shareByAuthority, shareByCountry, shareBySource } from "./queries/counts";
import { getImport, type ImportDetail, importIdOf, listImports } from "./queries/imports";

/** Imports shown on the page itself. */
const latestImports = 10;

/** Everything that the data quality page says, counted for today. */
export async function readQuality(locale: Locale) {
  const day = today();
  const [share, counts, countries, authorities, sources, imports] = await Promise.all([
    qualityShare(day),
    countByRule(day),
    shareByCountry(day, locale),
    shareByAuthority({ day, page: 1 }, locale),
    shareBySource(day, locale),
    listImports({ page: 1, size: latestImports }, locale),
  ]);
  return { day, share, counts, facts: completeness(share.total, counts), countries, authorities, sources, imports };
}

/** An import by its number as an address writes it, read once for a page and its metadata; null when there is none. */
export const readImport = cache(async (record: string, page: number, locale: Locale): Promise<ImportDetail | null> => {
  const id = importIdOf(record);
  return id === null ? null : getImport(id, page, locale);
});
