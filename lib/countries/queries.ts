import { db } from "@/lib/core/db";
import { inLocale, type Locale } from "@/lib/i18n/locales";

/** Name of a country by its ISO 3166-1 alpha-2 code; null when the code is unknown. */
export async function findCountryName(code: string, locale: Locale): Promise<string | null> {
  const row = await db().country.findUnique({ where: { code }, select: { nameFr: true, nameEn: true } });
  return row && inLocale(locale, row.nameFr, row.nameEn);
}
