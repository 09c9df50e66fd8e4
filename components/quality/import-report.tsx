import { useLocale, useTranslations } from "next-intl";
import { Breadcrumb } from "@/components/layout/breadcrumb";
import { PageHeading } from "@/components/layout/page-heading";
import { DefinitionList } from "@/components/ui/definition-list";
import { InLanguage } from "@/components/ui/in-language";
import { Pagination } from "@/components/ui/pagination";
import { limits } from "@/lib/core/limits";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import { href } from "@/lib/i18n/href";
import { Link } from "@/lib/i18n/navigation";
import type { ImportCount, ImportDetail } from "@/lib/quality/queries/imports";
import { ReportLines } from "./report-lines";

const counted = ["read", "created", "updated", "unchanged", "rejected", "doubtful"] as const satisfies readonly ImportCount[];

/** The report of one import: what was read, what was written, what there is to tell of each line. */
export function ImportReport({ run, page }: { run: ImportDetail; page: number }) {
  const locale = useLocale();
  const t = useTranslations("quality.page");
  const ui = useTranslations("ui");
  const pages = Math.ceil(run.total / limits.reportLines);
  const hrefOf = (number: number) =>
    href(locale, {
      ...{ pathname: "/quality/imports/[record]", record: String(run.id) },
      query: { page: number > 1 ? number : undefined },
    });
  const title = t("report.title", { file: run.fileName });
  return (
    <>
      <Breadcrumb
        steps={[
          { label: ui("home"), href: href(locale, { pathname: "/" }) },
          { label: t("title"), href: href(locale, { pathname: "/quality" }) },
          { label: t("imports.title"), href: href(locale, { pathname: "/quality/imports" }) },
        ]}
        current={run.fileName}
      />
      <PageHeading title={title}>
        {t("report.lineCount", { count: run.total })}
        {pages > 1 && ` · ${t("imports.page", { page, pages })}`}
      </PageHeading>
      <div className="quality">
        <section className="section" aria-labelledby="facts">
          <h2 id="facts">{t("report.facts")}</h2>
          <ImportFacts run={run} />
        </section>
        <section className="section" aria-labelledby="counts">
          <h2 id="counts">{t("report.counts")}</h2>
          <DefinitionList
            facts={counted.map((key) => {
              const count = run.counts[key];
              return { key, term: t(`report.count.${key}`), value: count === undefined ? null : formatNumber(locale, count) };
            })}
          />
        </section>
        {run.records.length > 0 && <WrittenRecords run={run} />}
        <section className="section" aria-labelledby="lines">
          <h2 id="lines">{t("report.lines")}</h2>
          <ReportLines lines={run.lines} tooFar={page > 1} />
          <Pagination page={page} pages={pages} hrefOf={hrefOf} />
        </section>
      </div>
    </>
  );
}

function ImportFacts({ run }: { run: ImportDetail }) {
  const locale = useLocale();
  const t = useTranslations("quality.page");
  return (
    <DefinitionList
      layout="rows"
      facts={[
        { key: "source", term: t("imports.source"), value: run.source },
        { key: "format", term: t("report.format"), value: run.kind },
        { key: "date", term: t("report.started"), value: formatDate(locale, run.startedOn) },
        { key: "status", term: t("imports.status"), value: t(`imports.state.${run.status}`) },
        { key: "digest", term: t("report.digest"), value: <code>{run.sha256}</code> },
      ]}
    />
  );
}

function WrittenRecords({ run }: { run: ImportDetail }) {
  const t = useTranslations("quality.page.report");
  return (
    <section className="section" aria-labelledby="records">
      <h2 id="records">{t("files")}</h2>
      <ul className="prose">
        {run.records.map(({ id, slug, title }) => (
          <li key={id}>
            <Link to={{ pathname: "/projects/[record]", record: `${id}-${slug}` }}>
              <InLanguage text={title} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
