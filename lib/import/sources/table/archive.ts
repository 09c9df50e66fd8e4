import { inflateRawSync } from "node:zlib";
import { limits } from "@/lib/core/limits";
import { FileRefused } from "../../source";

// ZIP as in PKWARE's APPNOTE 6.3: the central directory (4.3.12) at the end names every part; its end record is 4.3.16.

export type Part = { name: string; method: number; crc: number; packed: number; unpacked: number; offset: number };

const endRecord = 0x06054b50;
const endRecordLength = 22;
const longestComment = 65_535;
const directoryEntry = 0x02014b50;
const localHeader = 0x04034b50;

/**
 * The parts of an archive by its central directory. Refuses an archive whose parts unpack to more than the bounds, before
 * anything is unpacked, and one that is broken, encrypted or of the 64-bit kind.
 */
export function partsOf(archive: Buffer): Part[] {
  const end = findEnd(archive);
  const count = archive.readUInt16LE(end + 10);
  if (count > limits.spreadsheetParts) throw refused("spreadsheet_too_large", String(count));
  const parts: Part[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || archive.readUInt32LE(at) !== directoryEntry) throw refused("spreadsheet_broken", "");
    const isEncrypted = (archive.readUInt16LE(at + 8) & 1) === 1;
    if (isEncrypted) throw refused("spreadsheet_broken", "");
    const nameLength = archive.readUInt16LE(at + 28);
    parts.push({
      name: archive.toString("utf8", at + 46, at + 46 + nameLength),
      method: archive.readUInt16LE(at + 10),
      crc: archive.readUInt32LE(at + 16),
      packed: archive.readUInt32LE(at + 20),
      unpacked: archive.readUInt32LE(at + 24),
      offset: archive.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  const sum = parts.reduce((total, { unpacked }) => total + unpacked, 0);
  if (sum > limits.spreadsheetUnpackedBytes) throw refused("spreadsheet_too_large", String(sum));
  return parts;
}

function findEnd(archive: Buffer): number {
  const first = Math.max(0, archive.length - endRecordLength - longestComment);
  for (let at = archive.length - endRecordLength; at >= first; at--) if (archive.readUInt32LE(at) === endRecord) return at;
  throw refused("spreadsheet_broken", "");
}

/** The content of a part. Refuses one that unpacks to another size than its directory says: a zip bomb says little. */
export function unpack(archive: Buffer, { method, packed, unpacked, offset }: Part): Buffer {
  try {
    if (archive.readUInt32LE(offset) !== localHeader) throw refused("spreadsheet_broken", "");
    const start = offset + 30 + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28);
    const bytes = archive.subarray(start, start + packed);
    if (method !== 0 && method !== 8) throw refused("spreadsheet_broken", "");
    const content = method === 0 ? bytes : inflateRawSync(bytes, { maxOutputLength: Math.max(1, unpacked) });
    if (content.length !== unpacked) throw refused("spreadsheet_broken", "");
    return content;
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    const isTooLarge = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    throw refused(isTooLarge ? "spreadsheet_too_large" : "spreadsheet_broken", "");
  }
}

/**
 * An archive of these parts, unpacked. The library that reads spreadsheets looks for parts by their local headers and
 * believes no directory: what is handed to it holds nothing but what was measured here.
 */
export function packPlain(parts: readonly { part: Part; content: Buffer }[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { part, content } of parts) {
    const name = Buffer.from(part.name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(localHeader, 0);
    local.writeUInt16LE(20, 4);
    writeSizes(local, 14, part, name);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(directoryEntry, 0);
    entry.writeUInt16LE(20, 4);
    entry.writeUInt16LE(20, 6);
    writeSizes(entry, 16, part, name);
    entry.writeUInt32LE(offset, 42);
    pieces.push(local, name, content);
    directory.push(entry, name);
    offset += local.length + name.length + content.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(endRecordLength);
  end.writeUInt32LE(endRecord, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, ...directory, end]);
}

/** Checksum, both sizes and the length of the name, which stand together in both kinds of header. */
function writeSizes(header: Buffer, at: number, { crc, unpacked }: Part, name: Buffer): void {
  header.writeUInt32LE(crc, at);
  header.writeUInt32LE(unpacked, at + 4);
  header.writeUInt32LE(unpacked, at + 8);
  header.writeUInt16LE(name.length, at + 12);
}

function refused(reason: "spreadsheet_broken" | "spreadsheet_too_large", value: string): FileRefused {
  return new FileRefused([{ line: null, column: null, value, reason }]);
}
