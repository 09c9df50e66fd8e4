/**
 * Every reason that an import report can give. `rejected` lines refuse the whole file, `doubtful` ones tell what was left
 * out because it has more than one reading, `note` ones what was done. `todo` is the advice shown to the operator.
 */
export const reasons = {
  empty: { level: "rejected", todo: "take_again" },
  not_a_file: { level: "rejected", todo: "check_path" },
  unreadable: { level: "rejected", todo: "check_path" },
  too_large: { level: "rejected", todo: "check_file" },
  binary: { level: "rejected", todo: "save_as_text" },
  encoding_invalid: { level: "rejected", todo: "save_as_utf8" },
  encoding_utf16: { level: "rejected", todo: "save_as_utf8" },
  not_legacy_page: { level: "rejected", todo: "check_file" },
  truncated: { level: "rejected", todo: "take_again" },
  label_missing: { level: "rejected", todo: "take_again" },
  too_many_rows: { level: "rejected", todo: "check_file" },
  title_missing: { level: "rejected", todo: "take_again" },
  record_ambiguous: { level: "rejected", todo: "name_with_number" },
  record_twice: { level: "rejected", todo: "name_with_number" },
  refused_by_database: { level: "rejected", todo: "report_defect" },
  too_many_columns: { level: "rejected", todo: "check_file" },
  header_missing: { level: "rejected", todo: "check_file" },
  rows_absent: { level: "rejected", todo: "check_file" },
  quote_unclosed: { level: "rejected", todo: "close_quote" },
  row_too_long: { level: "rejected", todo: "close_quote" },
  row_long: { level: "rejected", todo: "check_row" },
  spreadsheet_xls: { level: "rejected", todo: "save_as_xlsx" },
  spreadsheet_ods: { level: "rejected", todo: "save_as_xlsx" },
  spreadsheet_unknown: { level: "rejected", todo: "save_as_xlsx" },
  spreadsheet_broken: { level: "rejected", todo: "save_as_xlsx" },
  spreadsheet_too_large: { level: "rejected", todo: "save_as_csv" },
  sheet_unknown: { level: "rejected", todo: "name_sheet" },
  line_unrecognised: { level: "doubtful", todo: "check_source" },
  label_misplaced: { level: "doubtful", todo: "check_source" },
  value_too_long: { level: "doubtful", todo: "check_source" },
  row_ambiguous: { level: "doubtful", todo: "complete_record" },
  rows_missing: { level: "doubtful", todo: "take_all_rows" },
  country_unknown: { level: "doubtful", todo: "add_country_name" },
  amount_unreadable: { level: "doubtful", todo: "complete_record" },
  scheme_unknown: { level: "doubtful", todo: "complete_record" },
  date_unreadable: { level: "doubtful", todo: "complete_record" },
  dates_in_disorder: { level: "doubtful", todo: "complete_record" },
  theme_unknown: { level: "doubtful", todo: "complete_record" },
  form_unknown: { level: "doubtful", todo: "complete_record" },
  status_unknown: { level: "doubtful", todo: "complete_record" },
  answers_contradict: { level: "doubtful", todo: "complete_record" },
  person_not_split: { level: "doubtful", todo: "check_people" },
  partner_of_person_unknown: { level: "doubtful", todo: "check_people" },
  person_not_kept: { level: "doubtful", todo: "check_people" },
  post_unknown: { level: "doubtful", todo: "create_post" },
  post_contact_differs: { level: "doubtful", todo: "check_people" },
  organisation_ambiguous: { level: "doubtful", todo: "link_organisation" },
  row_short: { level: "doubtful", todo: "check_row" },
  column_twice: { level: "doubtful", todo: "name_columns" },
  encoded_twice: { level: "doubtful", todo: "save_as_utf8" },
  characters_lost: { level: "doubtful", todo: "check_source" },
  organisation_created: { level: "note", todo: "link_organisation" },
  post_created: { level: "note", todo: "none" },
  place_inferred: { level: "note", todo: "check_place" },
  email_withheld: { level: "note", todo: "none" },
  label_absent: { level: "note", todo: "none" },
  encoding_windows_1252: { level: "note", todo: "none" },
  rows_empty: { level: "note", todo: "none" },
} as const satisfies Record<string, { level: "rejected" | "doubtful" | "note"; todo: string }>;

export type Reason = keyof typeof reasons;
export type Todo = (typeof reasons)[Reason]["todo"];
export type Level = (typeof reasons)[Reason]["level"];

/** Something to tell about one place of a file. `column` is the label of the source. */
export type Problem = {
  line: number | null;
  column: string | null;
  value: string;
  reason: Reason;
  /** The value may name a person: reports show its shape only. */
  personal?: boolean;
};
