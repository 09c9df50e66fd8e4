import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { type Binaries, reachableBinaries } from "./binaries";
import { ClusterError } from "./errors";
import { type Identity, identityFor, isReachableByOthers } from "./identity";
import { endLeftServer, startPostmaster } from "./postmaster";

/** A PostgreSQL that this process runs. The address holds its password: never log it. */
export type Cluster = { url: string; stop(): Promise<void> };

type ClusterOptions = {
  /** Folder of the cluster; created when absent. */
  folder: string;
  /** Where binaries are copied when their own folder is closed to the unprivileged user. */
  binariesFolder: string;
  /** Test clusters give up durability for speed. */
  durable: boolean;
  /** Port of 127.0.0.1; a free one when not given. */
  port?: number;
};

/** A port may be taken between the look and the start, and a killed server's last process may need a moment to go. */
const attempts = 5;

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

function runInitdb(initdb: string, args: string[], identity: Identity | undefined): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = { ...identity, cwd: "/", detached: true, env: { ...process.env, LC_ALL: "C" } } as const;
    const child = spawn(initdb, args, { ...options, stdio: ["ignore", "ignore", "pipe"] });
    let errors = "";
    child.stderr.on("data", (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.on("error", (error) => resolve(error.message));
    child.on("close", (code) => resolve(code === 0 ? undefined : errors.trim() || String(code)));
  });
}

/** Writes a file that only its owner reads. A link planted in its place is replaced, not followed. */
function writeSecret(file: string, text: string, owner: Identity | undefined): void {
  rmSync(file, { force: true });
  writeFileSync(file, text, { mode: 0o600, flag: "wx" });
  if (owner) chownSync(file, owner.uid, owner.gid);
}

/** Makes the data folder aside and renames it when complete: a run that is killed meanwhile leaves nothing half done. */
async function initialise(binaries: Binaries, folder: string, durable: boolean, identity: Identity | undefined): Promise<void> {
  for (const name of readdirSync(folder)) {
    if (name.startsWith("data.new-")) rmSync(path.join(folder, name), { recursive: true, force: true });
  }
  // A name of its own: an initdb whose parent was killed may still be writing.
  const fresh = path.join(folder, `data.new-${randomBytes(4).toString("hex")}`);
  const passwordFile = path.join(folder, "password");
  writeSecret(passwordFile, randomBytes(18).toString("base64url"), identity);
  const access = ["-U", "atlas", "-A", "scram-sha-256", `--pwfile=${passwordFile}`];
  const locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  const args = ["-D", fresh, ...access, ...locale, "--no-instructions", ...(durable ? [] : ["--no-sync"])];
  const failure = await runInitdb(binaries.initdb, args, identity);
  if (failure) throw new ClusterError("initdb_failed", folder, failure);
  renameSync(fresh, path.join(folder, "data"));
}

/** Makes the folder and gives it to the user that runs PostgreSQL. Throws where that user could not work in it. */
function prepareFolder(folder: string): Identity | undefined {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new ClusterError("folder_refused", folder, (error as Error).message);
  }
  const data = path.join(folder, "data");
  const identity = identityFor(data);
  if (identity) {
    chmodSync(folder, 0o755);
    chownSync(folder, identity.uid, identity.gid);
    if (!existsSync(data) && !isReachableByOthers(folder)) throw new ClusterError("folder_unreachable", folder);
    return identity;
  }
  const present = existsSync(data) ? data : folder;
  if (process.getuid && statSync(present).uid !== process.getuid()) throw new ClusterError("folder_of_another_user", folder);
  return undefined;
}

/**
 * Starts the PostgreSQL of `folder` on 127.0.0.1, and makes it first if needed. A server left behind by a killed run is
 * ended first, and PostgreSQL replays its log: nothing is lost. One caller per folder at a time (lib/launcher/lock).
 * Throws ClusterError.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const identity = prepareFolder(options.folder);
  const folder = realpathSync(options.folder);
  const binaries = await reachableBinaries(options.binariesFolder, identity);
  const data = path.join(folder, "data");
  if (!existsSync(data)) await initialise(binaries, folder, options.durable, identity);
  await endLeftServer(data);
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    // The reference data alone are as large as PostgreSQL's default of 128 MB.
    "shared_buffers=256MB",
    ...(options.durable ? [] : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]),
  ];
  const password = readFileSync(path.join(folder, "password"), "utf8").trim();
  let said = "";
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const port = options.port ?? (await freePort());
    const address = (database: string) => `postgresql://atlas:${password}@127.0.0.1:${port}/${database}`;
    const start = { postgres: binaries.postgres, data, log: path.join(folder, "postgres.log"), port, settings, identity };
    const started = await startPostmaster(start, address("postgres"));
    if (typeof started !== "string") {
      await createDatabase(address("postgres"), "atlas");
      return { url: address("atlas"), stop: started.stop };
    }
    said = started;
    if (!/in use|already exists/.test(said)) break;
    await wait(500);
  }
  throw new ClusterError("start_failed", folder, said);
}

/** Creates a database, if it is not there yet. */
async function createDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
  if (found.rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  await client.end();
}
