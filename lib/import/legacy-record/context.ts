import type { Transaction } from "@/lib/core/db";
import { normaliseName } from "@/lib/core/text";
import { translator } from "@/lib/i18n/translator";
import type { RuleCode } from "@/lib/quality/rules";
import type { FindingDraft, OrganisationEntry } from "../draft";
import type { Located } from "../lines";
import { quotable } from "../masking";
import type { Lookups } from "../match/lookups";
import type { Sought } from "../match/organisation-index";
import { resolveOrganisation } from "../match/organisations";
import { withholdEmails } from "../normalise/free-text";
import type { Problem, Reason } from "../reasons";

/** What the steps that make a record out of a page share: where to look things up, and where to tell what they met. */
export type Context = {
  tx: Transaction;
  lookups: Lookups;
  problems: Problem[];
  findings: FindingDraft[];
  /** Organisations of this page by normalised name: funders are often named a second time. */
  seen: Map<string, OrganisationEntry>;
  /** PERSONAL DATA: addresses taken out of public texts. */
  emails: string[];
};

/** Language of the legacy Atlas' form, and so of its records. */
export const pageLanguage = "fr";

/** Reports a doubt about a stated value, and shows it as a finding of the record. */
export function doubt(
  context: Context,
  { line, value }: Located<string>,
  column: string,
  reason: Reason,
  rule: RuleCode,
  details: FindingDraft["details"] = {},
): void {
  context.problems.push({ line, column, value, reason });
  const shown = quotable({ value });
  addFinding(context, { rule, organisation: null, key: `${column}: ${shown}`, details: { value: shown, column, ...details } });
}

/** Two equal doubts (the same row twice) are two findings: their keys must differ. */
export function addFinding({ findings }: Context, finding: FindingDraft): void {
  const taken = (key: string) =>
    findings.some((other) => other.rule === finding.rule && other.organisation === finding.organisation && other.key === key);
  let key = finding.key;
  for (let rank = 2; taken(key); rank++) key = `${finding.key} (${rank})`;
  findings.push({ ...finding, key });
}

/** A text for the public: e-mail addresses are personal data and go to restricted rows. */
export function publicText(context: Context, stated: Located<string>, column: string): string {
  const { text, emails } = withholdEmails(stated.value, translator(pageLanguage)("import.emailWithheld"));
  if (emails.length > 0) {
    context.emails.push(...emails);
    context.problems.push({ line: stated.line, column, value: stated.value, reason: "email_withheld" });
  }
  return text;
}

/** Finds or makes an organisation, and tells when it had to be made or could be several. */
export async function organisationOf(context: Context, sought: Sought, line: number, column: string): Promise<OrganisationEntry> {
  const { entry, unlisted, candidates } = await resolveOrganisation(context.tx.sql, context.lookups, sought);
  context.seen.set(normaliseName(sought.name), entry);
  if (!unlisted || context.findings.some(({ organisation }) => organisation === entry)) return entry;
  const reason = candidates.length > 0 ? "organisation_ambiguous" : "organisation_created";
  context.problems.push({ line, column, value: sought.name, reason });
  const listed = candidates.slice(0, shownCandidates).map(({ name, publicId }) => `${name} (${publicId})`);
  if (candidates.length > shownCandidates) listed.push("…");
  const details = { organisation: entry.name, ...(candidates.length > 0 ? { candidates: listed.join(", ") } : {}) };
  addFinding(context, { rule: reason, organisation: entry, key: "", details });
  if (entry.position?.precision === "inferred" && entry.position.place) {
    const place = entry.position.place.name;
    context.problems.push({ line, column, value: `${sought.name}: ${place}`, reason: "place_inferred" });
    addFinding(context, { rule: "place_inferred", organisation: entry, key: "", details: { organisation: entry.name, place } });
  }
  return entry;
}

/** Enough to choose from; a bare "Saint-Martin" has dozens. */
const shownCandidates = 5;
