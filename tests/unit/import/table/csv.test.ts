import { describe, expect, it } from "vitest";
import { limits } from "@/lib/core/limits";
import { readCsv } from "@/lib/import/sources/table/csv";
import { plain, readAll, temporaryFiles, windows1252 } from "./files";

const write = temporaryFiles();

async function read(content: string | Uint8Array, headerLine?: number) {
  const file = write("table.csv", content);
  const { rows, told, refused } = await readAll((tell) => readCsv(file, { tell, ...(headerLine ? { headerLine } : {}) }));
  return { rows: rows.map(plain), told, refused };
}

const mark = Buffer.from([0xef, 0xbb, 0xbf]);

describe("encodings", () => {
  const text = "Nom;Montant\nThéâtre de l’Œuf œcuménique;1 €\n";
  const rows = [[2, { nom: "Théâtre de l’Œuf œcuménique", montant: "1 €" }]];

  it("reads UTF-8, with or without its mark", async () => {
    expect(await read(text)).toEqual({ rows, told: [], refused: [] });
    expect(await read(`\ufeff${text}`)).toEqual({ rows, told: [], refused: [] });
  });

  it("reads Windows-1252, also behind a mark of UTF-8, and says so", async () => {
    const latin = windows1252(text.replace("Œ", "oe"));
    const [[line, cells]] = rows as [[number, Record<string, string>]];
    const expected = [[line, { ...cells, nom: cells.nom?.replace("Œ", "oe") }]];
    expect(await read(latin)).toEqual({ rows: expected, told: ["encoding_windows_1252"], refused: [] });
    expect(await read(Buffer.concat([mark, latin]))).toEqual({ rows: expected, told: ["encoding_windows_1252"], refused: [] });
    // The only accent is the last byte: no UTF-8 character cut short, since there is no other.
    expect((await read(Buffer.from("nom\nCit\u00e9", "latin1"))).rows).toEqual([[2, { nom: "Cité" }]]);
  });

  it("refuses what is neither, with the line and the reason", async () => {
    const refusals: [Uint8Array, string][] = [
      [Buffer.concat([Buffer.from("nom\né\n"), Buffer.from([0xff]), Buffer.from("é\n")]), "encoding_invalid@3"],
      [Buffer.from("nom\ndéjà\nœuvr").subarray(0, 12), "truncated@3"],
      [Buffer.from("nom\nok\nun\0deux\n"), "binary@3"],
      [Buffer.from([0x6e, 0x0a, 0xe9, 0x81, 0x0a]), "binary@2"],
      [Buffer.from("nom\n\u0085\n"), "binary@2"],
      [Buffer.from("\ufeffnom;b\n1;2\n", "utf16le"), "encoding_utf16@1"],
      [Buffer.from("nom;montant\nune;deux\n", "utf16le"), "encoding_utf16@1"],
    ];
    for (const [bytes, reason] of refusals) expect((await read(bytes)).refused).toEqual([reason]);
  });

  it("tells once a column that was encoded twice or lost characters, with the first line", async () => {
    const twice = Buffer.from("été déjà", "utf8").toString("latin1");
    const result = await read(`a;b;c\nun;${twice};x\ndeux;${twice};perdu \ufffd\n`);
    expect(result.told).toEqual(["encoded_twice@2", "characters_lost@3"]);
    expect(result.rows).toHaveLength(2);
  });

  it("finds a character that falls between two pieces of the file", async () => {
    const filler = "é".repeat(131_071);
    const { rows: found } = await read(`a\n"${filler.slice(0, 40_000)}"\nx${"y".repeat(40_000)}é\n`);
    expect(found).toHaveLength(2);
    const long = Array.from({ length: 40 }, (_, index) => `${index};${"é".repeat(9_999)}`).join("\r\n");
    const { rows: all } = await read(`n;t\r\n${long}\r\n`);
    expect(all.map(([line]) => line)).toEqual(Array.from({ length: 40 }, (_, index) => index + 2));
    expect(all.every(([, cells]) => (cells as { t: string }).t === "é".repeat(9_999))).toBe(true);
  });
});

describe("separators and lines", () => {
  it("finds the separator in the headings, outside quotes", async () => {
    for (const [content, cells] of [
      ["a;b,c\n1;2\n", { a: "1", bc: "2" }],
      ["a,b;c,d\n1,2,3\n", { a: "1", bc: "2", d: "3" }],
      ["a\tb\n1\t2\n", { a: "1", b: "2" }],
      ["a|b\n1|2\n", { a: "1", b: "2" }],
      ['"a;b;c",d\n1,2\n', { abc: "1", d: "2" }],
      ["a\n1;2\n", { a: "1;2" }],
      ["sep=;\na;b,c,d,e\n1;2\n", { a: "1", bcde: "2" }],
    ] as const)
      expect((await read(content)).rows[0]?.[1]).toEqual(cells);
  });

  it("counts the lines of an editor, whatever ends them, with line breaks inside cells and headings", async () => {
    const result = await read('\r\n"Nom\nlong";b\r\n"x\r\ny";1\rz;2\n\n;\n"q ""u""";3');
    expect(result).toEqual({
      rows: [
        [4, { nomlong: "x\ny", b: "1" }],
        [6, { nomlong: "z", b: "2" }],
        [9, { nomlong: 'q "u"', b: "3" }],
      ],
      told: ["rows_empty"],
      refused: [],
    });
  });

  it("takes a quote inside an unquoted cell as text", async () => {
    expect((await read('a;b\ntube 5" long;2\n')).rows).toEqual([[2, { a: 'tube 5" long', b: "2" }]]);
  });

  it("starts at the line of the headings that is asked for", async () => {
    expect((await read("Liste 2020;;\n\nNom;Montant;\nA;1;\n", 3)).rows).toEqual([[4, { nom: "A", montant: "1" }]]);
  });
});

describe("headings", () => {
  it("finds a column whatever its case, accents, spaces and signs", async () => {
    const { rows } = await read(" nom_ATTRIBUANT ;Numéro d’identité;N°\u00a0DCM\n1;2;3\n");
    expect(rows).toEqual([[2, { nomattribuant: "1", numerodidentite: "2", ndcm: "3" }]]);
  });

  it("reads none of two columns with one heading, and says so once", async () => {
    const result = await read("a;Avis;AVIS;b\n1;oui;non;2\n");
    expect(result).toEqual({ rows: [[2, { a: "1", b: "2" }]], told: ["column_twice@1"], refused: [] });
  });

  it("skips columns without heading", async () => {
    expect((await read("a;;b;\n1;x;2;\n")).rows).toEqual([[2, { a: "1", b: "2" }]]);
  });
});

describe("broken rows", () => {
  it("tells rows that are too long or too short, and gives them", async () => {
    const result = await read("a;b;c\n1;2;3;\n1;2;3;4\n1;2\n");
    expect(result.rows).toEqual([
      [2, { a: "1", b: "2", c: "3" }],
      [3, { a: "1", b: "2", c: "3" }, ["row_long"]],
      [4, { a: "1", b: "2" }, ["row_short"]],
    ]);
  });

  it("refuses nothing, headings alone, an unclosed quote and hostile sizes", async () => {
    expect((await read("")).refused).toEqual(["empty"]);
    expect((await read(" \n\n")).refused).toEqual(["empty"]);
    expect((await read(";;\n;;\n")).refused).toEqual(["header_missing"]);
    expect((await read("a;b\n")).refused).toEqual(["rows_absent"]);
    expect((await read("a;b\n;\n")).refused).toEqual(["rows_absent"]);
    expect((await read('a;b\n1;2\n3;"quatre\n5;6\n')).refused).toEqual(["quote_unclosed@3"]);
    expect((await read(`a;b\n1;2\n3;"${"x\n".repeat(limits.tableRecordLength)}`)).refused).toEqual(["row_too_long@3"]);
    expect((await read(`${"a;".repeat(limits.tableColumns + 1)}\n1\n`)).refused).toEqual(["too_many_columns@1"]);
  });

  it("leaves out a cell that is too long, and says so", async () => {
    const result = await read(`a;b\n${"x".repeat(limits.tableCellLength + 1)};2\n`);
    expect(result.rows).toEqual([[2, { b: "2" }, ["value_too_long"]]]);
  });

  it("refuses what is no file", async () => {
    const { refused } = await readAll((tell) => readCsv("/dev/zero", { tell }));
    expect(refused).toEqual(["not_a_file"]);
    expect((await readAll((tell) => readCsv(write("x", "").replace(/x$/, "absent"), { tell }))).refused).toEqual(["not_a_file"]);
  });

  it("stops reading when it is no longer asked", async () => {
    const file = write("long.csv", `a\n${"1\n".repeat(500_000)}`);
    let count = 0;
    for await (const _ of readCsv(file, { tell: () => {} })) if (++count === 3) break;
    expect(count).toBe(3);
  });
});
