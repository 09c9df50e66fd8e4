import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { DirectoryView } from "@/components/contact/directory-view";
import { PageShell } from "@/components/layout/page-shell";
import { directoryTarget } from "@/lib/contacts/address";
import { type DirectoryQuery, parseDirectoryQuery } from "@/lib/contacts/directory-query";
import { listContacts } from "@/lib/contacts/queries/directory";
import type { Params } from "@/lib/core/parameters";
import { pageMetadata, sameTarget } from "@/lib/i18n/metadata";

export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<Params> };

const targetsOf = (query: DirectoryQuery) => sameTarget(directoryTarget(query));

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const query = parseDirectoryQuery(await searchParams);
  const t = await getTranslations("contacts");
  const { q, region, country, territory } = query;
  return pageMetadata({
    locale: await getLocale(),
    targets: targetsOf(query),
    title: t(`title.${query.type}`),
    description: t("intro"),
    // The numbered pages of each whole list lead to every entry; filters do not.
    index: [q, region, country, territory].every((value) => value === ""),
  });
}

export default async function ContactsPage({ searchParams }: Props) {
  const query = parseDirectoryQuery(await searchParams);
  const found = await listContacts(query, await getLocale());
  return (
    <PageShell targets={targetsOf(query)} demo={found.demo}>
      <DirectoryView query={query} found={found} now={new Date()} />
    </PageShell>
  );
}
