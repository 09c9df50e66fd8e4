import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale } from "next-intl/server";
import { PageShell } from "@/components/layout/page-shell";
import { NewsView } from "@/components/news/news-view";
import type { Locale } from "@/lib/i18n/locales";
import { pageMetadata, type Targets } from "@/lib/i18n/metadata";
import { readNewsItem } from "@/lib/news/loaders";
import type { NewsItem } from "@/lib/news/schema";

export const revalidate = 60;

type Props = { params: Promise<{ record: string }> };

export function generateStaticParams(): [] {
  return [];
}

function targetsOf({ id, slugs }: NewsItem): Targets {
  const target = (slug: string) => ({ pathname: "/news/[record]", record: `${id}-${slug}` }) as const;
  return { fr: target(slugs.fr), en: target(slugs.en) };
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
    targets: targetsOf(item),
    title: title.text,
    description: body.text,
    index: true,
    type: "article",
  });
}

export default async function NewsPage(props: Props) {
  const { item } = await load(props);
  return (
    <PageShell targets={targetsOf(item)}>
      <NewsView item={item} />
    </PageShell>
  );
}
