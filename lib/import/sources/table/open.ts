import { open } from "node:fs/promises";
import { refusalOfFile, unreadable } from "../../read";
import { FileRefused } from "../../source";
import { readCsv } from "./csv";
import type { Cell, TableRow } from "./row";
import { readXlsx, type XlsxOptions } from "./xlsx";

/** OLE2: the spreadsheets of Excel 97 to 2003, and newer ones under a password. */
const ole2 = Buffer.from("d0cf11e0a1b11ae1", "hex");
const zip = Buffer.from("PK");

/** The rows of a CSV or XLSX file, told apart by their first bytes. Throws FileRefused as both readers do, and for XLS. */
export async function* readRows(path: string, options: XlsxOptions): AsyncGenerator<TableRow<Cell>> {
  const start = await firstBytes(path);
  if (start.equals(ole2)) throw new FileRefused([{ line: null, column: null, value: "", reason: "spreadsheet_xls" }]);
  if (start.subarray(0, zip.length).equals(zip) && start.some((byte) => byte < 0x20 && byte !== 0x0a && byte !== 0x0d))
    yield* readXlsx(path, options);
  else yield* readCsv(path, options);
}

async function firstBytes(path: string): Promise<Buffer> {
  try {
    const refusal = await refusalOfFile(path, Number.POSITIVE_INFINITY);
    if (refusal) throw new FileRefused([refusal]);
    const handle = await open(path, "r");
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(ole2.length), 0, ole2.length, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw error instanceof FileRefused ? error : new FileRefused([unreadable(error)]);
  }
}
