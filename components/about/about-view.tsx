import { useLocale, useTranslations } from "next-intl";
import { FigureLink } from "@/components/numbers/figure-link";
import { DataTable } from "@/components/ui/data-table";
import { ExternalLink } from "@/components/ui/external-link";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import { Link } from "@/lib/i18n/navigation";
import type { AtlasFigures, SourceSummary } from "@/lib/statistics/queries";
import { type Bounds, OpenData } from "./open-data";

const explained = ["funding", "status", "quality", "relatedActions"] as const;

type AboutViewProps = { figures: AtlasFigures; sources: readonly SourceSummary[]; bounds: Bounds };

/** What the atlas is, what each figure counts, where the data come from, under which licence. */
export function AboutView({ figures, sources, bounds }: AboutViewProps) {
  const t = useTranslations("pages.about");
  return (
    <article className="prose">
      <h1>{t("title")}</h1>
      <p className="lead">{t("intro")}</p>
      <h2 id="measures">{t("measures.heading")}</h2>
      <Measures figures={figures} />
      <p>
        <Link to={{ pathname: "/quality" }}>{t("quality")}</Link>
      </p>
      <h2 id="sources">{t("sources.heading")}</h2>
      <Sources sources={sources} />
      <h2 id="licence">{t("licence.heading")}</h2>
      <p>{t("licence.text")}</p>
      <h2 id="data">{t("api.heading")}</h2>
      <p>{t("api.text")}</p>
      <p>
        <a href="/api/v1/schema/project">{t("api.schema")}</a>
      </p>
      <OpenData bounds={bounds} />
    </article>
  );
}

function Measures({ figures }: { figures: AtlasFigures }) {
  const t = useTranslations("pages.about.measures");
  const measure = useTranslations("statistics.measure");
  return (
    <dl className="measures">
      {Object.values(figures.figures).map((figure) => (
        <div key={figure.measure}>
          <dt>
            {measure(`${figure.measure}.name`)}{" "}
            <span className="count">
              <FigureLink figure={figure} />
            </span>
          </dt>
          <dd>{measure(`${figure.measure}.text`)}</dd>
        </div>
      ))}
      {explained.map((subject) => (
        <div key={subject}>
          <dt>{t(`${subject}.term`)}</dt>
          <dd>{t(`${subject}.text`)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Sources({ sources }: { sources: readonly SourceSummary[] }) {
  const locale = useLocale();
  const t = useTranslations("pages.about.sources");
  const none = useTranslations("common")("notStated");
  return (
    <DataTable
      worded
      caption={t("caption")}
      columns={[
        { key: "name", label: t("name") },
        { key: "publisher", label: t("publisher") },
        { key: "licence", label: t("licence") },
        { key: "asOf", label: t("asOf") },
        { key: "projects", label: t("projects") },
      ]}
      rows={sources.map((source) => ({
        key: source.code,
        header: source.url ? <ExternalLink href={source.url}>{source.name}</ExternalLink> : source.name,
        cells: [
          { key: "publisher", content: source.publisher },
          { key: "licence", content: source.licence ?? none },
          { key: "asOf", content: source.asOf ? formatDate(locale, source.asOf) : none },
          { key: "projects", content: formatNumber(locale, source.projects) },
        ],
      }))}
    />
  );
}
