import { useTranslations } from "next-intl";
import { DataTable } from "@/components/ui/data-table";
import type { RuleCount } from "@/lib/quality/queries/counts";
import { type RuleCode, ruleCodes, rules } from "@/lib/quality/rules";
import { RecordCount } from "./record-count";

const severities = ["error", "warning", "info"] as const;
type Counted = { rule: RuleCode; records: number };

/** Every rule by severity: what it says, how it is found, how to correct it, and the records that it concerns. */
export function RuleGroups({ counts }: { counts: readonly RuleCount[] }) {
  const t = useTranslations("quality.page");
  // Missing facts stand in the table of completeness.
  const counted = ruleCodes
    .filter((rule) => !rule.startsWith("no_"))
    .map((rule): Counted => ({ rule, records: counts.find((one) => one.rule === rule)?.records ?? 0 }));
  return severities.map((severity) => {
    const own = counted.filter(({ rule }) => rules[rule].severity === severity);
    const found = own.filter(({ records }) => records > 0).toSorted((a, b) => b.records - a.records);
    const quiet = own.filter(({ records }) => records === 0);
    return (
      <section key={severity} className="pivot" aria-labelledby={`severity-${severity}`}>
        <h3 id={`severity-${severity}`}>{t(`severity.${severity}`)}</h3>
        {found.length > 0 ? (
          <RuleTable caption={t("rules.caption", { severity: t(`severity.${severity}`) })} counted={found} />
        ) : (
          <p>{t("rules.none")}</p>
        )}
        {quiet.length > 0 && (
          <details>
            <summary>{t("rules.quiet", { count: quiet.length })}</summary>
            <RuleTable caption={t("rules.quietCaption", { severity: t(`severity.${severity}`) })} counted={quiet} />
          </details>
        )}
      </section>
    );
  });
}

function RuleTable({ caption, counted }: { caption: string; counted: readonly Counted[] }) {
  const t = useTranslations("quality.page.rules");
  return (
    <DataTable
      caption={caption}
      numeric
      columns={[
        { key: "rule", label: t("rule") },
        { key: "records", label: t("records") },
      ]}
      rows={counted.map(({ rule, records }) => ({
        key: rule,
        header: <RuleText rule={rule} />,
        cells: [{ key: "records", content: <RecordCount count={records} query={{ finding: rule }} /> }],
      }))}
    />
  );
}

/** Not every rule needs an explanation: which have one is known only when they are read. */
type Explanations = { (rule: string): string; has(rule: string): boolean };

function RuleText({ rule }: { rule: RuleCode }) {
  const t = useTranslations("quality");
  const loose = t as unknown as Explanations;
  return (
    <span id={rule}>
      {t(`name.${rule}`)}
      {loose.has(`explain.${rule}`) && <small>{loose(`explain.${rule}`)}</small>}
      <small>{t("page.rules.fix", { fix: t(`fix.${rule}`) })}</small>
    </span>
  );
}
