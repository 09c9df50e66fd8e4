import { CsvError, parse } from "csv-parse/sync";
import { limits } from "@/lib/core/limits";
import { readTextFile, type TextFile } from "../read";
import type { Problem } from "../reasons";
import { FileRefused } from "../source";

/** One row of a table; `cells` by the column's name in lower case, trimmed, empty for what the file leaves out. */
export type TableRow = { line: number; cells: Readonly<Record<string, string>> };
export type SmallTable = { columns: readonly string[]; rows: TableRow[]; problems: Problem[] };

/** Reads a text file that fits in memory. Throws `FileRefused` for what cannot be read as text. */
export async function readSmallFile(path: string): Promise<TextFile> {
  const read = await readTextFile(path, limits.smallTableBytes);
  if (!read.ok) throw new FileRefused(read.problems);
  return read.file;
}

/** What the report says of the encoding of a file. */
export function encodingNote({ encoding }: TextFile): Problem[] {
  return encoding === "utf-8" ? [] : [{ line: null, column: null, value: encoding, reason: "encoding_windows_1252" }];
}

/**
 * Rows of a CSV text with a header line, its separator being the one that the header has most of. Rows with another
 * number of cells are told and left out. Throws `FileRefused` when the quotes are broken or the rows too many.
 */
export function parseSmallTable(text: string): SmallTable {
  const records = parseRecords(text);
  const [header, ...others] = records;
  // A separator at the end of the header names no column.
  const columns = withoutEmptyEnd(header?.record ?? []).map((name) => name.trim().toLowerCase());
  if (others.length > limits.smallTableRows) refuse("rows_over_bound", null, String(others.length));
  const problems: Problem[] = [];
  const rows: TableRow[] = [];
  for (const { record, line } of others) {
    if (record.length < columns.length || withoutEmptyEnd(record).length > columns.length) {
      problems.push({ line, column: null, value: `${record.length} / ${columns.length}`, reason: "cells_differ" });
      continue;
    }
    rows.push({ line, cells: Object.fromEntries(columns.map((name, index) => [name, (record[index] ?? "").trim()])) });
  }
  return { columns, rows, problems };
}

function withoutEmptyEnd(cells: readonly string[]): string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== "") + 1);
}

type ParsedRecord = { record: string[]; line: number };

function parseRecords(text: string): ParsedRecord[] {
  const body = text.replace(/^\uFEFF/, "");
  try {
    const parsed: unknown = parse(body, {
      delimiter: separatorOf(body),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: limits.smallTableRecordLength,
    });
    // With `info`, csv-parse gives the line at which a record ends.
    return (parsed as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
      record,
      line: info.lines - lineBreaks(record),
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === "number" ? error.lines : null;
    return refuse("table_broken", line, error.code);
  }
}

function lineBreaks(record: readonly string[]): number {
  return record.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}

function separatorOf(text: string): string {
  const header = /^[^\r\n]*/.exec(text)?.[0] ?? "";
  const counted = [";", ",", "\t"].map((separator) => ({ separator, count: header.split(separator).length }));
  return counted.sort((a, b) => b.count - a.count)[0]?.separator ?? ",";
}

/** Throws `FileRefused` for the first of `names` that the file has no column for. */
export function requireColumns({ columns }: SmallTable, names: readonly string[]): void {
  for (const name of names) if (!columns.includes(name)) refuse("column_missing", 1, name);
}

function refuse(reason: Problem["reason"], line: number | null, value: string): never {
  throw new FileRefused([{ line, column: null, value, reason }]);
}
