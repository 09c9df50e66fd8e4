/**
 * A condition on words: a word that must be there; `matching`, a query of PostgreSQL that asks for more than that (a phrase, the
 * beginning of a word, a field); all or any of some conditions; not one.
 */
export type WordTree = { word: string } | { matching: string } | { not: WordTree } | { operator: "&" | "|"; parts: WordTree[] };

/** Signs of a `tsquery` as PostgreSQL writes it: words in apostrophes (doubled within, as backslashes are), and operators. */
const signs = /\s*(?:'((?:[^'\\]|''|\\\\)*)'(:[A-D*]+)?|([&|!()]|<[^>]*>))/gy;

/** Reads a `tsquery` as PostgreSQL writes it; throws for anything else. Binding most: not, followed by, and, or. */
export function readTsquery(text: string): WordTree {
  const all = [...text.matchAll(signs)];
  let at = 0;
  const next = () => all[at]?.[3];
  const broken = () => new SyntaxError(`no query of PostgreSQL: ${text}`);
  if (all.map(([sign]) => sign).join("") !== text.trimEnd()) throw broken();

  const one = (): WordTree => {
    const [sign, word, weights, operator] = all[at++] ?? [];
    if (sign !== undefined && word !== undefined)
      return weights ? { matching: sign.trim() } : { word: word.replaceAll("''", "'").replaceAll("\\\\", "\\") };
    if (operator === "!") return { not: one() };
    const inner = operator === "(" ? alternatives() : null;
    if (inner === null || all[at++]?.[3] !== ")") throw broken();
    return inner;
  };
  const phrase = (): WordTree => {
    const from = at;
    let found = one();
    while (next()?.startsWith("<")) {
      at++;
      one();
      const signsOf = all.slice(from, at).map(([sign]) => sign);
      found = { matching: signsOf.join("").trim() };
    }
    return found;
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
