import { describe, expect, it } from "vitest";
import { limits } from "@/lib/core/limits";
import { readRows } from "@/lib/import/sources/table/open";
import type { XlsxOptions } from "@/lib/import/sources/table/xlsx";
import { plain, readAll, temporaryFiles } from "./files";
import { type ArchivePart, archiveOf, sheetRow, workbookParts } from "./spreadsheet";

const write = temporaryFiles();

async function read(content: string | Uint8Array, options: Omit<XlsxOptions, "tell"> = {}) {
  const file = write("table.xlsx", content);
  const { rows, told, refused } = await readAll((tell) => readRows(file, { tell, ...options }));
  return { rows: rows.map(plain), told, refused };
}

const table = [
  sheetRow(1, ["Titre du tableau"]),
  sheetRow(3, ["Nom", "Montant", "Date", "SIRET", "UE"]),
  sheetRow(4, ["Été", 1234.5, { serial: 43_100 }, 21860194600013, true]),
  sheetRow(6, ["Deux", null, { serial: 43_100.5 }, null, false]),
].join("");

describe("spreadsheets", () => {
  it("gives numbers, dates and texts of the chosen sheet with the rows of the spreadsheet", async () => {
    const book = archiveOf(workbookParts({ Notes: sheetRow(1, ["x"]) + sheetRow(2, ["y"]), Données: table }));
    expect(await read(book)).toEqual({ rows: [[2, { x: "y" }]], told: [], refused: [] });
    const expected = {
      rows: [
        [4, { nom: "Été", montant: 1234.5, date: "2017-12-31", siret: 21860194600013, ue: "true" }],
        [6, { nom: "Deux", date: "2017-12-31T12:00:00.000Z", ue: "false" }],
      ],
      told: ["rows_empty"],
      refused: [],
    };
    expect(await read(book, { sheet: "Données", headerLine: 3 })).toEqual(expected);
    expect(await read(book, { sheet: 2, headerLine: 3 })).toEqual(expected);
    expect((await read(book, { sheet: "Autre" })).refused).toEqual(["sheet_unknown"]);
    expect((await read(book, { sheet: 3 })).refused).toEqual(["sheet_unknown"]);
  });

  it("tells CSV and spreadsheets apart by their first bytes, not their name", async () => {
    expect((await read("nom;b\nPK;2\n")).rows).toEqual([[2, { nom: "PK", b: "2" }]]);
    expect((await read("PK;b;c;d\n1;2;3;4\n")).rows).toEqual([[2, { pk: "1", b: "2", c: "3", d: "4" }]]);
  });

  it("refuses XLS, ODS, other archives and broken ones", async () => {
    expect((await read(Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)]))).refused).toEqual([
      "spreadsheet_xls",
    ]);
    const ods = archiveOf([{ name: "mimetype", content: "application/vnd.oasis.opendocument.spreadsheet" }]);
    expect((await read(ods)).refused).toEqual(["spreadsheet_ods"]);
    expect((await read(archiveOf([{ name: "word/document.xml", content: "<x/>" }]))).refused).toEqual(["spreadsheet_unknown"]);
    const book = archiveOf(workbookParts({ A: table }));
    expect((await read(book.subarray(0, book.length - 40))).refused).toEqual(["spreadsheet_broken"]);
    expect((await read(archiveOf(workbookParts({ A: "<row r='1'><c r='A1' t='s'><v>9</v></c></row>" })))).refused).toEqual([
      "spreadsheet_broken",
    ]);
  });
});

describe("hostile spreadsheets", () => {
  const withPart = (part: ArchivePart) => archiveOf([...workbookParts({ A: table }), part]);

  it("refuses what would unpack to too much, before unpacking it", async () => {
    const bomb = withPart({ name: "xl/sharedStrings.xml", content: Buffer.alloc(limits.spreadsheetUnpackedBytes, 0x20) });
    expect(bomb.length).toBeLessThan(limits.spreadsheetBytes);
    expect((await read(bomb)).refused).toEqual(["spreadsheet_too_large"]);
  });

  it("refuses a part that unpacks to more than its directory says", async () => {
    const liar = withPart({ name: "xl/sharedStrings.xml", content: Buffer.alloc(5_000_000, 0x20), declared: 1_000 });
    expect((await read(liar)).refused).toEqual(["spreadsheet_too_large"]);
  });

  it("hands no part to the library that the directory does not name", async () => {
    const hidden = archiveOf([{ name: "xl/sharedStrings.xml", content: Buffer.alloc(5_000_000, 0x20) }]);
    const parts = hidden.subarray(0, hidden.readUInt32LE(hidden.length - 6));
    const book = archiveOf(workbookParts({ A: sheetRow(1, ["a"]) + sheetRow(2, ["b"]) }));
    // The hidden part stands in front, and every offset of the directory is moved.
    const moved = Buffer.concat([parts, book]);
    const end = moved.length - 22;
    let at = moved.readUInt32LE(end + 16) + parts.length;
    moved.writeUInt32LE(at, end + 16);
    while (at < end) {
      moved.writeUInt32LE(moved.readUInt32LE(at + 42) + parts.length, at + 42);
      at += 46 + moved.readUInt16LE(at + 28);
    }
    expect((await read(moved)).rows).toEqual([[2, { a: "b" }]]);
  });

  it("refuses a sheet with a lone cell far away", async () => {
    for (const cell of ['<row r="1048576"><c r="A1048576"><v>1</v></c></row>', "<row r='2'><c r='XFD2'><v>1</v></c></row>"])
      expect((await read(archiveOf(workbookParts({ A: sheetRow(1, ["a"]) + cell })))).refused).toEqual(["spreadsheet_too_large"]);
  });

  it("refuses an address that hides how far it is", async () => {
    for (const cell of ['<row r="4000000000"/>', '<row r="&#57;99999"/>'])
      expect((await read(archiveOf(workbookParts({ A: sheetRow(1, ["a"]) + cell })))).refused).toEqual(["spreadsheet_broken"]);
  });

  it("refuses a file that is too large", async () => {
    const large = Buffer.alloc(limits.spreadsheetBytes + 1);
    archiveOf(workbookParts({ A: table })).copy(large);
    expect((await read(large)).refused).toEqual(["spreadsheet_too_large"]);
  });
});
