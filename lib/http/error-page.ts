import type { ErrorCode } from "@/lib/core/errors";
import { defaultLocale, isLocale, type Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? "");
}

/** Codes that say more to a visitor than that something went wrong. */
const explained = [
  ...(["database_unavailable", "too_slow", "url_too_long", "body_too_large"] as const),
  ...(["invalid_input", "cross_site", "forbidden", "too_many_requests"] as const),
] as const;

/** Language of an address: /en/… is English, everything else French. */
export function localeOfPath(path: string): Locale {
  const first = path.split("/")[1];
  return isLocale(first) ? first : defaultLocale;
}

/**
 * A whole error page that needs neither the database, nor React, nor JavaScript: what a visitor sees when a page could
 * not be made. `reference` is the request id, to be quoted to the operator.
 */
export function errorPage(code: ErrorCode, locale: Locale, siteName: string, reference: string): string {
  const t = translator(locale);
  const key = explained.find((known) => known === code) ?? "internal";
  const title = escapeHtml(t(`errors.${key}.title`));
  const site = escapeHtml(siteName);
  return `<!DOCTYPE html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} – ${site}</title>
<style>
:root{color-scheme:light dark}
body{margin:0;background:#fbfaf7;color:#14213d;font:1.0625rem/1.6 system-ui,sans-serif}
main{max-width:40rem;margin:0 auto;padding:4rem 1.25rem}
h1{font:600 2rem/1.2 Georgia,serif}
a{color:#1f4fa3}
small{color:#4a5468}
@media(prefers-color-scheme:dark){body{background:#10172a;color:#f1efe8}a{color:#a9c4f5}small{color:#b4bccb}}
</style>
</head>
<body>
<main>
<p><a href="/${locale}">${site}</a></p>
<h1>${title}</h1>
<p>${escapeHtml(t(`errors.${key}.text`))}</p>
<p><small>${escapeHtml(t("errors.reference", { reference }))}</small></p>
</main>
</body>
</html>
`;
}
