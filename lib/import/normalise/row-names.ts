import { normaliseName } from "@/lib/core/text";
import { wordsOf } from "../lines";

/** A row cut after a name that is known. */
export type NamedRow = { name: string; rest: string[] };

/**
 * Cuts a row after the longest of the known names that it starts with (`known`: normalised name → name). Null when it starts
 * with none, or when `accepts` refuses what is left.
 */
export function cutAfterKnownName(
  row: string,
  known: ReadonlyMap<string, string>,
  accepts: (rest: string[]) => boolean = () => true,
): NamedRow | null {
  const words = wordsOf(row);
  for (let length = Math.min(words.length, longestName); length > 0; length--) {
    const name = known.get(normaliseName(words.slice(0, length).join(" ")));
    const rest = words.slice(length);
    if (name !== undefined && accepts(rest)) return { name, rest };
  }
  return null;
}

/** The longest official names have about twenty words; the bound keeps a hostile row cheap. */
const longestName = 40;

/** Words that cannot end a name: what follows them belongs to it. */
const openEnds = new Set("de du des d la le les l et en au aux a of the and y del dos da do".split(" "));

/**
 * Cuts a row before the country that ends it. The longest name of a country wins ("Papouasie-Nouvelle-Guinée", not
 * "Guinée"), and a name cannot end in "de": "Ville de Luxembourg" has no country. Null when no country ends the row.
 */
export function cutBeforeCountry(
  row: string,
  countries: ReadonlyMap<string, string>,
): { name: string; countryCode: string } | null {
  const words = wordsOf(row);
  for (let start = Math.max(1, words.length - longestName); start < words.length; start++) {
    const code = countries.get(normaliseName(words.slice(start).join(" ")));
    const name = words
      .slice(0, start)
      .join(" ")
      .replace(/[\s,;:(/–-]+$/u, "");
    if (code !== undefined && name !== "" && !openEnds.has(normaliseName(name).split(" ").at(-1) ?? ""))
      return { name, countryCode: code };
  }
  return null;
}
