import type { Locale } from "./locales";
import { pathnames } from "./routing";

export type PathKey = keyof typeof pathnames;
type RecordPath = Extract<PathKey, `${string}[record]${string}`>;
type Query = Record<string, string | number | undefined>;

/** A page of the portal, whatever the language. */
export type Target =
  | { pathname: Exclude<PathKey, RecordPath>; query?: Query }
  | { pathname: RecordPath; record: string; query?: Query };

/** Address of a page in a language: `href("fr", {pathname: "/projects", query: {country: "SN"}})` → "/fr/projets?country=SN". */
export function href(locale: Locale, target: Target): string {
  const paths = pathnames[target.pathname];
  const path = typeof paths === "string" ? paths : paths[locale];
  const filled = "record" in target ? path.replace("[record]", encodeURIComponent(target.record)) : path;
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(target.query ?? {}))
    if (value !== undefined && value !== "") query.set(key, String(value));
  const search = query.size > 0 ? `?${query}` : "";
  return `/${locale}${filled === "/" ? "" : filled}${search}`;
}
