import { formatDate } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import type { NewsQuery } from "./index-query";

/** "News: October 2022, South Korea": title of the index and of its feeds; `names` of what is filtered by. */
export function titleOfNews(
  { month }: NewsQuery,
  names: { country: string | null; organisation: string | null },
  locale: Locale,
): string {
  const t = translator(locale);
  const parts = [month && formatDate(locale, `${month}-01`, "month"), names.country, names.organisation].filter(Boolean);
  return parts.length === 0 ? t("news.index.title") : t("news.index.titleOf", { parts: parts.join(", ") });
}
