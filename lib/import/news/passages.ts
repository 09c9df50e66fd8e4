import type { Located } from "../lines";

/** A sentence and the line on which its paragraph begins. */
export type Sentence = Located<string>;

/** An end of a sentence, no point of an abbreviation: "M. Durand", "J. Smith". */
const ends = /(?<=(?<!(?:^|[\s(])(?:M|MM|Mme|Dr|Mr|Mrs|Ms|\p{Lu}))[.!?…])\s+(?=[\p{Lu}«“"])/u;

export function sentencesOf(paragraphs: readonly Located<string>[]): Sentence[] {
  return paragraphs.flatMap(({ value, line }) => value.split(ends).map((sentence) => ({ value: sentence, line })));
}

/** Says that something was signed, by those whom the sentence names. */
const signing = /(?:^|\s)(?:ont|a|viennent de|vient de|have|has)\s+(?:\S+\s+)?sign(?:é|er|ed)(?!\p{L})|(?:^|\s)signed\s/iu;

export function isSigning(sentence: string): boolean {
  return signing.test(sentence);
}

const titles =
  /((?:^|[\s(])(?:M|MM|Mr|Mrs|Ms|Dr|Mme|Mmes)\.?\s+)\p{Lu}[\p{L}’'-]*(?:\s+(?:(?:de|du|van|von|el|al)\s+)?\p{Lu}[\p{L}’'-]*)*/gu;

/** Characters of a passage at either side of what was found: some words, to find it again by. */
const around = 45;

/** The words around a part of a sentence. People named with a title are left out: reports are public. */
export function passageOf(sentence: string, start: number, end: number): string {
  const from = Math.max(0, start - around);
  const to = Math.min(sentence.length, end + around);
  const before = sentence.slice(from, start).replace(from > 0 ? /^\S*\s/ : /^/, from > 0 ? "…" : "");
  const after = sentence.slice(end, to).replace(to < sentence.length ? /\s\S*$/ : /$/, to < sentence.length ? "…" : "");
  return `${before}${sentence.slice(start, end)}${after}`.replace(titles, "$1…");
}
