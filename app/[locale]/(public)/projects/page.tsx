import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PageShell } from "@/components/layout/page-shell";
import { ProjectResults } from "@/components/search/project-results";
import { findCountryName } from "@/lib/countries/queries";
import type { Locale } from "@/lib/i18n/locales";
import { pageMetadata, sameTarget } from "@/lib/i18n/metadata";
import { listProjects } from "@/lib/projects/queries/list";
import { type ProjectQuery, parseProjectQuery, queryOf } from "@/lib/search/params";
import { hasDemoRecords, projectsByCountry, projectsByTheme } from "@/lib/statistics/queries";
import { findThemeLabel } from "@/lib/themes/queries";

export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Filters that name nothing known vanish, like any other value that cannot be read. */
async function readQuery({ searchParams }: Props, locale: Locale) {
  const asked = parseProjectQuery(await searchParams);
  const [country, theme] = await Promise.all([
    asked.country && findCountryName(asked.country, locale),
    asked.theme && findThemeLabel(asked.theme, locale),
  ]);
  const query: ProjectQuery = { ...asked, country: country ? asked.country : null, theme: theme ? asked.theme : null };
  return { query, labels: { country: country || null, theme: theme || null } };
}

const targetsOf = (query: ProjectQuery) => sameTarget({ pathname: "/projects", query: queryOf(query) });

export async function generateMetadata(props: Props): Promise<Metadata> {
  const locale = await getLocale();
  const t = await getTranslations("projects");
  const { query, labels } = await readQuery(props, locale);
  const { country, theme } = labels;
  const scope = country && theme ? "both" : theme ? "theme" : country ? "country" : "other";
  const title = t("metaTitle", { scope, country: country ?? "", theme: theme ?? "" });
  const description = (await getTranslations("common"))("description");
  return pageMetadata({ locale, targets: targetsOf(query), title, description, index: scope === "other" });
}

export default async function ProjectsPage(props: Props) {
  const locale = await getLocale();
  const { query, labels } = await readQuery(props, locale);
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
