import { readYears } from "./dates";
import type { Gazetteer, Meaning } from "./gazetteer";
import { cutIntoTokens, joinTokens, type Token } from "./tokens";
import { emptyWords, joiningWords } from "./words";

/** A part of a question and what it means, or what it may mean. */
export type Understood = { text: string; meanings: readonly Meaning[] };

/** What a question asks for: filters, words, and the parts among the words that may be filters. */
export type Understanding = { filters: readonly Understood[]; words: string; maybe: readonly Understood[] };

type Found = Understood & { at: number; length: number; isSure: boolean };

/** Reads a question. Same question, same gazetteer, same answer; the words of an answer are understood as words again. */
export function understand(text: string, gazetteer: Gazetteer): Understanding {
  const tokens = cutIntoTokens(text);
  if (tokens.some((token) => token.text === "OR" || token.text === "OU")) return { filters: [], words: text, maybe: [] };
  const found = findParts(tokens, gazetteer);
  // A theme alone is looked for as words, which find it in texts, too.
  const isQuestion = found.some(({ isSure, meanings }) => isSure && meanings[0]?.facet !== "theme");
  const filters = found.filter(({ isSure, meanings }) => isSure && (isQuestion || meanings[0]?.facet !== "theme"));
  const used = new Set(filters.flatMap(({ at, length }) => Array.from({ length }, (_, index) => at + index)));
  const left = tokens.filter((_, index) => !used.has(index));
  const hasSense = ({ word }: Token) => word === "" || !emptyWords.has(word);
  const isPlain = filters.length === 0 && left.every(hasSense);
  const kept = isPlain ? left : trimJoining(left.filter(hasSense));
  return {
    filters: filters.map(({ text: part, meanings }) => ({ text: part, meanings })),
    words: isPlain ? text : joinTokens(kept),
    maybe: found.flatMap((part) =>
      filters.includes(part) || part.meanings.length === 0 ? [] : [{ text: part.text, meanings: part.meanings }],
    ),
  };
}

/** Words that joined what is gone join nothing any more. */
function trimJoining(tokens: readonly Token[]): Token[] {
  return tokens.filter(({ word, isTied }, index) => isTied || tokens[index + 1]?.isTied || !joiningWords.has(word));
}

/** The longest parts that mean something, from left to right. */
function findParts(tokens: readonly Token[], gazetteer: Gazetteer): Found[] {
  const found: Found[] = [];
  for (let at = 0; at < tokens.length; ) {
    const part = yearsAt(tokens, at) ?? phraseAt(tokens, at, gazetteer);
    if (part) found.push(part);
    at += part?.length ?? 1;
  }
  return found;
}

const textOf = (tokens: readonly Token[], at: number, length: number) => joinTokens(tokens.slice(at, at + length));

function yearsAt(tokens: readonly Token[], at: number): Found | null {
  const years = tokens[at]?.isTied ? null : readYears(tokens, at);
  if (!years) return null;
  const { facet, value, length } = years;
  return { at, length, text: textOf(tokens, at, length), meanings: [{ facet, values: [value] }], isSure: true };
}

function phraseAt(tokens: readonly Token[], at: number, gazetteer: Gazetteer): Found | null {
  if (tokens[at]?.isTied) return null;
  for (let length = Math.min(gazetteer.longest, tokens.length - at); length > 0; length--) {
    const words = tokens.slice(at, at + length).map(({ word }) => word);
    const meanings = gazetteer.meanings.get(words.join(" "));
    // Half of a name with a hyphen is another name.
    if (!meanings || words.includes("") || tokens[at + length]?.isTied) continue;
    const isSure = meanings.length === 1 && !gazetteer.isDoubtful(words.join(" "));
    return { at, length, text: textOf(tokens, at, length), meanings, isSure };
  }
  return null;
}
