import { db } from "@/lib/core/db";
import type { Target } from "@/lib/i18n/href";
import type { Locale } from "@/lib/i18n/locales";
import { inLocale } from "@/lib/i18n/locales";
import { queryFor, queryOf } from "./params";

/** The page that a text names by a code: the public id of a project, the INSEE or SIREN code of a territory. Null for anything else. */
export async function findExact(text: string, locale: Locale): Promise<Target | null> {
  const code = text.replaceAll(" ", "");
  if (/^p\d{1,12}$/i.test(code)) {
    const project = await db().project.findUnique({
      where: { publicId: code.toLowerCase() },
      select: { slugFr: true, slugEn: true },
    });
    const slug = project && inLocale(locale, project.slugFr, project.slugEn);
    return slug ? { pathname: "/projects/[record]", record: `${code.toLowerCase()}-${slug}` } : null;
  }
  if (!/^(?:\d[\dAB]\d{3}|\d{9})$/i.test(code)) return null;
  const territory = await db().territory.findUnique({ where: { code: code.toUpperCase() }, select: { code: true } });
  return territory && { pathname: "/projects", query: queryOf(queryFor("territory", territory.code), locale) };
}
