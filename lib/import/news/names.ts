import type { Client } from "pg";
import type { NewsRole } from "@/lib/core/prisma-client/enums";
import { normaliseName } from "@/lib/core/text";
import { isSigning, passageOf, type Sentence } from "./passages";

/** Words with which names of bodies begin though they are written small. */
const bodyWords: ReadonlySet<string> = new Set(
  (
    "agence association cci chambre city commune communaute community departement federation institut metropole municipality " +
    "ministere pole prefecture province region reseau syndicat universite university town ville"
  ).split(" "),
);
/** The longest names of the field that are written out in a text have about ten words. */
const longestName = 10;
/** A name of one short word is an abbreviation of many things. */
const shortestWord = 4;

/** Some words of a sentence. `key`: as names are compared, written together. */
type Gram = { key: string; start: number; end: number; words: number; sentence: Sentence };

/** Every run of words that may be a name: it begins with a capital or with a word for a kind of body. */
function gramsOf(sentence: Sentence): Gram[] {
  const words = [...sentence.value.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  return words.flatMap(({ text, start }, first) => {
    if (!/^\p{Lu}/u.test(text) && !bodyWords.has(normaliseName(text))) return [];
    return words.slice(first, first + longestName).map(({ end }, more) => {
      const key = normaliseName(sentence.value.slice(start, end)).replaceAll(" ", "").slice(0, 100);
      return { key, start, end, words: more + 1, sentence };
    });
  });
}

/** Of the known names in a sentence the longest, none inside another. */
function longest<T>(grams: readonly Gram[], known: ReadonlyMap<string, T>): { gram: Gram; meaning: T }[] {
  const found: { gram: Gram; meaning: T }[] = [];
  for (const gram of grams.toSorted((a, b) => b.end - b.start - (a.end - a.start))) {
    const meaning = known.get(gram.key);
    const overlaps = found.some(
      ({ gram: other }) => other.sentence === gram.sentence && other.start < gram.end && gram.start < other.end,
    );
    if (meaning !== undefined && !overlaps) found.push({ gram, meaning });
  }
  return found.toSorted((a, b) => a.gram.sentence.line - b.gram.sentence.line || a.gram.start - b.gram.start);
}

const passageAround = ({ sentence, start, end }: Gram) => passageOf(sentence.value, start, end);

export type StatedCountry = { code: string; name: string; passage: string; line: number };

/** `countries`: codes by the key of each of their names. A text of French authorities names France without speaking of it. */
export function countriesIn(
  sentences: readonly Sentence[],
  countries: ReadonlyMap<string, { code: string; name: string }>,
): StatedCountry[] {
  const found = new Map<string, StatedCountry>();
  for (const { gram, meaning } of longest(sentences.flatMap(gramsOf), countries))
    if (!found.has(meaning.code)) found.set(meaning.code, { ...meaning, passage: passageAround(gram), line: gram.sentence.line });
  return [...found.values()];
}

type Body = { key: string; id: number; publicId: string; name: string; isPlace: boolean };

/** An organisation that a name may mean; `sure`: it is the only one of that name. */
export type StatedOrganisation = {
  id: number;
  publicId: string;
  name: string;
  role: NewsRole;
  sure: boolean;
  passage: string;
  line: number;
};

/** Bodies that bear one of the names, by the index of names written together. Demo records are fictitious: nothing real hangs on them. */
async function bodiesNamed(client: Client, keys: readonly string[]): Promise<Map<string, Body[]>> {
  const { rows } = await client.query<Body>(
    `WITH named AS (
       SELECT joined_name(a.normalised) AS key, a.organisation_id AS id FROM organisation_alias a
         WHERE joined_name(a.normalised) COLLATE "C" = ANY($1::text[])
       UNION SELECT joined_name(name_key(o.name)), o.id FROM organisation o
         WHERE joined_name(name_key(o.name)) COLLATE "C" = ANY($1::text[]))
     SELECT DISTINCT named.key, o.id, o.public_id AS "publicId", o.name,
       k.is_authority OR k.code LIKE 'foreign\\_%' AS "isPlace"
     FROM named JOIN organisation o ON o.id = named.id JOIN organisation_kind k ON k.code = o.kind_code
     WHERE o.origin <> 'demo' AND o.successor_id IS NULL ORDER BY o.id`,
    [[...new Set(keys)]],
  );
  const found = new Map<string, Body[]>();
  for (const body of rows) found.set(body.key, [...(found.get(body.key) ?? []), body]);
  return found;
}

const roles: readonly NewsRole[] = ["signatory", "host", "supporter", "mentioned"];

/** What the words before a name say of its part in the event. */
function roleOf({ sentence: { value }, start }: Gram): NewsRole {
  const before = value.slice(Math.max(0, start - 40), start);
  if (
    /(?:soutien|appui|concours|support)\s+(?:financier\s+)?(?:de|du|des|d[’']|of|from)\s*(?:la\s|le\s|les\s|l[’']|the\s)?$/iu.test(
      before,
    )
  )
    return "supporter";
  if (!isSigning(value)) return "mentioned";
  return /(?:^|[\s,])(?:au|aux|à la|à l[’']|chez|at the|at|hosted by)\s*(?:the\s)?$/iu.test(before) ? "host" : "signatory";
}

/** The organisations that a text names. A town's bare name is the place and not the body: "Paris" is not its council. */
export async function organisationsIn(client: Client, sentences: readonly Sentence[]): Promise<StatedOrganisation[]> {
  const grams = sentences.flatMap(gramsOf).filter(({ key, words }) => words > 1 || key.length >= shortestWord);
  const named = await bodiesNamed(
    client,
    grams.map(({ key }) => key),
  );
  const isName = ({ key, words }: Gram) => words > 1 || !(named.get(key) ?? []).some(({ isPlace }) => isPlace);
  const found = new Map<number, StatedOrganisation>();
  for (const { gram, meaning } of longest(grams.filter(isName), named))
    for (const { id, publicId, name } of meaning) {
      const role = roleOf(gram);
      const known = found.get(id);
      if (known && roles.indexOf(known.role) <= roles.indexOf(role)) continue;
      const sure = meaning.length === 1;
      found.set(id, { id, publicId, name, role, sure, passage: passageAround(gram), line: gram.sentence.line });
    }
  return [...found.values()];
}
