import { defaultLocale, locales } from "@/lib/i18n/locales";
import { absoluteHref, type Targets } from "@/lib/i18n/metadata";

/** A page in both languages; `changedOn`: day of its last change, ISO, where one record says it. */
export type Entry = { targets: Targets; changedOn: string | null };

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** Head and foot of a part: https://www.sitemaps.org/protocol.html, and how Google reads languages in it. */
export const partHead = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
`;
export const partFoot = "</urlset>\n";

/** A page as its address in each language; each names all, as the page itself does. */
export function entryXml({ targets, changedOn }: Entry): string {
  const addresses = locales.map((locale) => [locale, escaped(absoluteHref(locale, targets[locale]))] as const);
  const alternates = [...addresses, ["x-default", escaped(absoluteHref(defaultLocale, targets[defaultLocale]))] as const]
    .map(([language, address]) => `<xhtml:link rel="alternate" hreflang="${language}" href="${address}"/>`)
    .join("");
  const changed = changedOn === null ? "" : `<lastmod>${changedOn}</lastmod>`;
  return addresses.map(([, address]) => `<url><loc>${address}</loc>${changed}${alternates}</url>\n`).join("");
}

/** The file that names all parts. */
export function indexXml(parts: readonly string[]): string {
  const listed = parts.map((address) => `<sitemap><loc>${escaped(address)}</loc></sitemap>\n`).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${listed}</sitemapindex>\n`;
}
