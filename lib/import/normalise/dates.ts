/** A date with what is known of it; a year alone is its 1 January, a month alone its first day. */
export type PartialDate = { date: string; precision: "year" | "month" | "day" };

/** Years that the database takes: 1900 is before the first twinning, 2100 after any programme. */
function isYearInBounds(year: number): boolean {
  return year >= 1900 && year <= 2100;
}

/** "2017" → 2017. Null for anything else. */
export function parseYear(text: string): number | null {
  const year = /^\d{4}$/.test(text) ? Number(text) : Number.NaN;
  return isYearInBounds(year) ? year : null;
}

/** "31/12/2018", "12/2018", "2018" → ISO date and its precision. Null when it is no date of the calendar. */
export function parseFrenchDate(text: string): PartialDate | null {
  const found = /^(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})$/.exec(text);
  if (!found) return null;
  const [, day, month, year] = found;
  if (!isYearInBounds(Number(year))) return null;
  const date = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)));
  if (date.getUTCMonth() !== Number(month ?? 1) - 1 || date.getUTCDate() !== Number(day ?? 1)) return null;
  return { date: date.toISOString().slice(0, 10), precision: day ? "day" : month ? "month" : "year" };
}

/** An xsd:date or xsd:dateTime ("2018-12-31", "2018-12-31Z", "2018-12-31T10:00:00") → its day. Null when it is no date of the calendar. */
export function parseIsoDay(text: string): string | null {
  const day = /^(\d{4}-\d{2}-\d{2})(?:T[\d:.]+)?(?:Z|[+-]\d{2}:\d{2})?$/.exec(text)?.[1];
  if (!day || !isYearInBounds(Number(day.slice(0, 4)))) return null;
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day ? null : day;
}

/** The date as people write it with its precision: "2017", "2018-12", "2018-12-31". */
export function shortDate({ date, precision }: PartialDate): string {
  return date.slice(0, precision === "year" ? 4 : precision === "month" ? 7 : 10);
}
