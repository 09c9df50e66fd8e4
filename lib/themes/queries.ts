import { db } from "@/lib/core/db";
import { inLocale, type Locale } from "@/lib/i18n/locales";

/** Label of a theme of the current nomenclature; null when the code is unknown. */
export async function findThemeLabel(code: string, locale: Locale): Promise<string | null> {
  const row = await db().theme.findFirst({
    where: { code, nomenclature: { validTo: null } },
    select: { labelFr: true, labelEn: true },
  });
  return row && inLocale(locale, row.labelFr, row.labelEn);
}
