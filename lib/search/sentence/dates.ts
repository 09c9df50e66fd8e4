import type { Token } from "./tokens";

/** Years that a part of a question means: "2018", "2018..", "..1969", "1980..1989"; `length`: tokens that it takes. */
export type Years = { facet: "year" | "signed"; value: string; length: number };

const isYear = (word: string | undefined) => word !== undefined && /^(?:19|20)\d\d$/.test(word);
const has = (list: string) => (word: string | undefined) => word !== undefined && list.split(" ").includes(word);
const [since, after, before, until] = [
  has("depuis since des"),
  has("apres after"),
  has("avant before"),
  has("jusque jusqu until till"),
];
const [between, and, from, to] = [has("entre between"), has("et and"), has("de from"), has("a to jusqu")];
const [years, inside, signed] = [has("annees"), has("en in"), has("signe signes signee signees signed conclu conclus")];

/**
 * The years that the tokens name from one on: "depuis 2018", "before 1970", "entre 1990 et 1995", "années 80", "signed in 2004".
 * Null where they name none. A range is of years in which a project ran, both ends included.
 */
export function readYears(tokens: readonly Token[], at: number): Years | null {
  const word = (index: number) => tokens[at + index]?.word;
  const range = (first: number | "", last: number | "", length: number): Years => ({
    facet: "year",
    value: `${first}..${last}`,
    length,
  });
  const year = (index: number) => Number(word(index));
  if (signed(word(0)) && inside(word(1)) && isYear(word(2))) return { facet: "signed", value: String(year(2)), length: 3 };
  if (
    (between(word(0)) && isYear(word(1)) && and(word(2)) && isYear(word(3))) ||
    (from(word(0)) && isYear(word(1)) && to(word(2)) && isYear(word(3)))
  )
    return range(Math.min(year(1), year(3)), Math.max(year(1), year(3)), 4);
  if (isYear(word(0)) && isYear(word(1)) && tokens[at + 1]?.isTied)
    return range(Math.min(year(0), year(1)), Math.max(year(0), year(1)), 2);
  const article = word(1) === "en" || word(1) === "a" ? 1 : 0;
  if (isYear(word(1 + article))) {
    const stated = year(1 + article);
    if (since(word(0))) return range(stated, "", 2 + article);
    if (after(word(0))) return range(stated + 1, "", 2 + article);
    if (before(word(0))) return range("", stated - 1, 2 + article);
    if (until(word(0))) return range("", stated, 2 + article);
  }
  const decade = decadeOf(word(0)) ?? (years(word(0)) ? decadeOf(`${word(1)}s`) : null);
  if (decade !== null) return range(decade, decade + 9, years(word(0)) ? 2 : 1);
  if (inside(word(0)) && isYear(word(1))) return { facet: "year", value: String(year(1)), length: 2 };
  return isYear(word(0)) ? { facet: "year", value: String(year(0)), length: 1 } : null;
}

/** First year of "1980s" or "80s"; null for anything else. */
function decadeOf(word: string | undefined): number | null {
  const [, century, digit] = /^(19|20)?(\d)0s$/.exec(word ?? "") ?? [];
  return digit === undefined ? null : Number(`${century ?? "19"}${digit}0`);
}
