import { useLocale, useTranslations } from "next-intl";
import { Cite } from "@/components/cite/cite";
import { ReportLink } from "@/components/feedback/report-link";
import { DefinitionList, type Fact } from "@/components/ui/definition-list";
import { ExternalLink } from "@/components/ui/external-link";
import { Icon } from "@/components/ui/icon";
import { formatBytes, formatDate } from "@/lib/i18n/format";
import { remarks } from "@/lib/projects/findings";
import type { Project } from "@/lib/projects/schema";

export type ProjectExport = { format: string; href: string; bytes: number };

type SourceSectionProps = {
  project: Project;
  /** Public address of the page, and that of the record as it stands today, for citations. */
  address: string;
  kept: string | null;
  exports: readonly ProjectExport[];
  /** Names of the facts that the record does not state. */
  empty: readonly string[];
};

function useProvenance(project: Project): Fact[] {
  const locale = useLocale();
  const t = useTranslations("project.source");
  const { source, sourceUrl, importedOn, createdOn, updatedOn, id, legacyId } = project;
  const date = (value: string) => formatDate(locale, value);
  const licence = source.licence ?? t("noLicence");
  return [
    {
      key: "source",
      term: t("source"),
      value: source.url ? <ExternalLink href={source.url}>{source.name}</ExternalLink> : source.name,
    },
    { key: "publisher", term: t("publisher"), value: source.publisher },
    {
      key: "licence",
      term: t("licence"),
      value: source.licenceUrl ? <ExternalLink href={source.licenceUrl}>{licence}</ExternalLink> : licence,
    },
    ...(sourceUrl
      ? [{ key: "original", term: t("original"), value: <ExternalLink href={sourceUrl}>{sourceUrl}</ExternalLink> }]
      : []),
    ...(source.asOf ? [{ key: "as-of", term: t("asOf"), value: date(source.asOf) }] : []),
    importedOn
      ? { key: "imported", term: t("imported"), value: date(importedOn) }
      : { key: "created", term: t("created"), value: date(createdOn) },
    { key: "updated", term: t("updated"), value: date(updatedOn) },
    { key: "id", term: t("id"), value: id },
    ...(legacyId === null ? [] : [{ key: "legacy", term: t("legacyId"), value: String(legacyId) }]),
  ];
}

/** Where the facts come from, under which licence, how to cite, correct and reuse them. */
export function SourceSection({ project, address, kept, exports, empty }: SourceSectionProps) {
  const locale = useLocale();
  const t = useTranslations("project");
  const told = remarks(project.findings, locale).filter(({ severity }) => severity === "info");
  return (
    <>
      <DefinitionList layout="rows" facts={useProvenance(project)} />
      {empty.length > 0 && <p className="aside">{t("source.empty", { fields: empty.join(", ") })}</p>}
      {told.length > 0 && (
        <div className="aside">
          <h3>{t("notes.stored")}</h3>
          <ul>
            {told.map(({ key, text }) => (
              <li key={key}>{text}</li>
            ))}
          </ul>
        </div>
      )}
      <Cite title={`${project.title.text} (${project.id})`} url={address} asOf={project.updatedOn} kept={kept} keeps="record" />
      <ul className="downloads">
        {exports.map(({ format, href, bytes }) => (
          <li key={href}>
            <a href={href}>
              <Icon name="download" /> {t("source.exports")} {t("source.export", { format, size: formatBytes(locale, bytes) })}
            </a>
          </li>
        ))}
        <li>
          <ReportLink id={project.id} />
        </li>
      </ul>
    </>
  );
}
