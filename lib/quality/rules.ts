import type { FindingSeverity } from "@/lib/core/prisma-client/enums";
import * as dates from "./checks/dates";
import { duplicateCandidate } from "./checks/duplicates";
import { findLikeNames } from "./checks/likeness";
import * as parties from "./checks/parties";
import { organisationsSql, placesSql } from "./checks/positions";
import { ofProjects } from "./checks/select";
import * as texts from "./checks/texts";
import { type FactCode, factCodes, facts } from "./facts";

/**
 * How the findings of a rule come to be:
 * - `import`: stated by an importer, which alone has seen the source; stored.
 * - `sql`: a check in SQL; stored by `recomputeFindings`.
 * - `text`: judged text by text; stored. `position`: judged by the outline of the country; stored.
 * - `likeness`: judged by the names of all organisations; stored.
 * - `reading`: a check in SQL that is never stored but computed at each reading: its answer changes with the day, or is found at a
 *   glance and true of so many records that storing it would be most of the work of every write.
 */
export type Origin =
  | { by: "import" }
  | { by: "sql" | "reading"; check: string }
  | { by: "text"; check: texts.TextCheck }
  | { by: "position"; positions: string }
  | { by: "likeness"; find: typeof findLikeNames };

/** `subject`: what has to be corrected. A finding is always told of a project; one on an organisation names it, too. */
export type Rule = { severity: FindingSeverity; subject: "project" | "organisation" } & Origin;

const stated = (severity: FindingSeverity, subject: Rule["subject"] = "project"): Rule => ({ severity, subject, by: "import" });
const sql = (severity: FindingSeverity, check: string, subject: Rule["subject"] = "project"): Rule => ({
  ...{ severity, subject, check },
  by: "sql",
});
const reading = (severity: FindingSeverity, check: string): Rule => ({ severity, subject: "project", by: "reading", check });

/** A fact that matters and is missing. */
const missing = Object.fromEntries(
  factCodes.map((code) => [`no_${code}`, reading("info", ofProjects({ where: facts[code].missing }))]),
) as Record<`no_${FactCode}`, Rule>;

const all = {
  personal_data_in_text: { severity: "error", subject: "project", by: "text", check: texts.personalDataInText },
  replacement_characters: sql("error", texts.replacementCharacters),

  ongoing_but_ended: reading("warning", dates.ongoingButEnded),
  closed_before_end: reading("warning", dates.closedBeforeEnd),
  planned_but_started: reading("warning", dates.plannedButStarted),
  stale: reading("warning", dates.stale),
  // The database refuses an end before a start: only an importer can have seen one.
  dates_in_disorder: stated("warning"),
  signed_after_end: sql("warning", dates.signedAfterEnd),
  funding_outside_dates: sql("warning", dates.fundingOutsideDates),
  three_year_too_short: sql("warning", dates.threeYearTooShort),

  partner_without_country: sql("warning", parties.partnerWithoutCountry, "organisation"),
  similar_organisation: { severity: "warning", subject: "organisation", by: "likeness", find: findLikeNames },
  merged_authority: sql("warning", parties.mergedAuthority, "organisation"),
  place_outside_country: { severity: "warning", subject: "project", by: "position", positions: placesSql },
  organisation_outside_country: { severity: "warning", subject: "organisation", by: "position", positions: organisationsSql },
  duplicate_candidate: sql("warning", duplicateCandidate),
  wrong_language: { severity: "warning", subject: "project", by: "text", check: texts.wrongLanguage },

  date_unreadable: stated("warning"),
  ambiguous_row: stated("warning"),
  rows_missing: stated("warning"),
  amount_unreadable: stated("warning"),
  unknown_country: stated("warning"),
  unknown_theme: stated("warning"),
  unknown_form: stated("warning"),
  unknown_status: stated("warning"),
  answers_contradict: stated("warning"),
  amount_negative: stated("warning"),
  dates_of_entry: stated("warning"),
  organisation_ambiguous: stated("warning", "organisation"),

  label_misplaced: stated("info"),
  scheme_unknown: stated("info"),
  organisation_created: stated("info", "organisation"),
  place_inferred: stated("info", "organisation"),
  email_withheld: stated("info"),
  title_from_description: stated("info"),
  funder_not_partner: sql("info", parties.funderNotPartner, "organisation"),
  title_only: reading("info", texts.titleOnly),
  ...missing,
} satisfies Record<string, Rule>;

export type RuleCode = keyof typeof all;

/**
 * Every rule of data quality, the gravest first. The sentence of a finding is the message `quality.<rule>`, its arguments are
 * the details of the finding; `quality.name.<rule>` is the name of the rule and `quality.fix.<rule>` says how to correct it.
 */
export const rules: Readonly<Record<RuleCode, Rule>> = all;
export const ruleCodes = Object.keys(all) as RuleCode[];

/** True for the code of a rule: codes in the database and in addresses may be of another version, or of nobody. */
export function isRuleCode(code: unknown): code is RuleCode {
  return typeof code === "string" && Object.hasOwn(all, code);
}

/** The rules of one origin, with what computes them. */
export function rulesBy<By extends Origin["by"]>(by: By): [RuleCode, Extract<Rule, { by: By }>][] {
  return ruleCodes.flatMap((code) => {
    const rule = rules[code];
    return rule.by === by ? [[code, rule as Extract<Rule, { by: By }>]] : [];
  });
}

/** Rules whose findings are computed and stored by `recomputeFindings`. */
export const storedRules = ruleCodes.filter((code) => rules[code].by !== "import" && rules[code].by !== "reading");
