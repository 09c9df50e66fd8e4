import { env } from "@/lib/core/env";
import type { Locale } from "@/lib/i18n/locales";

/** A record in a feed; `url` is its public address, which is its identity, too. */
export type FeedEntry = { url: string; title: string; summary: string; updatedAt: Date };

/** What changed last in a list, for those who follow it. `url`: the page of the list; `feedUrl`: the feed's own address. */
export type Feed = { title: string; url: string; feedUrl: string; entries: readonly FeedEntry[]; locale: Locale };

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** Text for XML, without the signs that it cannot hold. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"]/g, (sign) => escapes[sign] ?? "");
}

/** The feed as Atom 1.0 (RFC 4287). */
export function atomOf({ title, url, feedUrl, entries, locale }: Feed): string {
  const latest = entries[0]?.updatedAt ?? new Date(0);
  const items = entries.map(({ url: page, title: name, summary, updatedAt }) => {
    const address = xml(page);
    return `  <entry>
    <id>${address}</id>
    <title>${xml(name)}</title>
    <link rel="alternate" type="text/html" href="${address}"/>
    <updated>${updatedAt.toISOString()}</updated>
    <summary>${xml(summary)}</summary>
  </entry>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">
  <id>${xml(feedUrl)}</id>
  <title>${xml(title)}</title>
  <updated>${latest.toISOString()}</updated>
  <author><name>${xml(env().SITE_NAME)}</name></author>
  <link rel="self" type="application/atom+xml" href="${xml(feedUrl)}"/>
  <link rel="alternate" type="text/html" href="${xml(url)}"/>
${items.join("\n")}
</feed>
`;
}

/** The feed as JSON Feed 1.1 (jsonfeed.org). */
export function jsonFeedOf({ title, url, feedUrl, entries, locale }: Feed): object {
  return {
    version: "https://jsonfeed.org/version/1.1",
    title,
    home_page_url: url,
    feed_url: feedUrl,
    language: locale,
    items: entries.map((entry) => ({
      id: entry.url,
      url: entry.url,
      title: entry.title,
      content_text: entry.summary || entry.title,
      date_modified: entry.updatedAt.toISOString(),
    })),
  };
}
