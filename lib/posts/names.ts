import type { PostKind } from "@/lib/core/prisma-client/enums";
import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";

/** French contracts the article of a city with its preposition: "Le Caire" gives "au Caire", "La Haye" gives "à La Haye". */
const contracted: readonly [article: RegExp, key: "le" | "les"][] = [
  [/^le\s+/i, "le"],
  [/^les\s+/i, "les"],
];

/**
 * Name of a post after the city of its seat, as the legacy Atlas names them ("Ambassade de France à Ottawa"). `accredited`:
 * country that it is accredited to, where that is not the country of the seat (the Holy See, for an embassy in Rome).
 */
export function postName(locale: Locale, kind: PostKind, city: string, accredited: string | null = null): string {
  const t = translator(locale);
  const article = locale === "fr" ? contracted.find(([pattern]) => pattern.test(city)) : undefined;
  const at = t(`import.atCity.${article?.[1] ?? "other"}`, { city: article ? city.replace(article[0], "") : city });
  const post = t(`import.postName.${kind}`, { at });
  return accredited === null ? post : t("import.postAccredited", { post, country: accredited });
}
