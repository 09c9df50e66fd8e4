import { limits } from "@/lib/core/limits";
import { normaliseName } from "@/lib/core/text";
import { cleanLine } from "../../lines";
import type { Problem } from "../../reasons";
import { FileRefused } from "../../source";

/** A column that can be read: its heading as people write it, and the key under which its cells are found. */
export type Column = { key: string; label: string };

/** Columns by position; null where a heading is empty, or borne by several columns: such columns are not read. */
export type Header = readonly (Column | null)[];

const separators = [";", ",", "\t", "|"] as const;

/** Form in which headings are compared: without case, accents, spaces, line breaks and signs. "DCM\nDate" → "dcmdate". */
export function headerKey(heading: string): string {
  return normaliseName(heading).replaceAll(" ", "");
}

/**
 * The separator of a table from the start of its text: the sign that stands most often outside quotes in the first line that
 * holds something. `skip` is the number of lines to leave out: a spreadsheet may write "sep=;" as the first.
 */
export function findSeparator(start: string): { separator: string; skip: number } {
  const declared = /^sep=(.)(?:\n|$)/i.exec(start)?.[1];
  if (declared) return { separator: declared, skip: 1 };
  const counts = new Map<string, number>(separators.map((sign) => [sign, 0]));
  let quoted = false;
  for (const sign of start.trimStart()) {
    if (sign === '"') quoted = !quoted;
    if (quoted) continue;
    if (sign === "\n") break;
    const count = counts.get(sign);
    if (count !== undefined) counts.set(sign, count + 1);
  }
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  return { separator: best && best[1] > 0 ? best[0] : ",", skip: 0 };
}

/** The columns of a table. Tells headings that several columns bear: which of them is meant cannot be known. */
export function readHeader(headings: readonly string[], line: number, tell: (problem: Problem) => void): Header {
  if (headings.length > limits.tableColumns)
    throw new FileRefused([{ line, column: null, value: String(headings.length), reason: "too_many_columns" }]);
  const keys = headings.map(headerKey);
  const columns = headings.map((heading, index): Column | null => {
    const key = keys[index] ?? "";
    const label = cleanLine(heading);
    if (key === "") return null;
    if (keys.indexOf(key) === keys.lastIndexOf(key)) return { key, label };
    if (keys.indexOf(key) === index) tell({ line, column: label, value: label, reason: "column_twice" });
    return null;
  });
  if (!columns.some(Boolean)) throw new FileRefused([{ line, column: null, value: "", reason: "header_missing" }]);
  return columns;
}
