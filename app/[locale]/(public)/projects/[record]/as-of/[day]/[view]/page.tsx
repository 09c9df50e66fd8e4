import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { AbsentRecord } from "@/components/history/absent-record";
import { PageShell } from "@/components/layout/page-shell";
import { ProjectView } from "@/components/project/project-view";
import { type AsOf, asOfQuery, asOfViews } from "@/lib/as-of/params";
import { readRecordOn } from "@/lib/history/loaders";
import { formatDate } from "@/lib/i18n/format";
import { pageMetadata, type Targets } from "@/lib/i18n/metadata";
import type { Project } from "@/lib/projects/schema";

// Reached through proxy.ts alone, by ?au= or ?at= on the page of the record: that page stays cached.
export const dynamic = "force-dynamic";

type Props = { params: Promise<{ record: string; day: string; view: string }> };

async function load({ params }: Props) {
  const locale = await getLocale();
  const { record, day, view: asked } = await params;
  const view = asOfViews.find((one) => one === asked);
  const found = view ? await readRecordOn(record, locale, day, view) : null;
  if (!view || !found) notFound();
  return { ...found, locale, asOf: { day, view } };
}

function targetsOf({ id, slugs }: Project, asOf: AsOf | null): Targets {
  const target = (locale: "fr" | "en") =>
    ({ pathname: "/projects/[record]", record: `${id}-${slugs[locale]}`, query: asOfQuery(asOf, locale) }) as const;
  return { fr: target("fr"), en: target("en") };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { present, shown, locale, asOf } = await load(props);
  const t = await getTranslations("history.day.pageTitle");
  const name = { title: (shown ?? present).title.text, date: formatDate(locale, asOf.day) };
  const title = t(asOf.view === "known" ? "known" : "active", name);
  const description = (await getTranslations("common"))("description");
  return pageMetadata({ locale, targets: targetsOf(present, null), title, description, index: false, type: "article" });
}

export default async function ProjectOnDayPage(props: Props) {
  const { present, shown, state, history, asOf } = await load(props);
  const on = { day: asOf.day, state };
  return (
    <PageShell targets={targetsOf(present, asOf)} demo={present.origin === "demo"}>
      {shown ? (
        <ProjectView project={shown} similar={[]} history={history} on={on} />
      ) : (
        <AbsentRecord project={present} on={on} />
      )}
    </PageShell>
  );
}
