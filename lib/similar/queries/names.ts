import { db } from "@/lib/core/db";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { nameValues } from "@/lib/search/names";
import { type LikeSize, narrowest, type Reasons } from "../schema";

/** Why something is similar, as it is found: codes, public ids, and numbers of territories in the database. */
export type Found = {
  themes: string[];
  countries: string[];
  bodies: string[];
  own: number | null;
  other: number | null;
};

type Land = { population: number; year: number; name: string; source: string };

/** Populations of territories by their number in the database. */
async function readLands(ids: readonly number[], locale: Locale): Promise<ReadonlyMap<number, Land>> {
  const rows = await db().territory.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true, population: true, populationYear: true, source: { select: { nameFr: true, nameEn: true } } },
  });
  return new Map(
    rows.flatMap(({ id, name, population, populationYear: year, source }) =>
      population && year ? [[id, { population, year, name, source: inLocale(locale, source.nameFr, source.nameEn) }]] : [],
    ),
  );
}

function sizeOf(own: Land | undefined, other: Land | undefined): LikeSize | null {
  if (!own || !other) return null;
  const years = [...new Set([own.year, other.year])].sort();
  return { own: own.population, other: other.population, ownName: own.name, otherName: other.name, years, source: other.source };
}

/** Reasons in words of a language, in the order of what was found, by three statements. */
export async function nameReasons(all: readonly Found[], locale: Locale): Promise<Reasons[]> {
  const values = (key: "themes" | "countries" | "bodies") => [...new Set(all.flatMap((found) => found[key]))];
  const lands = all.flatMap(({ own, other }) => (own === null || other === null ? [] : [own, other]));
  const [names, sizes] = await Promise.all([
    nameValues({ theme: values("themes"), country: values("countries"), organisation: values("bodies") }, locale),
    readLands([...new Set(lands)], locale),
  ]);
  const named = (facet: "theme" | "country" | "organisation", codes: readonly string[]) =>
    codes.flatMap((code) => names.get(facet)?.get(code) ?? []);
  return all.map(({ themes, countries, bodies, own, other }) => ({
    shared: named("organisation", bodies),
    themes: named("theme", narrowest(themes)),
    countries: named("country", countries),
    size: own === null || other === null ? null : sizeOf(sizes.get(own), sizes.get(other)),
  }));
}
