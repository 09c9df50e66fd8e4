import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PageShell } from "@/components/layout/page-shell";
import { ProjectResults } from "@/components/search/project-results";
import { formatDate } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import { pageMetadata, type Targets } from "@/lib/i18n/metadata";
import { listProjects } from "@/lib/projects/queries/list";
import { readDayFigures } from "@/lib/search/day-figures";
import { nameFilters } from "@/lib/search/filters";
import { type ProjectQuery, parseProjectQuery, queryOf } from "@/lib/search/params";
import { hasDemoRecords, projectsByCountry, projectsByTheme } from "@/lib/statistics/queries";

export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const read = async ({ searchParams }: Props, locale: Locale) => nameFilters(parseProjectQuery(await searchParams), locale);

function targetsOf(query: ProjectQuery): Targets {
  const target = (locale: Locale) => ({ pathname: "/projects", query: queryOf(query, locale) }) as const;
  return { fr: target("fr"), en: target("en") };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const locale = await getLocale();
  const t = await getTranslations("projects");
  const { query, labels } = await read(props, locale);
  const { asOf } = query;
  const day = asOf && (await getTranslations("history.day.label"))(asOf.view, { date: formatDate(locale, asOf.day) });
  const names = [labels.theme, labels.country, labels.organisation, labels.source, labels.finding, day].filter(
    (name) => name !== null,
  );
  const title = names.length > 0 ? t("filtered", { filters: names.join(", ") }) : t("title");
  const description = (await getTranslations("common"))("description");
  // The list of a day is a view of the list of the present, which is the one to index.
  const targets = targetsOf({ ...query, asOf: null });
  return pageMetadata({ locale, targets, title, description, index: names.length === 0 });
}

export default async function ProjectsPage(props: Props) {
  const locale = await getLocale();
  const { query, labels } = await read(props, locale);
  const [result, countries, themes, demo, figures] = await Promise.all([
    listProjects(query, locale),
    projectsByCountry(locale),
    projectsByTheme(locale),
    hasDemoRecords(),
    readDayFigures(query),
  ]);
  return (
    <PageShell targets={targetsOf(query)} demo={demo}>
      <ProjectResults {...{ query, labels, result, countries, themes, figures }} />
    </PageShell>
  );
}
