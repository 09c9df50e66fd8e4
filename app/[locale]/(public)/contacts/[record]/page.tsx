import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { ContactView } from "@/components/contact/contact-view";
import { PageShell } from "@/components/layout/page-shell";
import { contactTarget, inBothLanguages } from "@/lib/contacts/address";
import { loadContact } from "@/lib/contacts/loaders";
import { pageMetadata } from "@/lib/i18n/metadata";

// It tells the time there.
export const dynamic = "force-dynamic";

type Props = { params: Promise<{ record: string }> };

async function load({ params }: Props) {
  const locale = await getLocale();
  const contact = await loadContact((await params).record, locale);
  if (!contact) notFound();
  return { contact, locale };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { contact, locale } = await load(props);
  const [t, demo] = [await getTranslations("contacts"), await getTranslations("common")];
  const { type, kind, name, city, country } = contact;
  const title = t("metaTitle", { name });
  return pageMetadata({
    locale,
    targets: inBothLanguages(contactTarget, contact),
    title: contact.demo ? demo("demoPrefix", { title }) : title,
    description: `${name}. ${t(`lead.${type}`, { kind: kind.label, city: city ?? "", country: country?.name ?? "" })}`,
    index: !contact.demo,
  });
}

export default async function ContactPage(props: Props) {
  const { contact } = await load(props);
  return (
    <PageShell targets={inBothLanguages(contactTarget, contact)} demo={contact.demo}>
      <ContactView contact={contact} now={new Date()} />
    </PageShell>
  );
}
