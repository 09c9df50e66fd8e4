import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import type { Problem } from "@/lib/import/reasons";
import { FileRefused } from "@/lib/import/source";
import type { TableRow } from "@/lib/import/sources/table/row";

/** A folder of the test file, removed after it. */
export function temporaryFiles(): (name: string, content: string | Uint8Array) => string {
  const folder = mkdtempSync(path.join(tmpdir(), "atlas-table-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  return (name, content) => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  };
}

/** Windows-1252 of a French text: Latin-1 but for a few signs. */
export function windows1252(text: string): Buffer {
  const signs: Record<string, number> = { œ: 0x9c, "’": 0x92, "–": 0x96, "€": 0x80 };
  return Buffer.from(Array.from(text, (sign) => signs[sign] ?? sign.charCodeAt(0)));
}

export type Read<R> = { rows: R[]; told: string[]; refused: string[] };

/** Everything that a reader gives: rows, what it told, and why it refused the file, as "reason@line". */
export async function readAll<R>(read: (tell: (problem: Problem) => void) => AsyncIterable<R>): Promise<Read<R>> {
  const rows: R[] = [];
  const told: string[] = [];
  const name = ({ reason, line }: Problem) => (line === null ? reason : `${reason}@${line}`);
  try {
    for await (const row of read((problem) => told.push(name(problem)))) rows.push(row);
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return { rows, told, refused: error.problems.map(name) };
  }
  return { rows, told, refused: [] };
}

/** A row as [line, cells, problems]. */
export function plain({ line, cells, problems }: TableRow<string | number>): unknown[] {
  const reasons = problems.map(({ reason }) => reason);
  return [line, Object.fromEntries(cells), ...(reasons.length > 0 ? [reasons] : [])];
}
