import { isoDay } from "@/lib/core/dates";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { publicText } from "@/lib/i18n/public-text";
import type { Text } from "@/lib/i18n/text";
import type { Position, Project } from "../schema";

type Labelled = { code: string; labelFr: string; labelEn: string };
type CountryRow = { code: string; nameFr: string; nameEn: string; slugFr: string; slugEn: string };
type Decimal = { toNumber(): number };

/** Columns that every reader of a country needs. */
export const countrySelect = { code: true, nameFr: true, nameEn: true, slugFr: true, slugEn: true } as const;
export const labelSelect = { code: true, labelFr: true, labelEn: true } as const;

export function presentLabel(row: Labelled, locale: Locale) {
  return { code: row.code, label: inLocale(locale, row.labelFr, row.labelEn) };
}

export function presentCountry(row: CountryRow, locale: Locale) {
  return { code: row.code, name: inLocale(locale, row.nameFr, row.nameEn), slug: inLocale(locale, row.slugFr, row.slugEn) };
}

/** Name of an organisation in the reader's language where it has one. Names come from files, too: they are masked like texts. */
export function presentName({ name, nameEn }: { name: string; nameEn: string | null }, locale: Locale): string {
  return publicText(inLocale(locale, name, nameEn ?? name), locale);
}

export function presentDate(date: Date | null, precision: "year" | "month" | "day" | null): Project["start"] {
  return date && precision ? { date: isoDay(date), precision } : null;
}

/** Coordinates of a row; null unless all three columns are there. */
export function presentPosition(row: {
  latitude: Decimal | null;
  longitude: Decimal | null;
  coordinatePrecision: Position["precision"] | null;
}): Position | null {
  if (!row.latitude || !row.longitude || !row.coordinatePrecision) return null;
  return { latitude: row.latitude.toNumber(), longitude: row.longitude.toNumber(), precision: row.coordinatePrecision };
}

/** The title in the reader's language where a translation exists, else the original. */
export function presentTitle(
  row: { title: string; language: string; texts: { field: string; language: string; body: string; status: Text["status"] }[] },
  locale: Locale,
): Text {
  const translation = row.texts.find((text) => text.field === "title" && text.language === locale);
  if (row.language !== locale && translation)
    return { text: publicText(translation.body, locale), language: locale, status: translation.status };
  return { text: publicText(row.title, row.language), language: row.language, status: "original" };
}
