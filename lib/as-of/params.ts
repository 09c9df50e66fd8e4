import { z } from "zod";
import { today } from "@/lib/core/clock";
import { limits } from "@/lib/core/limits";
import { firstOf, type Params } from "@/lib/core/parameters";
import { type Locale, locales } from "@/lib/i18n/locales";

/**
 * What a page shows of a day: partnerships that were active on it according to what is known now, those that may have been,
 * those without any date, or the records as they stood on it (docs/decisions/015-as-of.md).
 */
export const asOfViews = ["active", "uncertain", "undated", "known"] as const;
export type AsOfView = (typeof asOfViews)[number];
export type AsOf = { day: string; view: AsOfView };

type Words = { day: string; view: string; views: Record<AsOfView, string> };

/** Names and values of the parameters in the addresses of each language; all are understood in both. */
export const asOfWords: Record<Locale, Words> = {
  fr: { day: "au", view: "etat", views: { active: "actif", uncertain: "incertain", undated: "non-date", known: "connu" } },
  en: { day: "at", view: "state", views: { active: "active", uncertain: "uncertain", undated: "undated", known: "known" } },
};

function paramOf(params: Params, name: "day" | "view"): string {
  const { [name]: french } = asOfWords.fr;
  return firstOf(params, params[french] === undefined ? asOfWords.en[name] : french).toLowerCase();
}

/** The day that an address asks for, and what of it; null where it names no day from 1900 to today. Never throws. */
export function parseAsOf(params: Params, now: string = today()): AsOf | null {
  const day = z.iso.date().safeParse(paramOf(params, "day")).data;
  if (day === undefined || day < limits.firstDay || day > now) return null;
  const word = paramOf(params, "view");
  const view = asOfViews.find((one) => locales.some((locale) => asOfWords[locale].views[one] === word));
  return { day, view: view ?? "active" };
}

/** The parameters of a day in the addresses of a language. The default, `active`, is left out. */
export function asOfQuery(asOf: AsOf | null, locale: Locale): Record<string, string> {
  if (!asOf) return {};
  const { day, view, views } = asOfWords[locale];
  return { [day]: asOf.day, ...(asOf.view !== "active" && { [view]: views[asOf.view] }) };
}
