import { readFile } from "node:fs/promises";
import { readSheet } from "read-excel-file/node";
import { limits } from "@/lib/core/limits";
import { refusalOfFile, unreadable } from "../../read";
import type { Reason } from "../../reasons";
import { FileRefused } from "../../source";
import { packPlain, partsOf, unpack } from "./archive";
import { type CsvOptions, tellEmptyRows } from "./csv";
import { readHeader } from "./header";
import { type Cell, rowReader, type TableRow } from "./row";

/** `sheet`: the name of a sheet, or its number from 1. Default: the first. */
export type XlsxOptions = CsvOptions & { sheet?: string | number };

const openDocument = "application/vnd.oasis.opendocument";

/**
 * The rows of one sheet of an XLSX file, whose size, unpacked size and extent are bounded before it is parsed. Numbers stay
 * numbers; dates become ISO days. Throws FileRefused, also for an OpenDocument spreadsheet.
 */
export async function* readXlsx(
  path: string,
  { tell, onHeader, headerLine, sheet = 1 }: XlsxOptions,
): AsyncGenerator<TableRow<Cell>> {
  const data = await sheetOf(await safeArchive(path), sheet);
  let toRow: ReturnType<typeof rowReader<Cell>> | null = null;
  let rows = 0;
  let emptyRows = 0;
  for (const [index, values] of data.entries()) {
    const line = index + 1;
    const cells = values.map(cellOf);
    if (!toRow) {
      if (line < (headerLine ?? 1) || cells.every((cell) => cell === "")) continue;
      const header = readHeader(cells.map(String), line, tell);
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
  if (!toRow) throw refused("header_missing", "");
  tellEmptyRows(rows, emptyRows, tell);
}

async function safeArchive(path: string): Promise<Buffer> {
  let archive: Buffer;
  try {
    const refusal = await refusalOfFile(path, limits.spreadsheetBytes);
    if (refusal)
      throw new FileRefused([{ ...refusal, reason: refusal.reason === "too_large" ? "spreadsheet_too_large" : refusal.reason }]);
    archive = await readFile(path);
  } catch (error) {
    throw error instanceof FileRefused ? error : new FileRefused([unreadable(error)]);
  }
  const parts = partsOf(archive);
  const type = parts.find(({ name }) => name === "mimetype");
  if (type && unpack(archive, type).toString("latin1").startsWith(openDocument)) throw refused("spreadsheet_ods", "");
  if (!parts.some(({ name }) => name === "xl/workbook.xml")) throw refused("spreadsheet_unknown", "");
  // The library reads these parts only.
  const read = parts.filter(({ name }) => name.endsWith(".xml") || name.endsWith(".xml.rels"));
  const contents = read.map((part) => ({ part, content: unpack(archive, part) }));
  for (const { part, content } of contents) if (part.name.startsWith("xl/worksheets/")) checkExtent(content);
  return packPlain(contents);
}

/** Refuses a sheet that spans too much. The library fills every gap, up to a lone cell in row 1,048,576. */
function checkExtent(content: Buffer): void {
  let rows = 0;
  let columns = 0;
  for (const [, address = ""] of content.toString("latin1").matchAll(/\sr\s*=\s*["']([^"']*)/g)) {
    const [, letters = "", digits = ""] = /^([A-Z]{0,3})(\d{0,7})$/i.exec(address) ?? [];
    // An address in another spelling ("&#49;") could hide one far away.
    if (letters + digits !== address) throw refused("spreadsheet_broken", address);
    rows = Math.max(rows, Number(digits));
    columns = Math.max(columns, columnNumber(letters));
  }
  if (columns > limits.tableColumns || rows * Math.max(1, columns) > limits.spreadsheetCells)
    throw refused("spreadsheet_too_large", `${rows} × ${columns}`);
}

/** "A" → 1, "AA" → 27. */
function columnNumber(letters: string): number {
  return Array.from(letters.toUpperCase()).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

async function sheetOf(archive: Buffer, sheet: string | number): Promise<unknown[][]> {
  try {
    return await readSheet(archive, sheet);
  } catch (error) {
    const isUnknownSheet = error instanceof Error && error.name === "SheetNotFoundError";
    throw isUnknownSheet ? refused("sheet_unknown", String(sheet)) : refused("spreadsheet_broken", "");
  }
}

function cellOf(value: unknown): Cell {
  if (value instanceof Date) return isoOf(value);
  if (typeof value === "number") return value;
  return typeof value === "string" || typeof value === "boolean" ? String(value) : "";
}

/** The library gives dates at midnight UTC; a time of day stays, so that a reader of dates refuses what is none. */
function isoOf(date: Date): string {
  return date.toISOString().replace("T00:00:00.000Z", "");
}

function refused(reason: Reason, value: string): FileRefused {
  return new FileRefused([{ line: null, column: null, value, reason }]);
}
