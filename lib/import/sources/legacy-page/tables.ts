import { cleanLine, type Located, statedLines } from "../../lines";
import type { Problem } from "../../reasons";
import { foldLabel, type LabelId, labelOfLine, labels, tableHeaders } from "./labels";
import type { Row, Table } from "./page";
import type { Section } from "./sections";

const pagination = /pagination\.page\.(?:precedent|suivant)/;
/** Keys of messages that the legacy site prints raw: icons of links, missing translations. */
const rawKeys = /\bcommun\.ico\.[a-z.]+\b|\?\?\?[\w.]+\?\?\?/g;

/** Reads a table: its title printed again, its headings, its rows and its pagination, each line accounted for. */
export function readTable(id: LabelId, section: Section | undefined, problems: Problem[]): Table {
  if (!section) return { header: null, rows: [] };
  const lines = statedLines(section.content, section.line + 1);
  const first = lines[0];
  if (first && labels[labelOfLine(first.value)]?.id === id) lines.shift();
  const header = takeHeader(id, lines);
  const rows: Row[] = [];
  for (const line of lines) {
    if (!pagination.test(line.value)) rows.push(rowOf(line, section.content[line.line - section.line - 1] ?? ""));
    else if (pagesOf(line.value).length > 1)
      problems.push({ line: line.line, column: section.label, value: pagesOf(line.value).join(" "), reason: "rows_missing" });
  }
  return { header, rows: rows.filter(({ value }) => value !== "") };
}

function rowOf({ value, line }: Located<string>, printed: string): Row {
  const withoutKeys = (text: string) => cleanLine(text.replace(rawKeys, ""));
  const row = { value: withoutKeys(value), line };
  return printed.includes("\t") ? { ...row, cells: printed.split("\t").map(withoutKeys) } : row;
}

function takeHeader(id: LabelId, lines: Located<string>[]): Located<string> | null {
  const first = lines[0];
  const heading = tableHeaders[id];
  if (!first || !heading || !foldLabel(first.value).startsWith(foldLabel(heading))) return null;
  lines.shift();
  return first;
}

/** "<<< < pagination.page.precedent 1 2 3 …": the file shows one page of rows of these. */
function pagesOf(line: string): string[] {
  return line.match(/\b\d+\b/g) ?? [];
}
