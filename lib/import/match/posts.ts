import type { DatabaseReader } from "@/lib/core/db";
import type { PostKind } from "@/lib/core/prisma-client/enums";
import { normaliseName } from "@/lib/core/text";
import { postName } from "@/lib/posts/names";
import type { PostEntry } from "../draft";
import { findCity } from "./places";

const wordings: readonly [words: RegExp, kind: PostKind][] = [
  [/^ambassade\b/, "embassy"],
  [/^consulat general\b/, "consulate_general"],
  [/^consulat\b/, "consulate"],
];

/** Kind and city of "Ambassade de France à Ottawa". Null when the name has another form (a country, no city). */
export function parsePostName(name: string): { kind: PostKind; city: string } | null {
  const kind = wordings.find(([words]) => words.test(normaliseName(name)))?.[1];
  const found = /\bde France (?:à|(au))\s+(\S.*)$/iu.exec(name);
  if (!kind || !found) return null;
  // "au Caire" is "à Le Caire".
  return { kind, city: found[1] ? `Le ${found[2]}` : (found[2] ?? "") };
}

/** Countries and subdivisions of a record's foreign partners. */
export type Abroad = { countryCodes: string[]; subdivisionCodes: (string | null)[] };

/**
 * Finds the post that a page names, by name, else by kind and city; else makes an entry, if its seat is certain: the country
 * of the partners where the city lies. Null leaves a doubt.
 */
export async function resolvePost(
  db: DatabaseReader,
  posts: PostEntry[],
  name: string,
  abroad: Abroad,
): Promise<PostEntry | null> {
  const folded = normaliseName(name);
  const byName = posts.find((post) => normaliseName(post.nameFr) === folded);
  if (byName) return byName;
  const parsed = parsePostName(name);
  if (!parsed) return null;
  const city = normaliseName(parsed.city);
  const byCity = posts.filter(
    (post) => post.kind === parsed.kind && [post.cityFr, post.cityEn].some((other) => normaliseName(other) === city),
  );
  if (byCity.length > 0) return byCity.length === 1 ? (byCity[0] ?? null) : null;
  const entry = await newPost(db, name, parsed, abroad);
  if (entry) posts.push(entry);
  return entry;
}

async function newPost(
  db: DatabaseReader,
  name: string,
  { kind, city }: { kind: PostKind; city: string },
  { countryCodes, subdivisionCodes }: Abroad,
): Promise<PostEntry | null> {
  const seat = await findCity(db, city, countryCodes);
  if (seat === "elsewhere") return null;
  const countryCode = seat?.countryCode ?? (countryCodes.length === 1 ? countryCodes[0] : undefined);
  if (!countryCode || (kind !== "embassy" && kind !== "consulate_general" && kind !== "consulate")) return null;
  const cityEn = seat?.name ?? city;
  const [subdivisionCode = null] = subdivisionCodes;
  const covers = kind === "embassy" ? { countryCode, subdivisionCode: null } : { countryCode, subdivisionCode };
  // A consulate covers a part of the country: without knowing which, it is competent for nothing yet.
  const isPart = kind === "embassy" || (subdivisionCode !== null && new Set(subdivisionCodes).size === 1);
  return {
    id: null,
    publicId: null,
    kind,
    nameFr: name,
    nameEn: postName("en", kind, cityEn),
    cityFr: city,
    cityEn,
    countryCode,
    jurisdiction: isPart ? covers : null,
  };
}
