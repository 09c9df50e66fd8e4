import { limits } from "@/lib/core/limits";

const blockSize = 512;

/** One file of an archive. */
export type TarEntry = { name: string; bytes: Buffer };

/** The archive breaks off, or is not one that `tarEntry` wrote. */
export class DamagedArchive extends Error {
  constructor(reason: string) {
    super(`damaged archive: ${reason}`);
    this.name = "DamagedArchive";
  }
}

const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, "0")}\0`;

/** Header of a regular file that its owner alone reads (POSIX.1-2017, pax, "ustar Interchange Format"). `modified` in seconds. */
function header(name: string, size: number, modified: number): Buffer {
  const block = Buffer.alloc(blockSize);
  block.write(name, 0, "latin1");
  block.write(octal(0o600, 7), 100, "latin1");
  block.write(octal(0, 7), 108, "latin1");
  block.write(octal(0, 7), 116, "latin1");
  block.write(octal(size, 11), 124, "latin1");
  block.write(octal(modified, 11), 136, "latin1");
  block.write(" ".repeat(8), 148, "latin1");
  block.write("0", 156, "latin1");
  block.write("ustar\u000000", 257, "latin1");
  block.write(
    `${octal(
      block.reduce((sum, byte) => sum + byte, 0),
      6,
    )} `,
    148,
    "latin1",
  );
  return block;
}

const padding = (size: number) => Buffer.alloc((blockSize - (size % blockSize)) % blockSize);

/** A file as it stands in the archive. Throws RangeError for a name or a length that this archive does not take. */
export function tarEntry({ name, bytes }: TarEntry, modified: Date): Buffer[] {
  if (!/^[\w./-]{1,100}$/.test(name)) throw new RangeError(`no name for a file of a backup: ${name}`);
  if (bytes.length > limits.backupEntryBytes) throw new RangeError(`${name} is too long for a file of a backup`);
  return [header(name, bytes.length, Math.floor(modified.getTime() / 1000)), bytes, padding(bytes.length)];
}

/** What stands after the last file. */
export const tarEnd: Buffer = Buffer.alloc(2 * blockSize);

/** Cuts a stream of bytes into pieces of given lengths. */
class Pieces {
  private held: Buffer = Buffer.alloc(0);

  constructor(private readonly source: AsyncIterator<Buffer>) {}

  /** The next `size` bytes; fewer when the stream ends before. */
  async take(size: number): Promise<Buffer> {
    const chunks = [this.held];
    let length = this.held.length;
    while (length < size) {
      const next = await this.source.next();
      if (next.done) break;
      chunks.push(next.value);
      length += next.value.length;
    }
    const all = chunks.length === 1 ? this.held : Buffer.concat(chunks);
    this.held = all.subarray(size);
    return all.subarray(0, size);
  }
}

function read(field: Buffer): string {
  const end = field.indexOf(0);
  return field.toString("latin1", 0, end < 0 ? field.length : end);
}

/**
 * Files of an archive that `tarEntry` wrote, in order. Stricter than tar: each block must be the very one that would be
 * written, so that no changed byte goes unnoticed, and the memory taken is bounded whatever the archive says.
 * Throws DamagedArchive.
 */
export async function* readTar(source: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const pieces = new Pieces(source[Symbol.asyncIterator]());
  for (;;) {
    const block = await pieces.take(blockSize);
    if (block.length < blockSize) throw new DamagedArchive("it breaks off");
    if (block.equals(tarEnd.subarray(blockSize))) break;
    const name = read(block.subarray(0, 100));
    const size = Number.parseInt(read(block.subarray(124, 136)), 8);
    const modified = Number.parseInt(read(block.subarray(136, 148)), 8);
    if (!(size <= limits.backupEntryBytes && modified >= 0) || !block.equals(header(name, size, modified)))
      throw new DamagedArchive("a header is not ours");
    const bytes = await pieces.take(size);
    const rest = await pieces.take(padding(size).length);
    if (bytes.length + rest.length < size + padding(size).length) throw new DamagedArchive("it breaks off");
    if (!rest.equals(padding(size))) throw new DamagedArchive("bytes between files");
    yield { name, bytes };
  }
  const end = await pieces.take(blockSize + 1);
  if (!end.equals(tarEnd.subarray(blockSize))) throw new DamagedArchive("bytes after the end");
}
