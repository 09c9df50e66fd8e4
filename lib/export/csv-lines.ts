import { stringify } from "csv-stringify/sync";

/** Lines of CSV in which no cell runs as a formula: one that begins with = + - @ is led by an apostrophe. */
export function csvLines(rows: readonly (readonly string[])[]): string {
  return stringify(rows as string[][], { escape_formulas: true, quoted_match: /[\r\n]/, record_delimiter: "windows" });
}
