import type { Sentence } from "./passages";
import { isSigning, passageOf } from "./passages";

const months: Readonly<Record<string, number>> = Object.fromEntries(
  [
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "january february march april may june july august september october november december",
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
  ].flatMap((names) => names.split(" ").map((name, index) => [name, index])),
);
/** As JavaScript counts: Sunday is 0. */
const weekdays: Readonly<Record<string, number>> = Object.fromEntries(
  ["dimanche lundi mardi mercredi jeudi vendredi samedi", "sunday monday tuesday wednesday thursday friday saturday"].flatMap(
    (names) => names.split(" ").map((name, index) => [name, index]),
  ),
);
const anyOf = (names: Readonly<Record<string, number>>) => Object.keys(names).join("|");
const end = "(?!\\p{L})";
const dayFirst = new RegExp(
  `(?<!\\p{L})(?:(?<weekday>${anyOf(weekdays)}),?\\s+(?:le\\s+|the\\s+)?)?(?<day>\\d{1,2})(?:er|st|nd|rd|th)?\\s+(?:of\\s+)?(?<month>${anyOf(months)})${end}(?:,?\\s+(?<year>\\d{4})(?!\\d))?`,
  "giu",
);
const monthFirst = new RegExp(
  `(?<!\\p{L})(?:(?<weekday>${anyOf(weekdays)}),?\\s+)?(?<month>${anyOf(months)})\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?(?![\\d\\p{L}])(?:,?\\s+(?<year>\\d{4})(?!\\d))?`,
  "giu",
);

/** A day that a text states. `days`: ISO dates that it can be, the likeliest first; `inferred`: its year is not stated. */
export type StatedDay = {
  days: string[];
  inferred: boolean;
  /** A day of the week is stated, and is another one in the year that is stated. */
  contradicts: boolean;
  signing: boolean;
  passage: string;
  line: number;
};

const firstYear = 1990;
/** Years between an event and a year that its announcement speaks of. */
const contextYears = 2;

/** ISO date of a day that exists; `month` from 0. */
export function isoDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month, day));
  return date.getUTCMonth() === month && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null;
}

/**
 * Days that a date without a year can be: those past ones on which the day of the week is right and, where the text (or its
 * publication) states years, near one of them. The latest first.
 */
function possibleDays(month: number, day: number, weekday: number | null, years: readonly number[], today: string): string[] {
  const last = Number(today.slice(0, 4));
  const isNear = (year: number) => years.length === 0 || years.some((stated) => Math.abs(stated - year) <= contextYears);
  const all = Array.from({ length: last - firstYear + 1 }, (_, index) => last - index).filter(isNear);
  return all.flatMap((year) => {
    const date = isoDay(year, month, day);
    const isRight = date !== null && date <= today && (weekday === null || weekdayOf(date) === weekday);
    return isRight ? [date] : [];
  });
}

/** Day of the week of an ISO date; Sunday is 0. */
export const weekdayOf = (day: string): number => new Date(day).getUTCDay();

/** A day as a sentence writes it; `month` from 0, `weekday` from Sunday. */
export type Mention = { index: number; length: number; month: number; day: number; year: number | null; weekday: number | null };

/** The days that a sentence writes. */
export function mentionsIn(sentence: string): Mention[] {
  return [...sentence.matchAll(dayFirst), ...sentence.matchAll(monthFirst)].map(({ index, 0: { length }, groups = {} }) => ({
    index,
    length,
    month: months[groups.month?.toLowerCase() ?? ""] ?? 0,
    day: Number(groups.day),
    year: groups.year ? Number(groups.year) : null,
    weekday: weekdays[groups.weekday?.toLowerCase() ?? ""] ?? null,
  }));
}

/** Years that a text states. */
export function yearsIn(sentences: readonly Sentence[]): number[] {
  const found = sentences.flatMap(({ value }) =>
    [...value.matchAll(/(?<!\d)(?:19|20)\d{2}(?!\d)/g)].map(([year]) => Number(year)),
  );
  return [...new Set(found)];
}

type Context = {
  /** Day on which the text was published, where that is known (ISO). */
  published: string | null;
  /** ISO day. */
  today: string;
  /** True for what is not the day of an event. */
  isOther?: (sentence: string, at: number) => boolean;
};

/** The days of events that a text states, in its order. */
export function daysIn(sentences: readonly Sentence[], { published, today, isOther = () => false }: Context): StatedDay[] {
  const context = published === null ? yearsIn(sentences) : [Number(published.slice(0, 4))];
  return sentences.flatMap(({ value, line }) =>
    mentionsIn(value).flatMap(({ index, length, month, day, year, weekday }) => {
      if (isOther(value, index)) return [];
      const stated = year === null ? null : isoDay(year, month, day);
      const days = year === null ? possibleDays(month, day, weekday, context, today) : [stated ?? []].flat();
      if (days.length === 0) return [];
      return [
        {
          days,
          inferred: stated === null,
          contradicts: stated !== null && weekday !== null && weekdayOf(stated) !== weekday,
          signing: isSigning(value),
          passage: passageOf(value, index, index + length),
          line,
        },
      ];
    }),
  );
}
