/** Around a part of a text that is to stand out: signs that no text has (private use area of Unicode). */
export const startOfMark = "\uE000";
export const endOfMark = "\uE001";

const marks = new RegExp(`[${startOfMark}${endOfMark}]`, "gu");

/** A text without such signs. */
export function withoutMarks(text: string): string {
  return text.replace(marks, "");
}

/** The parts of a text in their order, with the place where each begins. */
export function partsOfMarked(text: string): { at: number; text: string; isMarked: boolean }[] {
  let at = 0;
  return text.split(marks).map((part, index) => {
    const begins = at;
    at += part.length + 1;
    return { at: begins, text: part, isMarked: index % 2 === 1 };
  });
}
