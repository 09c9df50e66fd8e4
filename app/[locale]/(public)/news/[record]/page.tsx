import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale } from "next-intl/server";
import { PageShell } from "@/components/layout/page-shell";
import { NewsView } from "@/components/news/news-view";
import type { Locale } from "@/lib/i18n/locales";
import { pageMetadata } from "@/lib/i18n/metadata";
import { newsTargets } from "@/lib/news/addresses";
import { readNewsItem } from "@/lib/news/loaders";
import type { NewsItem } from "@/lib/news/schema";
import { newsStructuredData } from "@/lib/news/structured-data";
import { scriptSafeJson } from "@/lib/projects/structured-data";

export const revalidate = 60;

type Props = { params: Promise<{ record: string }> };

export function generateStaticParams(): [] {
  return [];
}

async function load({ params }: Props): Promise<{ item: NewsItem; locale: Locale }> {
  const locale = await getLocale();
  const item = await readNewsItem((await params).record, locale);
  if (!item) notFound();
  return { item, locale };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { item, locale } = await load(props);
  const { title, body } = item;
  return pageMetadata({
    locale,
    targets: newsTargets(item),
    title: title.text,
    description: body.text,
    index: true,
    type: "article",
  });
}

export default async function NewsPage(props: Props) {
  const { item, locale } = await load(props);
  return (
    <PageShell targets={newsTargets(item)}>
      <script type="application/ld+json">{scriptSafeJson(newsStructuredData(item, locale))}</script>
      <NewsView item={item} />
    </PageShell>
  );
}
