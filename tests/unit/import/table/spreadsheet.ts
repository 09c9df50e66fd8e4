import { crc32, deflateRawSync } from "node:zlib";

export type ArchivePart = { name: string; content: string | Buffer; declared?: number };

/** A ZIP archive, written for the tests. `declared` lies about the unpacked size of a part. */
export function archiveOf(parts: readonly ArchivePart[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, declared } of parts) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const sizes = Buffer.alloc(16);
    sizes.writeUInt32LE(crc32(bytes), 0);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(declared ?? bytes.length, 8);
    sizes.writeUInt16LE(Buffer.byteLength(name), 12);
    const local = Buffer.concat([
      Buffer.from("504b03041400000008000000 0000".replace(" ", ""), "hex"),
      sizes,
      Buffer.from(name),
      packed,
    ]);
    const entry = Buffer.alloc(46);
    Buffer.from("504b01021400140000000800", "hex").copy(entry);
    sizes.copy(entry, 16);
    entry.writeUInt32LE(offset, 42);
    pieces.push(local);
    directory.push(entry, Buffer.from(name));
    offset += local.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, ...directory, end]);
}

const head = '<?xml version="1.0" encoding="UTF-8"?>';
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** The parts of a workbook with these sheets, whose rows are written as XML. Style 1 is a date. */
export function workbookParts(sheets: Record<string, string>): ArchivePart[] {
  const names = Object.keys(sheets);
  const rel = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${relations}/${type}" Target="${target}"/>`;
  const packageRelations = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';
  const sheetList = names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join("");
  return [
    {
      name: "[Content_Types].xml",
      content: `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    },
    {
      name: "_rels/.rels",
      content: `${head}<Relationships ${packageRelations}>${rel(1, "officeDocument", "xl/workbook.xml")}</Relationships>`,
    },
    {
      name: "xl/workbook.xml",
      content: `${head}<workbook ${main} xmlns:r="${relations}"><sheets>${sheetList}</sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: `${head}<Relationships ${packageRelations}>${names
        .map((_, i) => rel(i + 1, "worksheet", `worksheets/sheet${i + 1}.xml`))
        .join("")}${rel(names.length + 1, "styles", "styles.xml")}</Relationships>`,
    },
    {
      name: "xl/styles.xml",
      content: `${head}<styleSheet ${main}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    },
    ...names.map((name, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      content: `${head}<worksheet ${main}><sheetData>${sheets[name]}</sheetData></worksheet>`,
    })),
  ];
}

/** One row of cells from column A: text, number, date ({ serial }) or nothing. */
export function sheetRow(row: number, cells: readonly (string | number | boolean | { serial: number } | null)[]): string {
  const xml = cells.map((cell, index) => {
    const at = `r="${String.fromCharCode(65 + index)}${row}"`;
    if (cell === null) return "";
    if (typeof cell === "number") return `<c ${at}><v>${cell}</v></c>`;
    if (typeof cell === "boolean") return `<c ${at} t="b"><v>${cell ? 1 : 0}</v></c>`;
    if (typeof cell === "object") return `<c ${at} s="1"><v>${cell.serial}</v></c>`;
    return `<c ${at} t="inlineStr"><is><t>${cell}</t></is></c>`;
  });
  return `<row r="${row}">${xml.join("")}</row>`;
}
