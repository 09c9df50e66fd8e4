import { db } from "@/lib/core/db";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { queryFor } from "@/lib/search/params";
import { type Figure, readFigures } from "./figures";

/** What an authority gives by inhabitant of its territory, in euros, and what it is made of. */
export type PerInhabitant = {
  value: number;
  /** What it gives, with the search that lists its projects. */
  given: Figure;
  population: number;
  /** Year of the population, and who counted it. */
  year: number;
  source: string;
};

/** Known co-funding of an organisation (public id) by inhabitant; null where it governs no territory of known population, or no amount is known. */
export async function readPerInhabitant(organisation: string, locale: Locale): Promise<PerInhabitant | null> {
  const [{ given }, row] = await Promise.all([
    readFigures(["given"], queryFor("funder", organisation)),
    db().organisation.findUnique({
      where: { publicId: organisation },
      select: {
        territory: { select: { population: true, populationYear: true, source: { select: { nameFr: true, nameEn: true } } } },
      },
    }),
  ]);
  const { population, populationYear: year, source } = row?.territory ?? {};
  if (!population || !year || !source || given.value === null) return null;
  const value = Math.round((given.value / population) * 100) / 100;
  return { value, given, population, year, source: inLocale(locale, source.nameFr, source.nameEn) };
}
