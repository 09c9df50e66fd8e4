import type { Locale } from "./locales";

const tags: Record<Locale, string> = { fr: "fr-FR", en: "en-GB" };

const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** The format of these options, made once: to make one takes a hundred times as long as to use it. There are as many as currencies. */
function numberFormat(locale: Locale, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = JSON.stringify([locale, options]);
  const format = numberFormats.get(key) ?? new Intl.NumberFormat(tags[locale], options);
  numberFormats.set(key, format);
  return format;
}

/** The same for days and times; there are as many as time zones. */
function dateFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(tags[locale], options);
  dateFormats.set(key, format);
  return format;
}

/** A dated fact of a record: ISO day, and how much of it is known. */
export type PreciseDate = { date: string; precision: "year" | "month" | "day" };

/** The thin space between thousands is half as wide in our fonts as readers need: 45685 and 45 685 looked alike. */
function legible(number: string): string {
  return number.replaceAll("\u202f", "\u00a0");
}

/** Amount in a currency, without cents where there are none: "95 370 €", "€95,370". */
export function formatMoney(locale: Locale, amount: number, currency = "EUR"): string {
  const format = numberFormat(locale, { style: "currency", currency, trailingZeroDisplay: "stripIfInteger" });
  return legible(format.format(amount));
}

/** A value of an axis, short: "1,5 M€", "€1.5m", "20". */
export function formatShort(locale: Locale, value: number, currency?: string): string {
  const money = currency && ({ style: "currency", currency } as const);
  return legible(numberFormat(locale, { notation: "compact", ...money }).format(value));
}

export function formatNumber(locale: Locale, value: number): string {
  return legible(numberFormat(locale).format(value));
}

/** Day, month or year, as precise as it is known: "31 décembre 2018", "mars 2017", "2017". Read in UTC, whatever the machine's zone. */
export function formatDate(locale: Locale, date: string, precision: PreciseDate["precision"] = "day"): string {
  const format = dateFormat(locale, {
    timeZone: "UTC",
    year: "numeric",
    ...(precision !== "year" && { month: "long" }),
    ...(precision === "day" && { day: "numeric" }),
  });
  const text = format.format(new Date(`${date}T00:00:00Z`));
  // French writes the first of a month as an ordinal, which CLDR leaves to the application.
  return locale === "fr" && precision === "day" ? text.replace(/^1 /, "1er ") : text;
}

/** Day and time as people in France read it: "22 novembre 2026 à 14:05", "22 November 2026 at 14:05". */
export function formatInstant(locale: Locale, instant: Date): string {
  const options = { timeZone: "Europe/Paris", dateStyle: "long", timeStyle: "short" } as const;
  return dateFormat(locale, options).format(instant);
}

/** Time of day in a zone (IANA), with its distance from universal time: "14:05 (UTC−5)". Null for a zone that this machine does not know. */
export function formatLocalTime(locale: Locale, instant: Date, timeZone: string): string | null {
  try {
    const parts = dateFormat(locale, {
      ...{ timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
      timeZoneName: "shortOffset",
    }).formatToParts(instant);
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? "";
    return `${part("hour")}:${part("minute")} (${part("timeZoneName").replace("GMT", "UTC").replace("-", "−")})`;
  } catch {
    return null;
  }
}

/** Years of a project: "2017–2018", "2017", "2017–…" while its end is not known; null when nothing is known. */
export function formatYears(start: number | null, end: number | null): string | null {
  if (start === null && end === null) return null;
  if (start === end) return String(start);
  return `${start ?? "…"}–${end ?? "…"}`;
}

/** Degrees of latitude or longitude, to about 100 m: "46,812°". */
export function formatDegrees(locale: Locale, degrees: number): string {
  return `${numberFormat(locale, { maximumFractionDigits: 3 }).format(degrees)}°`;
}

/** Size of a file in decimal units: "6 ko", "6 kB". */
export function formatBytes(locale: Locale, bytes: number): string {
  const unit = bytes < 1_000_000 ? "kilobyte" : "megabyte";
  const value = Math.max(1, Math.round(bytes / (unit === "kilobyte" ? 1_000 : 1_000_000)));
  return numberFormat(locale, { style: "unit", unit, unitDisplay: "short" }).format(value);
}

/** Name of a language in the reader's: "français", "French". */
export function formatLanguage(locale: Locale, language: string): string {
  return new Intl.DisplayNames(tags[locale], { type: "language" }).of(language) ?? language;
}

/** Name of a country or area in the reader's language: "Sénégal", "Senegal". */
export function formatRegion(locale: Locale, code: string): string {
  return new Intl.DisplayNames(tags[locale], { type: "region" }).of(code) ?? code;
}

/** Share of a whole, in whole percent: "45 %", "45%". Only what is complete is 100 %, and only what is empty is 0 %. */
export function formatShare(locale: Locale, part: number, whole: number): string {
  const exact = whole === 0 ? 0 : part / whole;
  const share = exact > 0 && exact < 1 ? Math.min(0.99, Math.max(0.01, exact)) : exact;
  return numberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(share);
}

/** "A, B et C", "A, B and C". */
export function formatList(locale: Locale, items: readonly string[]): string {
  return new Intl.ListFormat(tags[locale], { style: "long", type: "conjunction" }).format(items);
}
