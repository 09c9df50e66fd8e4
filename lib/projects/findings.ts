import { createTranslator } from "use-intl/core";
import { catalogue } from "@/lib/i18n/catalogue";
import { formatDate, formatRegion } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import { publicText } from "@/lib/i18n/public-text";
import { isRuleCode } from "@/lib/quality/rules";
import type { Project } from "./schema";

type Finding = Project["findings"][number];
type Value = string | number | boolean;

/** A finding in words. `record`: last part of the address of another record that it is about. */
export type Remark = { key: string; text: string; severity: Finding["severity"]; record: string | null };

/** Rules come from the database: which of them have a message is known only when they are read. */
type RuleMessages = { (rule: string, values: Record<string, Value>): string; has(rule: string): boolean };

const partialDate = /^(\d{4})(-\d{2})?(-\d{2})?$/;
const dated = new Set(["start", "end", "since"]);

/** A detail as a reader expects it: dates as precise as they are known, names of countries, nothing personal. */
function readable(name: string, value: Value | null, locale: Locale): Value {
  if (typeof value !== "string") return value ?? "";
  if (name === "country" && /^[A-Z]{2}$/.test(value)) return formatRegion(locale, value);
  const [, year, month, day] = (dated.has(name) && partialDate.exec(value)) || [];
  if (!year) return publicText(value, locale);
  return formatDate(locale, `${year}${month ?? "-01"}${day ?? "-01"}`, day ? "day" : month ? "month" : "year");
}

/**
 * Findings in words. Left out: rules that are not of this version, and messages whose arguments the finding does not have; a
 * reader must never see a raw key. Missing facts are left out, too: the meter of the record names them.
 */
export function remarks(findings: readonly Finding[], locale: Locale): Remark[] {
  let failed = false;
  const t = createTranslator({
    locale,
    messages: catalogue(locale),
    namespace: "quality",
    timeZone: "Europe/Paris",
    onError: () => {
      failed = true;
    },
  }) as unknown as RuleMessages;
  return findings.flatMap(({ rule, severity, details, record }, index) => {
    if (!isRuleCode(rule) || rule.startsWith("no_") || !t.has(rule)) return [];
    failed = false;
    const values = Object.entries(details).map(([name, value]) => [name, readable(name, value, locale)] as const);
    const text = t(rule, Object.fromEntries(values));
    const other = record && `${record.id}-${record.slug}`;
    return failed || text === "" ? [] : [{ key: `${rule} ${index}`, text, severity, record: other }];
  });
}
