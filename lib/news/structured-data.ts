import { env } from "@/lib/core/env";
import type { Locale } from "@/lib/i18n/locales";
import { absoluteHref } from "@/lib/i18n/metadata";
import { newsTargets, pictureAddress } from "./addresses";
import type { NewsItem, NewsPicture } from "./schema";

function imageData(id: string, { width, height, credit, alternative }: NewsPicture) {
  const url = new URL(pictureAddress(id), env().PUBLIC_URL).href;
  return { "@type": "ImageObject", url, width, height, creditText: credit, caption: alternative };
}

/** schema.org description of the page of an item (https://schema.org/NewsArticle). */
export function newsStructuredData(item: NewsItem, locale: Locale) {
  const url = absoluteHref(locale, newsTargets(item)[locale]);
  const about = [
    ...item.organisations.map(({ name }) => ({ "@type": "Organization", name })),
    ...item.countries.map(({ name, code }) => ({ "@type": "Country", name, identifier: code })),
  ];
  return {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    url,
    mainEntityOfPage: url,
    inLanguage: item.body.language,
    headline: item.title.text,
    datePublished: item.happenedOn,
    dateModified: item.updatedOn,
    author: { "@type": "Organization", name: item.sourceName },
    publisher: { "@type": "Organization", name: env().SITE_NAME },
    ...(item.sourceUrl && { isBasedOn: item.sourceUrl }),
    ...(item.placeName && { contentLocation: { "@type": "Place", name: item.placeName } }),
    ...(item.picture && { image: imageData(item.id, item.picture) }),
    ...(about.length > 0 && { about }),
  };
}
