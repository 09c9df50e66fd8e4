import type { Locale } from "@/lib/i18n/locales";

/** Headers of an answer of the API that everybody may read and keep for a minute. */
export function publicHeaders(locale: Locale): Record<string, string> {
  return {
    "Cache-Control": "public, max-age=0, s-maxage=60, stale-while-revalidate=300",
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Content-Language": locale,
  };
}

/** Headers of the schema of an answer, which changes with the version of the portal only. */
export const schemaHeaders = {
  "Content-Type": "application/schema+json",
  "Cache-Control": "public, max-age=3600",
  "Access-Control-Allow-Origin": "*",
  "Cross-Origin-Resource-Policy": "cross-origin",
};
