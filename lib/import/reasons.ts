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
  not_xml: { level: "rejected", todo: "check_file" },
  xml_malformed: { level: "rejected", todo: "ask_publisher" },
  xml_truncated: { level: "rejected", todo: "download_again" },
  xml_doctype: { level: "rejected", todo: "remove_doctype" },
  xml_too_deep: { level: "rejected", todo: "check_file" },
  xml_token_too_long: { level: "rejected", todo: "check_file" },
  encoding_unknown: { level: "rejected", todo: "save_as_utf8" },
  not_iati: { level: "rejected", todo: "check_file" },
  iati_version_unknown: { level: "rejected", todo: "convert_iati" },
  iati_without_activity: { level: "rejected", todo: "check_file" },
  identifier_missing: { level: "rejected", todo: "ask_publisher" },
  activity_too_large: { level: "rejected", todo: "ask_publisher" },
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
  title_from_description: { level: "doubtful", todo: "complete_record" },
  description_type_unknown: { level: "doubtful", todo: "ask_publisher" },
  language_unknown: { level: "doubtful", todo: "ask_publisher" },
  language_missing: { level: "doubtful", todo: "ask_publisher" },
  language_suspect: { level: "doubtful", todo: "ask_publisher" },
  replacement_character: { level: "doubtful", todo: "ask_publisher" },
  country_code_unknown: { level: "doubtful", todo: "complete_record" },
  position_unreadable: { level: "doubtful", todo: "ask_publisher" },
  position_without_country: { level: "doubtful", todo: "complete_record" },
  dates_of_entry: { level: "doubtful", todo: "ask_publisher" },
  role_unknown: { level: "doubtful", todo: "ask_publisher" },
  side_unknown: { level: "doubtful", todo: "complete_record" },
  organisation_unnamed: { level: "doubtful", todo: "complete_record" },
  reference_contradicts_name: { level: "doubtful", todo: "ask_publisher" },
  funder_unknown: { level: "doubtful", todo: "complete_record" },
  funder_ambiguous: { level: "doubtful", todo: "complete_record" },
  currency_unknown: { level: "doubtful", todo: "ask_publisher" },
  amount_negative: { level: "doubtful", todo: "complete_record" },
  percentages_disagree: { level: "doubtful", todo: "ask_publisher" },
  schema_faults: { level: "doubtful", todo: "ask_publisher" },
  schema_fault: { level: "doubtful", todo: "ask_publisher" },
  organisation_created: { level: "note", todo: "link_organisation" },
  post_created: { level: "note", todo: "none" },
  place_inferred: { level: "note", todo: "check_place" },
  email_withheld: { level: "note", todo: "none" },
  phone_withheld: { level: "note", todo: "none" },
  element_not_kept: { level: "note", todo: "none" },
  schema_valid: { level: "note", todo: "none" },
  schema_missing: { level: "note", todo: "add_schemas" },
  schema_skipped: { level: "note", todo: "none" },
  label_absent: { level: "note", todo: "none" },
  encoding_windows_1252: { level: "note", todo: "none" },
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
