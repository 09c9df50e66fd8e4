import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { PageShell } from "@/components/layout/page-shell";
import { ProfileView } from "@/components/profile/profile-view";
import { scopeOfSubjects } from "@/lib/cite/citation";
import { citationAddress } from "@/lib/cite/queries";
import type { Locale } from "@/lib/i18n/locales";
import { pageMetadata } from "@/lib/i18n/metadata";
import { subjectTargets } from "@/lib/profiles/address";
import { leadOf, titleOf } from "@/lib/profiles/lead";
import { loadProfile } from "@/lib/profiles/loaders";
import type { Profile } from "@/lib/profiles/queries/profile";
import type { SubjectKind } from "@/lib/profiles/schema";
import { profileStructuredData } from "@/lib/profiles/structured-data";
import { scriptSafeJson } from "@/lib/projects/structured-data";
import { feedsOf } from "@/lib/search/addresses";

export type ProfileProps = { params: Promise<{ record: string }> };

async function load(kind: SubjectKind, { params }: ProfileProps): Promise<{ profile: Profile; locale: Locale }> {
  const locale = await getLocale();
  const profile = await loadProfile(kind, (await params).record, locale);
  if (!profile) notFound();
  return { profile, locale };
}

/** Head of the page of one kind of subject. */
export async function profileMetadata(kind: SubjectKind, props: ProfileProps): Promise<Metadata> {
  const { profile, locale } = await load(kind, props);
  const { subject, outline } = profile;
  const t = await getTranslations("common");
  const isDemo = subject.kind === "organisation" && subject.demo;
  const title = titleOf(subject, locale);
  return pageMetadata({
    locale,
    targets: subjectTargets(subject),
    title: isDemo ? t("demoPrefix", { title }) : title,
    description: leadOf(profile, locale),
    // A commune without a project has a page, which says just that.
    index: !isDemo && outline.projects > 0,
    feeds: feedsOf(subject.query, locale),
  });
}

/** The page of one kind of subject: all kinds are one page. */
export async function ProfilePage({ kind, ...props }: ProfileProps & { kind: SubjectKind }) {
  const { profile, locale } = await load(kind, props);
  const { subject, outline, figures, onlyFunds, helpers, posts } = profile;
  // The page of who only pays is of what it funds, which is a search and not the subject.
  const scope = onlyFunds ? { query: subject.query } : scopeOfSubjects([subject]);
  const demo = outline.demo || [...helpers, ...posts].some((contact) => contact.demo);
  return (
    <PageShell targets={subjectTargets(profile.subject)} demo={demo}>
      <script type="application/ld+json">{scriptSafeJson(profileStructuredData(profile, locale))}</script>
      <ProfileView profile={profile} kept={await citationAddress(scope, [figures], locale)} />
    </PageShell>
  );
}
