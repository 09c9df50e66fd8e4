import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import type { Locale } from "@/lib/i18n/locales";
import type { CountrySubject, ThemeSubject } from "@/lib/profiles/schema";
import { frenchCountryCodes } from "@/lib/projects/policy";
import { type FacetCounts, readNumbers } from "@/lib/search/counts";
import { type FacetKey, none } from "@/lib/search/facets";
import { nameValues } from "@/lib/search/names";
import { type ProjectQuery, queryFor, wholeList, withChoice, withOnly } from "@/lib/search/params";
import { authorityKinds } from "@/lib/statistics/dimensions";

/** A number of projects and the search that lists them; null: not counted. */
type Counted = { projects: number; query: ProjectQuery };
/**
 * Something on which, or somewhere where, no French authority works, and what speaks for it: `others` are projects there without
 * one, `neighbours` those with one in the other countries of the sub-region, `present` those with one there, on any theme.
 */
export type WhiteSpot = { key: string; name: string; others: Counted; neighbours: Counted; present: Counted | null };
/** `region`: the sub-region of a country, by name; null on a theme. */
export type WhiteSpots = { region: string | null; rows: readonly WhiteSpot[] };

const kinds = [...authorityKinds].sort();
const withAuthorities = (query: ProjectQuery) => withChoice(query, "kind", { oneOf: kinds, noneOf: [] });
const withoutAuthorities = (query: ProjectQuery) => withChoice(query, "kind", { oneOf: [], noneOf: kinds });
const outside = (query: ProjectQuery, country: string) => withChoice(query, "country", { oneOf: [], noneOf: [country] });

function countOf(counts: FacetCounts, facet: FacetKey): ReadonlyMap<string, number> {
  return new Map((counts.get(facet) ?? []).map(({ value, projects }) => [value, projects]));
}

async function numbersBy(query: ProjectQuery, keys: Parameters<typeof readNumbers>[2]): Promise<FacetCounts> {
  return (await readNumbers(query, null, keys)).counts;
}

type Country = { code: string; subregion: string };

async function readCountries(): Promise<Country[]> {
  const rows = await db().country.findMany({ select: { code: true, subregionCode: true } });
  return rows.flatMap(({ code, subregionCode }) =>
    subregionCode === null || frenchCountryCodes.has(code) ? [] : [{ code, subregion: subregionCode }],
  );
}

/** The most telling first: those that others work on there, then those of the most projects around. */
function firstOf(spots: readonly WhiteSpot[]): WhiteSpot[] {
  const telling = spots.filter(({ others, neighbours }) => others.projects > 0 || neighbours.projects >= limits.whiteSpotFrom);
  const sorted = telling.sort(
    (a, b) => b.others.projects - a.others.projects || b.neighbours.projects - a.neighbours.projects || (a.key < b.key ? -1 : 1),
  );
  return sorted.slice(0, limits.whiteSpots);
}

async function named(spots: readonly WhiteSpot[], facet: "theme" | "country", locale: Locale): Promise<WhiteSpot[]> {
  const names = (await nameValues({ [facet]: spots.map(({ key }) => key) }, locale)).get(facet);
  return spots.flatMap((spot) => {
    const name = names?.get(spot.key);
    return name === undefined ? [] : [{ ...spot, name }];
  });
}

async function ofCountry({ key, query }: CountrySubject, locale: Locale): Promise<WhiteSpots | null> {
  const subregion = (await readCountries()).find(({ code }) => code === key)?.subregion;
  if (subregion === undefined) return null;
  const around = withAuthorities(outside(queryFor("region", subregion), key));
  const [here, others, neighbours, regions] = await Promise.all([
    numbersBy(withAuthorities(query), ["theme"]),
    numbersBy(withoutAuthorities(query), ["theme"]),
    numbersBy(around, ["theme"]),
    nameValues({ region: [subregion] }, locale),
  ]);
  const [own, there, near] = [here, others, neighbours].map((counts) => countOf(counts, "theme"));
  const themes = new Set([...(there?.keys() ?? []), ...(near?.keys() ?? [])]);
  const spots = [...themes].flatMap((theme): WhiteSpot[] => {
    if (theme === none || (own?.get(theme) ?? 0) > 0) return [];
    // Of a theme that is a white spot as a whole its sub-themes are not told; those of the third level are too fine.
    const [first = "", ...below] = theme.split(".");
    if (below.length > 1 || (below.length === 1 && !own?.has(first))) return [];
    return [
      {
        key: theme,
        name: theme,
        others: { projects: there?.get(theme) ?? 0, query: withOnly(withoutAuthorities(query), "theme", theme) },
        neighbours: { projects: near?.get(theme) ?? 0, query: withOnly(around, "theme", theme) },
        present: null,
      },
    ];
  });
  return { region: regions.get("region")?.get(subregion) ?? subregion, rows: await named(firstOf(spots), "theme", locale) };
}

async function ofTheme({ query }: ThemeSubject, locale: Locale): Promise<WhiteSpots> {
  const [countries, with_, without, present] = await Promise.all([
    readCountries(),
    numbersBy(withAuthorities(query), ["country", "region"]),
    numbersBy(withoutAuthorities(query), ["country"]),
    numbersBy(withAuthorities(wholeList), ["country"]),
  ]);
  const [own, regions, there] = [countOf(with_, "country"), countOf(with_, "region"), countOf(without, "country")];
  const active = countOf(present, "country");
  const spots = countries.flatMap(({ code, subregion }): WhiteSpot[] => {
    const others = there.get(code) ?? 0;
    const isKnown = others > 0 || (active.get(code) ?? 0) > 0;
    if (!isKnown || (own.get(code) ?? 0) > 0) return [];
    return [
      {
        key: code,
        name: code,
        others: { projects: others, query: withOnly(withoutAuthorities(query), "country", code) },
        // No project with an authority is in the country: all those of the sub-region are outside it.
        neighbours: {
          projects: regions.get(subregion) ?? 0,
          query: outside(withOnly(withAuthorities(query), "region", subregion), code),
        },
        present: { projects: active.get(code) ?? 0, query: withOnly(withAuthorities(wholeList), "country", code) },
      },
    ];
  });
  return { region: null, rows: await named(firstOf(spots), "country", locale) };
}

/**
 * White spots of a country (themes) or of a theme (countries): no project there has a French authority taking part, while others
 * work there, or enough French authorities around. Counted by bits, whatever the number of projects. Null for France.
 */
export async function readWhiteSpots(subject: CountrySubject | ThemeSubject, locale: Locale): Promise<WhiteSpots | null> {
  return subject.kind === "country" ? ofCountry(subject, locale) : ofTheme(subject, locale);
}
