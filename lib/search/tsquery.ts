/**
 * A condition on words: a word that must be there; `phrase`, a query of PostgreSQL that asks for more than that, and the words that
 * are there in any case; all or any of some conditions; not one.
 */
export type WordTree =
  | { word: string }
  | { phrase: string; words: WordTree }
  | { not: WordTree }
  | { operator: "&" | "|"; parts: WordTree[] };

/** Signs of a `tsquery` as PostgreSQL writes it: words in apostrophes (doubled within, as backslashes are), and operators. */
const signs = /\s*(?:'((?:[^'\\]|''|\\\\)*)'|([&|!()]|<[^>]*>))/gy;

/** Reads a `tsquery` as `readWords` makes them, without beginnings of words and fields; throws for any other text. */
export function readTsquery(text: string): WordTree {
  const all = [...text.matchAll(signs)];
  let at = 0;
  const next = () => all[at]?.[2];
  const broken = () => new SyntaxError(`no query of PostgreSQL: ${text}`);
  if (all.map(([sign]) => sign).join("") !== text.trimEnd()) throw broken();

  const one = (): WordTree => {
    const [, word, operator] = all[at++] ?? [];
    if (word !== undefined) return { word: word.replaceAll("''", "'").replaceAll("\\\\", "\\") };
    if (operator === "!") return { not: one() };
    const inner = operator === "(" ? alternatives() : null;
    if (inner === null || all[at++]?.[2] !== ")") throw broken();
    return inner;
  };
  const phrase = (): WordTree => {
    const from = at;
    const parts = [one()];
    for (; next()?.startsWith("<"); parts.push(one())) at++;
    const [only, ...others] = parts;
    if (only && others.length === 0) return only;
    const written = all.slice(from, at).map(([sign]) => sign);
    return { phrase: written.join("").trim(), words: { operator: "&", parts } };
  };
  const list = (operator: "&" | "|", part: () => WordTree) => (): WordTree => {
    const parts = [part()];
    for (; next() === operator; parts.push(part())) at++;
    const [only, ...others] = parts;
    return only && others.length === 0 ? only : { operator, parts };
  };
  const alternatives: () => WordTree = list("|", list("&", phrase));
  const tree = alternatives();
  if (at !== all.length) throw broken();
  return tree;
}

/** The phrases of a condition. */
export function phrasesOf(tree: WordTree): string[] {
  if ("phrase" in tree) return [tree.phrase];
  if ("not" in tree) return phrasesOf(tree.not);
  return "parts" in tree ? tree.parts.flatMap(phrasesOf) : [];
}
