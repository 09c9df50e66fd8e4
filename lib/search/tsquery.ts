/** A condition on words that knows nothing of their places: words, all or any of some conditions, not one. */
export type WordTree = { word: string } | { not: WordTree } | { operator: "&" | "|"; parts: WordTree[] };

/** Signs of a `tsquery` as PostgreSQL writes it: words in apostrophes (doubled within, as backslashes are), and operators. */
const signs = /\s*(?:'((?:[^'\\]|''|\\\\)*)'(:[A-D*]+)?|([&|!()]|<[^>]*>))/gy;

/** Reads a `tsquery` as PostgreSQL writes it; null where it asks for a phrase, a beginning of a word or a weight. */
export function readTsquery(text: string): WordTree | null {
  const all = [...text.matchAll(signs)];
  if (all.some(([, , marked, operator]) => marked !== undefined || operator?.startsWith("<"))) return null;
  if (all.map(([sign]) => sign).join("") !== text.trimEnd()) return null;
  let at = 0;
  const next = () => all[at]?.[3];
  const one = (): WordTree | null => {
    const [, word, , operator] = all[at++] ?? [];
    if (word !== undefined) return { word: word.replaceAll("''", "'").replaceAll("\\\\", "\\") };
    if (operator === "!") {
      const not = one();
      return not && { not };
    }
    if (operator !== "(") return null;
    const inner = alternatives();
    return all[at++]?.[3] === ")" ? inner : null;
  };
  const list = (operator: "&" | "|", part: () => WordTree | null) => (): WordTree | null => {
    const parts = [part()];
    for (; next() === operator; parts.push(part())) at++;
    const known = parts.filter((each) => each !== null);
    if (known.length < parts.length) return null;
    return known.length === 1 ? (known[0] ?? null) : { operator, parts: known };
  };
  const alternatives: () => WordTree | null = list("|", list("&", one));
  const tree = alternatives();
  return at === all.length ? tree : null;
}
