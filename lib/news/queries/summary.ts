import { isoDay, isoDayOrNull } from "@/lib/core/dates";
import type { Prisma } from "@/lib/core/prisma-client/client";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { publicText } from "@/lib/i18n/public-text";
import type { NewsSummary } from "../schema";

/** What a list tells of an item. */
export const summarySelect = {
  publicId: true,
  slugFr: true,
  slugEn: true,
  happenedOn: true,
  closesOn: true,
  texts: { select: { language: true, title: true, status: true } },
  agreements: { select: { relatedAction: true } },
} as const satisfies Prisma.NewsItemSelect;

type SummaryRow = Prisma.NewsItemGetPayload<{ select: typeof summarySelect }>;

/** Of the texts of an item, that in the reader's language, else the original. */
export function inReadersLanguage<T extends SummaryRow["texts"][number]>(texts: T[], locale: Locale): T | undefined {
  return texts.find((text) => text.language === locale) ?? texts.find((text) => text.status === "original") ?? texts[0];
}

/** Nothing for an item without a text, which has nothing to show. */
export function presentSummary(row: SummaryRow, locale: Locale): NewsSummary[] {
  const text = inReadersLanguage(row.texts, locale);
  if (!text) return [];
  return [
    {
      id: row.publicId,
      slug: inLocale(locale, row.slugFr, row.slugEn),
      title: { text: publicText(text.title, text.language), language: text.language, status: text.status },
      happenedOn: isoDay(row.happenedOn),
      closesOn: isoDayOrNull(row.closesOn),
      relatedAction: row.agreements.some((agreement) => agreement.relatedAction),
    },
  ];
}
