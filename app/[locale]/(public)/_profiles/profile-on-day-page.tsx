import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { PageShell } from "@/components/layout/page-shell";
import { ProfileOnDayView } from "@/components/profile/profile-on-day";
import { asOfQuery, asOfViews } from "@/lib/as-of/params";
import { formatDate } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import { pageMetadata } from "@/lib/i18n/metadata";
import { subjectTarget, subjectTargets } from "@/lib/profiles/address";
import { loadProfileOn } from "@/lib/profiles/loaders";
import type { DatedSubject, ProfileOnDay } from "@/lib/profiles/queries/on-day";
import { hasDemoRecords } from "@/lib/statistics/queries";

export type DayProps = { params: Promise<{ record: string; day: string; view: string }> };

async function load(kind: DatedSubject["kind"], { params }: DayProps): Promise<{ profile: ProfileOnDay; locale: Locale }> {
  const locale = await getLocale();
  const { record, day, view: asked } = await params;
  const view = asOfViews.find((one) => one === asked);
  const profile = view ? await loadProfileOn(kind, record, day, view, locale) : null;
  if (!profile) notFound();
  return { profile, locale };
}

/** Head of the page of a subject on a day: not indexed, its canonical address is that of the present. */
export async function profileOnDayMetadata(kind: DatedSubject["kind"], props: DayProps): Promise<Metadata> {
  const { profile, locale } = await load(kind, props);
  const { present, subject, asOf } = profile;
  const t = await getTranslations("history.day");
  const name = { title: (subject ?? present).names[locale], date: formatDate(locale, asOf.day) };
  const title = asOf.view === "known" ? t("subject.titleKnown", name) : t("pageTitle.active", name);
  const description = (await getTranslations("common"))("description");
  return pageMetadata({ locale, targets: subjectTargets(present), title, description, index: false });
}

/** The page of a subject on a day. */
export async function ProfileOnDayPage({ kind, ...props }: DayProps & { kind: DatedSubject["kind"] }) {
  const { profile } = await load(kind, props);
  const target = (locale: Locale) => ({ ...subjectTarget(profile.present, locale), query: asOfQuery(profile.asOf, locale) });
  return (
    <PageShell targets={{ fr: target("fr"), en: target("en") }} demo={await hasDemoRecords()}>
      <ProfileOnDayView profile={profile} />
    </PageShell>
  );
}
