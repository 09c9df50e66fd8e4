import { LRUCache } from "lru-cache";
import { today } from "@/lib/core/clock";
import { dataVersion } from "@/lib/core/data-version";
import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { contactRecord } from "../address";
import { type DirectoryQuery, directoryParams } from "../directory-query";
import type { Contact } from "../schema";
import { readContacts } from "./entries";
import { findEntries } from "./found";

type Choice = { value: string; name: string };
/** A mark on the map: the post itself, or the country or territory where its own position is not known. */
export type ContactMark = { id: string; record: string; name: string; country: string | null; at: [number, number] | null };
/** A page of the directory, how many entries there are, and what can be chosen. */
export type Directory = {
  total: number;
  entries: Contact[];
  marks: ContactMark[];
  regions: Choice[];
  countries: Choice[];
  territories: Choice[];
  demo: boolean;
};

type ChoiceRow = { list: "regions" | "countries" | "territories"; value: string; fr: string; en: string };

/** Continents and countries with a post, or régions of France; whatever else is chosen. */
async function readChoices({ type }: DirectoryQuery, locale: Locale): Promise<Pick<Directory, ChoiceRow["list"]>> {
  const abroad = type === "post";
  const rows = await db().$queryRaw<ChoiceRow[]>`
    WITH covered AS MATERIALIZED (
      SELECT DISTINCT c.* FROM diplomatic_post p LEFT JOIN post_jurisdiction j ON j.post_id = p.id
      JOIN country c ON c.code IN (p.country_code, j.country_code) WHERE ${abroad} AND p.closed_on IS NULL)
    SELECT 'countries' AS list, code::text AS value, name_fr AS fr, name_en AS en FROM covered
    UNION ALL SELECT 'regions', code, name_fr, name_en FROM world_region WHERE code IN (SELECT continent_code FROM covered)
    UNION ALL SELECT 'territories', code, name, name FROM territory WHERE NOT ${abroad} AND level IN ('region', 'overseas')`;
  const { compare } = new Intl.Collator(locale);
  const choices = (list: ChoiceRow["list"]) =>
    rows
      .filter((row) => row.list === list)
      .map(({ value, fr, en }) => ({ value, name: inLocale(locale, fr, en) }))
      .toSorted((a, b) => compare(a.name, b.name));
  return { regions: choices("regions"), countries: choices("countries"), territories: choices("territories") };
}

const kept = new LRUCache<string, Directory>({ max: limits.keptDirectoryPages });

/** A page of the directory. Kept in memory until something is written, or the day ends: entries grow stale with it. */
export async function listContacts(query: DirectoryQuery, locale: Locale): Promise<Directory> {
  const key = JSON.stringify([await dataVersion(), today(), locale, directoryParams(query)]);
  const known = kept.get(key) ?? (await readDirectory(query, locale));
  kept.set(key, known);
  return known;
}

/** All that is found is read for the map; what a page shows, for the page alone. */
async function readDirectory(query: DirectoryQuery, locale: Locale): Promise<Directory> {
  const [found, choices] = await Promise.all([findEntries(query, locale), readChoices(query, locale)]);
  const from = (query.page - 1) * limits.indexRows;
  const shown = found.slice(from, from + limits.indexRows);
  return {
    total: found.length,
    entries: await readContacts(
      shown.map(({ id }) => id),
      locale,
    ),
    marks: found.slice(0, limits.contactMarks).map(({ id, fr, en, country, latitude, longitude }) => ({
      id,
      record: contactRecord({ id, names: { fr, en } }, locale),
      name: inLocale(locale, fr, en),
      country,
      at: latitude === null || longitude === null ? null : [longitude, latitude],
    })),
    ...choices,
    demo: shown.some(({ demo }) => demo),
  };
}

/** Every entry that is found, read in batches: for files. */
export async function* allContacts(query: DirectoryQuery, locale: Locale): AsyncGenerator<Contact[]> {
  const found = await findEntries(query, locale);
  for (let at = 0; at < found.length; at += limits.indexRows)
    yield readContacts(
      found.slice(at, at + limits.indexRows).map(({ id }) => id),
      locale,
    );
}
