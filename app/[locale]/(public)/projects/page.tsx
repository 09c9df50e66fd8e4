import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PageShell } from "@/components/layout/page-shell";
import { ProjectResults } from "@/components/search/project-results";
import type { Locale } from "@/lib/i18n/locales";
import { pageMetadata, sameTarget } from "@/lib/i18n/metadata";
import { listProjects } from "@/lib/projects/queries/list";
import { nameFilters } from "@/lib/search/filters";
import { type ProjectQuery, parseProjectQuery, queryOf } from "@/lib/search/params";
import { hasDemoRecords, projectsByCountry, projectsByTheme } from "@/lib/statistics/queries";

export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const read = async ({ searchParams }: Props, locale: Locale) => nameFilters(parseProjectQuery(await searchParams), locale);

const targetsOf = (query: ProjectQuery) => sameTarget({ pathname: "/projects", query: queryOf(query) });

export async function generateMetadata(props: Props): Promise<Metadata> {
  const locale = await getLocale();
  const t = await getTranslations("projects");
  const { query, labels } = await read(props, locale);
  const names = [labels.theme, labels.country, labels.organisation, labels.source, labels.finding].filter(
    (name) => name !== null,
  );
  const title = names.length > 0 ? t("filtered", { filters: names.join(", ") }) : t("title");
  const description = (await getTranslations("common"))("description");
  return pageMetadata({ locale, targets: targetsOf(query), title, description, index: names.length === 0 });
}

export default async function ProjectsPage(props: Props) {
  const locale = await getLocale();
  const { query, labels } = await read(props, locale);
  const [result, countries, themes, demo] = await Promise.all([
    listProjects(query, locale),
    projectsByCountry(locale),
    projectsByTheme(locale),
    hasDemoRecords(),
  ]);
  return (
    <PageShell targets={targetsOf(query)} demo={demo}>
      <ProjectResults query={query} labels={labels} result={result} countries={countries} themes={themes} />
    </PageShell>
  );
}
