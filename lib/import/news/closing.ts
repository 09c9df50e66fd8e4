import { isoDay, mentionsIn, weekdayOf } from "./dates";
import { passageOf, type Sentence } from "./passages";

const calls =
  /(?<!\p{L})(?:appels?\s+(?:à|a)\s+(?:projets?|candidatures?|propositions?|manifestations?)|calls?\s+for\s+(?:projects?|proposals?|applications?|expressions?))(?!\p{L})/iu;

/** Words before a day that is the last one: "date limite de dépôt : …", "no later than …", "du 1er octobre au …". */
const closing =
  /(?<!\p{L})(?:date\s+limite|cl[ôo]tur\p{L}*|jusqu['’ʼ]au|jusqu['’ʼ]à|au\s+plus\s+tard|avant\s+le|du\s+[^.;:]{3,40}\s+au|deadlines?|clos(?:es?|ing)|no\s+later\s+than|until|before|by|from\s+[^.;:]{3,40}\s+to)(?!\p{L})[^.;]{0,60}$/iu;

/** True for a text that tells a call for projects. */
export function isCall(sentences: readonly Sentence[]): boolean {
  return sentences.some(({ value }) => calls.test(value));
}

/** True where what a sentence says before a place in it makes the day there the last one. */
export function isClosing(sentence: string, at: number): boolean {
  return closing.test(sentence.slice(0, at));
}

/** The last day of a call, ISO. `sure`: its year is stated, and its day of the week, where one is, is right. */
export type Closing = { day: string; sure: boolean; passage: string; line: number };

/** The last days that a call states; one without a year is the next such day from `from` (ISO) on. */
export function closingsIn(sentences: readonly Sentence[], from: string): Closing[] {
  const year = Number(from.slice(0, 4));
  return sentences.flatMap(({ value, line }) =>
    mentionsIn(value).flatMap(({ index, length, month, day: number, year: stated, weekday }) => {
      if (!isClosing(value, index)) return [];
      const years = stated === null ? [year, year + 1] : [stated];
      const day = years.flatMap((one) => isoDay(one, month, number) ?? []).find((one) => stated !== null || one >= from);
      if (day === undefined) return [];
      const isRight = weekday === null || weekdayOf(day) === weekday;
      return [{ day, sure: stated !== null && isRight, passage: passageOf(value, index, index + length), line }];
    }),
  );
}
