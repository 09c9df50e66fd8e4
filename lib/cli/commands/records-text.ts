import type { Translator } from "@/lib/i18n/translator";
import type { Json } from "@/lib/import/apply/canonical";
import type { Change } from "@/lib/import/apply/facts";
import type { Difference } from "@/lib/records/facts";
import type { KnownRecord } from "@/lib/records/record";

/** Longer values are cut on the screen; JSON has them whole. */
const shownLength = 300;

function shown(t: Translator, value: Json): string {
  if (value === null || (Array.isArray(value) && value.length === 0)) return t("records.text.notStated");
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
}

/** Two records side by side: one field that differs after the other. */
export function comparisonText(t: Translator, keep: KnownRecord, other: KnownRecord, differing: readonly Difference[]): string {
  const head = (label: string, { publicId, name, source }: KnownRecord) =>
    t("records.text.record", { label, id: publicId, name, source });
  const lines = differing.flatMap(({ field, keep: mine, other: theirs }) => [
    `  ${field}`,
    `    ${keep.publicId}: ${shown(t, mine)}`,
    `    ${other.publicId}: ${shown(t, theirs)}`,
  ]);
  const same = differing.length === 0 ? [`  ${t("records.text.same")}`] : [];
  return [head(t("records.text.keep"), keep), head(t("records.text.other"), other), ...lines, ...same].join("\n");
}

/** What changed of a record, one field a line. */
export function changesText(t: Translator, changes: readonly Change[]): string {
  return changes.map(({ field, before, after }) => `  ${field}: ${shown(t, before)} → ${shown(t, after)}`).join("\n");
}
