import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Cite } from "@/components/cite/cite";
import { PageHeading } from "@/components/layout/page-heading";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import { absoluteHref } from "@/lib/i18n/metadata";
import { Link } from "@/lib/i18n/navigation";
import type { FactShare, PartShare, RuleCount, Share } from "@/lib/quality/queries/counts";
import type { ImportSummary } from "@/lib/quality/queries/imports";
import { CompletenessTable } from "./completeness-table";
import { ImportsTable } from "./imports-table";
import { RecordCount } from "./record-count";
import { RuleGroups } from "./rule-groups";
import { ShareTable } from "./share-table";

export type QualityData = {
  /** ISO day for which everything is counted. */
  day: string;
  share: Share;
  facts: readonly FactShare[];
  counts: readonly RuleCount[];
  countries: readonly PartShare[];
  authorities: { total: number; authorities: readonly PartShare[] };
  sources: readonly PartShare[];
  imports: { total: number; imports: readonly ImportSummary[] };
};

/** Countries shown at once; the others are folded away. */
const firstCountries = 15;

/** The truth about the data: what they lack, what they say against themselves, where, and from which file. */
export function QualityView({ data }: { data: QualityData }) {
  const locale = useLocale();
  const t = useTranslations("quality.page");
  const { day, share, facts, counts, countries, authorities, sources, imports } = data;
  const [first, others] = [countries.slice(0, firstCountries), countries.slice(firstCountries)];
  const byCountry = { title: t("countries.name"), filter: "country" } as const;
  return (
    <>
      <PageHeading title={t("title")}>{t("intro")}</PageHeading>
      {share.total === 0 ? (
        <p className="lead">{t("empty")}</p>
      ) : (
        <p className="lead">
          {t.rich("summary", {
            ...{ checked: share.checked, total: formatNumber(locale, share.total), date: formatDate(locale, day) },
            link: () => <RecordCount count={share.checked} query={{ finding: "any" }} />,
          })}
        </p>
      )}
      <div className="quality">
        <Section id="completeness" title={t("complete.heading")} text={t("complete.text")}>
          <CompletenessTable facts={facts} total={share.total} />
        </Section>
        <Section id="findings" title={t("rules.heading")} text={t("rules.text")}>
          <RuleGroups counts={counts} />
        </Section>
        <Section id="countries" title={t("countries.heading")}>
          <ShareTable {...byCountry} caption={t("countries.caption")} parts={first} />
          {others.length > 0 && (
            <details>
              <summary>{t("more", { count: others.length })}</summary>
              <ShareTable {...byCountry} caption={t("countries.others")} parts={others} />
            </details>
          )}
        </Section>
        <Section id="authorities" title={t("authorities.heading")}>
          <ShareTable
            caption={t("authorities.caption")}
            title={t("authorities.name")}
            filter="organisation"
            parts={authorities.authorities}
          />
          {authorities.total > authorities.authorities.length && (
            <p>
              <Link to={{ pathname: "/quality/authorities" }}>
                {t("authorities.all", { count: formatNumber(locale, authorities.total) })}
              </Link>
            </p>
          )}
        </Section>
        <Section id="sources" title={t("sources.heading")}>
          <ShareTable caption={t("sources.caption")} title={t("sources.name")} filter="source" parts={sources} />
        </Section>
        <Section id="imports" title={t("imports.heading")} text={t("imports.intro")}>
          <ImportsTable imports={imports.imports} />
          {imports.total > imports.imports.length && (
            <p>
              <Link to={{ pathname: "/quality/imports" }}>
                {t("imports.all", { count: formatNumber(locale, imports.total) })}
              </Link>
            </p>
          )}
        </Section>
      </div>
      {share.total > 0 && <Cite title={t("title")} url={absoluteHref(locale, { pathname: "/quality" })} asOf={day} kept={null} />}
    </>
  );
}

function Section({ id, title, text, children }: { id: string; title: string; text?: string; children: ReactNode }) {
  return (
    <section className="section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {text && <p>{text}</p>}
      {children}
    </section>
  );
}
