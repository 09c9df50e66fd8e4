import type { FindingSeverity } from "@/lib/core/prisma-client/enums";

/**
 * Every rule whose findings are shown in public, with its severity. The sentence of a rule is the message `quality.<rule>`;
 * its arguments are the finding's details. `ongoing_but_ended` depends on the day and is computed when a page is read.
 */
export const rules = {
  ongoing_but_ended: "warning",
  dates_in_disorder: "warning",
  date_unreadable: "warning",
  ambiguous_row: "warning",
  rows_missing: "warning",
  label_misplaced: "info",
  amount_unreadable: "warning",
  scheme_unknown: "info",
  unknown_country: "warning",
  unknown_theme: "warning",
  unknown_form: "warning",
  unknown_status: "warning",
  answers_contradict: "warning",
  organisation_created: "info",
  organisation_ambiguous: "warning",
  place_inferred: "info",
  email_withheld: "info",
  amount_negative: "warning",
  dates_of_entry: "warning",
  title_from_description: "info",
} as const satisfies Record<string, FindingSeverity>;

export type RuleCode = keyof typeof rules;
