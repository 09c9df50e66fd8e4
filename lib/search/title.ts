import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import type { Names } from "./names";
import type { ProjectQuery } from "./params";
import { partsOf } from "./parts";

/** What a search asks for, in words: "Projets : « eau », Pays : Sénégal". */
export function titleOfSearch(query: ProjectQuery, names: Names, locale: Locale): string {
  const t = translator(locale);
  const parts = partsOf(query, names, locale).map(({ label }) => label);
  return parts.length > 0 ? t("projects.filtered", { filters: parts.join(", ") }) : t("projects.title");
}
