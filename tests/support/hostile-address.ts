import fc from "fast-check";
import { facetKeys } from "@/lib/search/facets";

/** Signs and texts that something between a browser and a table gives a meaning to. */
const signs = [
  "'",
  '"',
  '"" "',
  "';DROP TABLE project;--",
  "\0",
  "a\0b",
  "%00",
  "%",
  "_",
  "\\",
  "100%_\\",
  "OR",
  "OR OR -",
  "- -- -",
  "-eau",
  '-"',
  "« “ ” »",
  "& | ! <-> <2> ( ) :*",
  "'eau':*A & !'b'",
  "eau:*",
  "{{7*7}}",
  "../..",
  "<script>",
  "__proto__",
  "constructor",
  "NaN",
  "-1",
  "0",
  "1e9",
  "0x10",
  "99999999999999999999",
  "\u202Eeau\u202C",
  "ماء السنغال",
  "מים",
  "水 セネガル",
  "e\u0301\u0301\u0301",
  "\uFEFF\u200B",
  "💥👩‍👩‍👧‍👦",
  "İstanbul ß ﬀ",
  "\uD800",
];

/** Words that the search knows, ways to write them, and what a question is made of. */
const words = [
  "eau",
  "water",
  "Sénégal",
  "depuis 2018",
  "jumelage",
  "projets",
  "St-Denis",
  "ouagadogou",
  "entre 1990 et 1980",
  "Tours",
  "les",
  "a",
];

/** Values that filters take, in other languages, forms and orders than the canonical one. */
const values = [
  "SN",
  "sn, ML,-bf",
  "EAU",
  "eco.attractivite",
  "none,-none",
  "any",
  "stale",
  "o12",
  "R53",
  "35238",
  "2018..",
  "..1970,2018",
  "..10000",
  "5000..10",
  "2026-11-01",
  "2999-01-01",
  "connu",
  "uncertain",
  "oldest",
  "relevance",
  "amount",
  "map",
  "table",
  "1",
  "2",
  "1000",
  "1001",
  "WzEsMSwxXQ",
];

/** A text that somebody may put where words or a value are expected; sometimes long. */
export const hostileText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...signs) },
  { weight: 3, arbitrary: fc.constantFrom(...words, ...values) },
  { weight: 2, arbitrary: fc.array(fc.constantFrom(...signs, ...words), { maxLength: 12 }).map((all) => all.join(" ")) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom(...values), { maxLength: 12 }).map((all) => all.join(",")) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 80 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 400 }).map((length) => `"${"mot ".repeat(length)}`.slice(0, 2 * length)) },
);

const name = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom("q", "q", "page", "sort", "view", "after", "before", "updated", "pays", ...facetKeys) },
  { weight: 2, arbitrary: fc.constantFrom("au", "at", "etat", "state", "lang", "utm_source", "country[]", "page[x]") },
  { weight: 1, arbitrary: hostileText },
);

/** Parameters, some of them several times, as a browser writes them, or raw as a careless client does. */
export const hostileQuery = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .array(fc.tuple(name, hostileText), { maxLength: 7 })
      .map((pairs) => new URLSearchParams(pairs.map(([key, value]) => [key, value])).toString()),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(
        fc.constantFrom(
          "%",
          "%E0%A4",
          "%ZZ",
          "%00",
          "&",
          "=",
          "&&",
          "+",
          ";",
          "q=",
          "country=",
          "page=",
          "theme=%FF",
          "[",
          "?",
          "/",
          "eau",
        ),
        { maxLength: 14 },
      )
      .map((parts) => parts.join("")),
  },
);
