import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CsvError, type Options, parse } from "csv-parse";
import { limits } from "@/lib/core/limits";
import type { Reason } from "../../reasons";
import { FileRefused } from "../../source";
import { decodedText, findEncoding } from "./encoding";
import { findSeparator, type Header, readHeader } from "./header";
import { rowReader, type TableRow, type Tell } from "./row";

export type CsvOptions = {
  /** Tells what concerns the file: its encoding, doubtful columns, empty rows. */
  tell: Tell;
  /** Called once, before the first row. */
  onHeader?: (header: Header) => void;
  /** 1-based line of the headings, where a table has a title above it. Default: the first line that holds something. */
  headerLine?: number;
};

type CsvRecord = { cells: string[]; line: number };

/**
 * The rows of a CSV file of any size, in constant memory: UTF-8 or Windows-1252, with `;`, `,`, tab or `|`, any mix of line
 * breaks, and line breaks inside quotes. Throws FileRefused for a file that is no such table, also after rows were given:
 * an unclosed quote shows at the end only.
 */
export async function* readCsv(path: string, { tell, onHeader, headerLine }: CsvOptions): AsyncGenerator<TableRow> {
  const facts = await findEncoding(path);
  if (facts.encoding === "windows-1252")
    tell({ line: null, column: null, value: facts.encoding, reason: "encoding_windows_1252" });
  let toRow: ReturnType<typeof rowReader<string>> | null = null;
  let rows = 0;
  let emptyRows = 0;
  for await (const { cells, line } of recordsOf(decodedText(path, facts))) {
    if (!toRow) {
      if (line < (headerLine ?? 1) || cells.every((cell) => cell.trim() === "")) continue;
      const header = readHeader(cells, line, tell);
      onHeader?.(header);
      toRow = rowReader(header, tell);
      continue;
    }
    const row = toRow(cells, line);
    if (row) {
      rows++;
      yield row;
    } else emptyRows++;
  }
  if (!toRow) throw refused("header_missing", null, "");
  tellEmptyRows(rows, emptyRows, tell);
}

/** Refuses a table of headings only, and tells how many rows hold nothing. */
export function tellEmptyRows(rows: number, emptyRows: number, tell: Tell): void {
  if (rows === 0) throw refused("rows_absent", null, "");
  if (emptyRows > 0) tell({ line: null, column: null, value: String(emptyRows), reason: "rows_empty" });
}

async function* recordsOf(text: AsyncGenerator<string>): AsyncGenerator<CsvRecord> {
  const start = await startOf(text);
  const { separator, skip } = findSeparator(start);
  let line = 1;
  const options: Options<CsvRecord, string[]> = {
    delimiter: separator,
    record_delimiter: "\n",
    relax_column_count: true,
    // A quote inside an unquoted cell is text: `5" pipe`.
    relax_quotes: true,
    max_record_size: limits.tableRecordLength,
    on_record: (cells, { lines }) => {
      const record = { cells, line };
      line = lines + 1;
      return record.line > skip ? record : null;
    },
  };
  // The types of the library know such records only for tables with named columns.
  const parser = parse(options as unknown as Options);
  async function* whole() {
    yield start;
    yield* text;
  }
  // Its error reaches the loop below, which reads the same parser.
  pipeline(Readable.from(whole()), parser).catch(() => {});
  try {
    yield* parser as AsyncIterable<CsvRecord>;
  } catch (error) {
    if (!(error instanceof CsvError)) throw new FileRefused([{ line, column: null, value: "", reason: "encoding_invalid" }]);
    throw refused(error.code === "CSV_QUOTE_NOT_CLOSED" ? "quote_unclosed" : "row_too_long", line, "");
  } finally {
    parser.destroy();
  }
}

/** Headings are looked for in this much text. */
const startLength = 64 * 1024;

async function startOf(text: AsyncGenerator<string>): Promise<string> {
  let start = "";
  while (start.length < startLength) {
    const next = await text.next();
    if (next.done) break;
    start += next.value;
  }
  return start;
}

function refused(reason: Reason, line: number | null, value: string): FileRefused {
  return new FileRefused([{ line, column: null, value, reason }]);
}
