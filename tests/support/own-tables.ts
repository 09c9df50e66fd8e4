/**
 * Tables of the database itself, and those that follow from others: which rows they hold depends on what was written before. That
 * they are right is tested by what they are for. Sessions and one-time links are in no backup.
 */
export const ownTables: readonly string[] = [
  "_prisma_migrations",
  "account_link",
  "account_mail",
  "account_session",
  "data_version",
  "kept_answers",
  "search_bits",
  "search_chunk",
  "search_counted",
  "search_loose",
  "search_turn",
  "search_value",
  "search_word_bits",
  "touched",
];
