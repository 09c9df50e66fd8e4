import type { Locale } from "@/lib/i18n/locales";

/** Headers of every answer of the API: pages of other sites may read it, and these headers of it. */
export function openHeaders(locale: Locale): Record<string, string> {
  return {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, RateLimit, RateLimit-Policy, Retry-After",
    "Content-Language": locale,
  };
}

/** Headers of an answer of the API that everybody may keep for a minute. */
export function publicHeaders(locale: Locale): Record<string, string> {
  return { "Cache-Control": "public, max-age=0, s-maxage=60, stale-while-revalidate=300", ...openHeaders(locale) };
}
