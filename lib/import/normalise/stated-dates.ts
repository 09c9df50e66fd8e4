import { cleanLine } from "../lines";
import { type PartialDate, parseFrenchDate } from "./dates";

/** Order of a date's parts, where it does not start with the year: French lists write the day first. */
export type DateOrder = "dmy" | "mdy";

/**
 * "2017-09-08", "2017/09/08", "19/12/2018", "2018-12", "2018" and ISO instants at midnight, as an ISO date with its precision. Null when
 * it is no date of the calendar, or has a time of day, which a day of a list does not have.
 */
export function readDate(stated: string | number, order: DateOrder = "dmy"): PartialDate | null {
  const text = cleanLine(String(stated)).replace(/[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?$/, "");
  const iso = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$/.exec(text);
  if (iso) return parseFrenchDate([iso[3], iso[2], iso[1]].filter(Boolean).join("/"));
  const american = order === "mdy" ? /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text) : null;
  return parseFrenchDate(american ? `${american[2]}/${american[1]}/${american[3]}` : text);
}

export type Period = { start: PartialDate; end: PartialDate | null };

/** Two dates joined as lists join them: "2017-01-01_2017-12-31", "2017-03-30/2017-05-24", "du 01/01/2017 au 31/12/2017". */
const joined =
  /^(?:du |from )?(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})\s*(?:_|\/| - | – | au | to )\s*(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})$/iu;

/** A period, or a day alone, which is then its start. Null when a date of it is none; `disorder`: it ends before it starts. */
export function readPeriod(stated: string | number, order: DateOrder = "dmy"): Period | "disorder" | null {
  const text = cleanLine(String(stated));
  const two = joined.exec(text);
  if (!two) {
    const start = readDate(text, order);
    return start && { start, end: null };
  }
  const [start, end] = [readDate(two[1] ?? "", order), readDate(two[2] ?? "", order)];
  if (!start || !end) return null;
  return end.date < start.date ? "disorder" : { start, end };
}
