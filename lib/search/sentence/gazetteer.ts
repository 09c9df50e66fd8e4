import { dataVersion } from "@/lib/core/data-version";
import { db } from "@/lib/core/db";
import { normaliseName } from "@/lib/core/text";
import type { FacetKey } from "../facets";
import { demonyms, formsOf } from "./demonyms";
import {
  confused,
  doubtful,
  fixedPhrases,
  formWords,
  regionWords,
  schemeWords,
  statusWords,
  territoryWords,
  themeWords,
} from "./words";

/** What a phrase may mean: values of a filter. */
export type Meaning = { facet: FacetKey; values: readonly string[] };

/** Phrases, as `normaliseName` writes them, and what each may mean: nothing (a fixed phrase), one thing, or several. */
export type Gazetteer = {
  meanings: ReadonlyMap<string, readonly Meaning[]>;
  longest: number;
  isDoubtful(phrase: string): boolean;
};

/** Parts of France that are countries of ISO 3166, too: here they are territories. France itself narrows nothing. */
const french = new Set(["FR", "GF", "GP", "MQ", "RE", "YT", "NC", "PF", "PM", "WF", "BL", "MF", "TF"]);

type Named = { facet: FacetKey; value: string; name: string };

/** Names of countries, regions of the world, French regions and départements, themes and forms, with the words for them. */
async function readNames(): Promise<Named[]> {
  return db().$queryRaw<Named[]>`
    SELECT 'country' AS facet, trim(code) AS value, unnest(ARRAY[name_fr, name_en]) AS name FROM country
    UNION SELECT 'country', trim(country_code), alias FROM country_alias
    UNION SELECT 'region', code, unnest(ARRAY[name_fr, name_en]) FROM world_region WHERE code <> '001'
    UNION SELECT 'territory', code, name FROM territory WHERE level IN ('region', 'departement')
    UNION SELECT 'theme', t.code, unnest(ARRAY[t.label_fr, t.label_en]) FROM theme t
      JOIN theme_nomenclature n ON n.id = t.nomenclature_id AND n.valid_to IS NULL
    UNION SELECT 'form', code, unnest(ARRAY[label_fr, label_en]) FROM cooperation_form`;
}

function* wordsOfOurOwn(): Generator<Named> {
  const lists: [FacetKey, Readonly<Record<string, readonly string[]>>][] = [
    ["theme", themeWords],
    ["form", formWords],
    ["status", statusWords],
    ["scheme", schemeWords],
    ["region", regionWords],
    ["territory", territoryWords],
  ];
  for (const [facet, list] of lists)
    for (const [value, names] of Object.entries(list)) for (const name of names) yield { facet, value, name };
  for (const [value, [inFrench, inEnglish]] of Object.entries(demonyms)) {
    for (const name of inFrench.split(", ").flatMap(formsOf)) yield { facet: "country", value, name };
    for (const name of inEnglish.split(", ").flatMap((word) => [word, `${word}s`])) yield { facet: "country", value, name };
  }
}

/** Makes a gazetteer of names. A region of France beats the département of the same name, which it is. */
export function makeGazetteer(names: Iterable<Named>): Gazetteer {
  const meanings = new Map<string, Meaning[]>(fixedPhrases.map((phrase) => [phrase, []]));
  const add = (phrase: string, facet: FacetKey, values: readonly string[]) => {
    const known = meanings.get(phrase) ?? [];
    if (phrase.length < 2 || fixedPhrases.includes(phrase)) return;
    const isKnown = known.some((meaning) => meaning.facet === facet && meaning.values.join() === values.join());
    if (!isKnown) meanings.set(phrase, [...known, { facet, values }]);
  };
  for (const { facet, value, name } of names)
    if (facet !== "country" || !french.has(value)) add(normaliseName(name), facet, value.split(" "));
  for (const [phrase, others] of Object.entries(confused)) for (const { facet, value } of others) add(phrase, facet, [value]);
  for (const [phrase, all] of meanings) {
    const hasRegion = all.some(({ facet, values }) => facet === "territory" && /^R\d\d$/.test(values.join()));
    const kept = all.filter(({ facet, values }) => !hasRegion || facet !== "territory" || !/^D\d[\dAB]\d?$/.test(values.join()));
    meanings.set(phrase, preferred(kept));
  }
  const longest = Math.max(0, ...[...meanings.keys()].map((phrase) => phrase.split(" ").length));
  return { meanings, longest, isDoubtful: (phrase) => doubtful.has(phrase) };
}

/** Of a form of cooperation and the theme of the same name the form says more; of a theme and one below it the one above. */
function preferred(all: readonly Meaning[]): Meaning[] {
  const forms = all.filter(({ facet }) => facet === "form");
  if (forms.length > 0) return forms;
  const themes = all.filter(({ facet }) => facet === "theme").toSorted((a, b) => a.values.join().length - b.values.join().length);
  return [...all.filter(({ facet }) => facet !== "theme"), ...themes.slice(0, 1)];
}

let last: { version: string; gazetteer: Promise<Gazetteer> } | null = null;

/** The gazetteer of the database as it is now; made anew when something was written. */
export async function readGazetteer(): Promise<Gazetteer> {
  const version = await dataVersion();
  if (last?.version !== version) {
    const gazetteer = readNames().then((names) => makeGazetteer([...names, ...wordsOfOurOwn()]));
    last = { version, gazetteer };
    gazetteer.catch(() => {
      last = null;
    });
  }
  return last.gazetteer;
}
