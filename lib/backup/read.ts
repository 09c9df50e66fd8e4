import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { type Progress, silent } from "@/lib/core/progress";
import {
  formatSchema,
  formatVersion,
  type Manifest,
  manifestName,
  manifestSchema,
  nameInSums,
  partName,
  sumsName,
} from "./manifest";
import { refusal } from "./refusal";
import { DamagedArchive, readTar, type TarEntry } from "./tar";

/** A backup that was read through and found whole. `sums`: SHA-256 of each file in it, in order, by name in the archive. */
export type Backup = { file: string; bytes: number; manifest: Manifest; sums: ReadonlyMap<string, string> };

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

/** Length of the file. Throws the refusal `notReadable`; also for a named pipe, which could not be read twice. */
async function lengthOf(file: string): Promise<number> {
  const stats = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw refusal("notReadable", { file, code: error.code ?? "" }, error);
  });
  if (!stats.isFile()) throw refusal("notReadable", { file, code: "EISDIR" });
  return stats.size;
}

/** The files in the archive. Throws the refusals `notReadable`, `notABackup` (no such file begins so) and `damaged`. */
async function* entries(file: string, bytes: number, step: string, onProgress: Progress): AsyncGenerator<TarEntry> {
  const source = createReadStream(file);
  const gunzip = createGunzip({ chunkSize: 64 * 1024 });
  // An error of either shows where the other is read, below.
  pipeline(source, gunzip).catch(() => undefined);
  let isBackup = false;
  try {
    for await (const entry of readTar(gunzip)) {
      isBackup ||= entry.name === manifestName;
      if (!isBackup) throw new DamagedArchive("it begins with another file");
      onProgress(step, source.bytesRead, bytes);
      yield entry;
    }
    // What follows the compressed data would go unnoticed otherwise.
    if (gunzip.bytesWritten !== bytes) throw new DamagedArchive("bytes after the end");
  } catch (error) {
    const { code = "", syscall } = error as NodeJS.ErrnoException;
    if (syscall) throw refusal("notReadable", { file, code }, error);
    if (!(error instanceof DamagedArchive || code.startsWith("Z_"))) throw error;
    throw refusal(isBackup ? "damaged" : "notABackup", { file }, error);
  } finally {
    source.destroy();
  }
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** Throws the refusals `notABackup` and `newerFormat`. */
function parseManifest(file: string, bytes: Buffer): Manifest {
  const json = parseJson(bytes);
  const format = formatSchema.safeParse(json);
  if (!format.success) throw refusal("notABackup", { file }, format.error);
  if (format.data.version > formatVersion) throw refusal("newerFormat", { version: format.data.version, known: formatVersion });
  const manifest = manifestSchema.safeParse(json);
  if (!manifest.success) throw refusal("damaged", { file }, manifest.error);
  return manifest.data;
}

/** Throws unless the parts follow each other in the order of the tables, numbered without a gap, for tables with rows only. */
function refuseDisorder({ tables }: Manifest, names: string[]): void {
  let at = 1;
  for (const { name, rows } of tables) {
    const first = at;
    while (names[at] === partName(name, at - first + 1)) at++;
    if (rows === 0 ? at > first : at === first) throw new DamagedArchive(`parts of ${name}`);
  }
  if (at < names.length) throw new DamagedArchive(`a file of no table: ${names[at]}`);
}

/**
 * Reads a backup through, without writing anything anywhere, and finds it whole: format, order, every checksum, nothing
 * missing, nothing added. Throws the refusals `notReadable`, `notABackup`, `newerFormat` and `damaged`.
 */
export async function openBackup(file: string, onProgress: Progress = silent): Promise<Backup> {
  const bytes = await lengthOf(file);
  const sums = new Map<string, string>();
  let manifest: Manifest | undefined;
  let stated: string | undefined;
  for await (const entry of entries(file, bytes, "backup.progress.checking", onProgress)) {
    if (stated !== undefined) throw refusal("damaged", { file });
    manifest ??= parseManifest(file, entry.bytes);
    if (entry.name === sumsName) stated = entry.bytes.toString("latin1");
    else sums.set(entry.name, sha256(entry.bytes));
  }
  if (manifest === undefined) throw refusal("notABackup", { file });
  const found = [...sums].map(([name, sum]) => `${sum}  ${nameInSums(name)}\n`).join("");
  if (found !== stated) throw refusal("damaged", { file });
  try {
    refuseDisorder(manifest, [...sums.keys()]);
  } catch (error) {
    throw refusal("damaged", { file }, error);
  }
  onProgress("backup.progress.checking", bytes, bytes);
  return { file, bytes, manifest, sums };
}

/**
 * Reads the rows of an opened backup again: the parts of one table after the other, in the order of its account. Each
 * part is compared again, since the file may have changed. Throws the refusals of `openBackup`.
 */
export class TableReader {
  private readonly source: AsyncGenerator<TarEntry>;
  private started = false;

  constructor(
    private readonly backup: Backup,
    onProgress: Progress,
  ) {
    this.source = entries(backup.file, backup.bytes, "backup.progress.loading", onProgress);
  }

  private async next(name: string): Promise<Buffer> {
    const { value } = await this.source.next();
    if (value?.name !== name || sha256(value.bytes) !== this.backup.sums.get(name))
      throw refusal("damaged", { file: this.backup.file });
    return value.bytes;
  }

  /** Rows of a table in COPY's text format; nothing for an empty table. Read each table to its end before the next. */
  async *rows(table: string): AsyncGenerator<Buffer> {
    if (!this.started) await this.next(manifestName);
    this.started = true;
    for (let part = 1; this.backup.sums.has(partName(table, part)); part++) yield await this.next(partName(table, part));
  }

  /** Ends the reading, at the end or before it. */
  async close(): Promise<void> {
    await this.source.return(undefined);
  }
}
