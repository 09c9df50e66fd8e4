import { createTranslator } from "use-intl/core";
import { catalogue } from "@/lib/i18n/catalogue";
import type { Locale } from "@/lib/i18n/locales";
import { computedRules } from "./contradictions";
import type { Project } from "./schema";

export type Remark = { key: string; text: string; severity: Project["findings"][number]["severity"] };

/** Rules come from the database: which of them have a message is known only when they are read. */
type RuleMessages = { (rule: string, values: Record<string, string | number | boolean>): string; has(rule: string): boolean };

/**
 * Stored findings in words. Left out: rules that are computed at each reading, rules without a message and messages whose
 * arguments the finding does not have; a reader must never see a raw key.
 */
export function remarks(findings: Project["findings"], locale: Locale): Remark[] {
  return findings.flatMap(({ rule, severity, details }, index) => {
    if (computedRules.has(rule)) return [];
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
    const values = Object.fromEntries(Object.entries(details).map(([key, value]) => [key, value ?? ""]));
    const text = t.has(rule) ? t(rule, values) : "";
    return failed || text === "" ? [] : [{ key: `${rule} ${index}`, text, severity }];
  });
}
