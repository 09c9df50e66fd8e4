import { db } from "@/lib/core/db";
import { inLocale, type Locale } from "@/lib/i18n/locales";

/** Name of an organisation by its public id; null when there is none. */
export async function findOrganisationName(publicId: string, locale: Locale): Promise<string | null> {
  const row = await db().organisation.findUnique({ where: { publicId }, select: { name: true, nameEn: true } });
  return row && inLocale(locale, row.name, row.nameEn ?? row.name);
}
