import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { say } from "./language.mjs";
import { root, takeLock } from "./lock.mjs";

const inProject = (...parts) => path.join(root, ...parts);
const readJson = (file) => JSON.parse(readFileSync(file, "utf8"));

/** True when node_modules holds what package-lock.json asks for. npm writes its own list last, so half an install is seen. */
function isInstalled(withDevelopment) {
  const listFile = inProject("node_modules", ".package-lock.json");
  if (!existsSync(listFile)) return false;
  const installed = readJson(listFile).packages;
  return Object.entries(readJson(inProject("package-lock.json")).packages).every(
    ([folder, wanted]) =>
      folder === "" || wanted.optional || (wanted.dev && !withDevelopment) || installed[folder]?.version === wanted.version,
  );
}

/** Runs a program. Its output goes to stderr, since stdout belongs to the result of a command; `quiet`: only when it fails. */
function run(command, args, { quiet = false, environment = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: quiet ? ["ignore", "pipe", "pipe"] : ["ignore", 2, 2],
      shell: process.platform === "win32",
      env: { ...process.env, ...environment },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk) => {
        output += chunk;
      });
    }
    child.on("error", (error) => {
      output += error.message;
    });
    child.on("close", (code) => {
      if (code !== 0) process.stderr.write(output);
      resolve(code === 0);
    });
  });
}

function fail(key) {
  console.error(say(key));
  process.exit(2);
}

async function install() {
  console.error(say("launcher.installing"));
  // Install scripts are not needed (the launcher mends PostgreSQL's links itself), and one of them would try to download.
  const args = ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const npm = process.env.npm_execpath;
  const done = npm && /npm-cli\.c?js$/.test(npm) ? await run(process.execPath, [npm, ...args]) : await run("npm", args);
  if (!done) fail("launcher.installFailed");
}

/** Content of the schema and version of the generator: the generated client is stale when this changes. */
function schemaFingerprint() {
  const hash = createHash("sha256").update(readFileSync(inProject("node_modules", "prisma", "package.json")));
  for (const name of readdirSync(inProject("prisma", "models")).sort())
    hash.update(readFileSync(inProject("prisma", "models", name)));
  return hash.digest("hex");
}

const clientMark = () => inProject("lib", "core", "prisma-client", ".schema");

function isGenerated() {
  return existsSync(clientMark()) && readFileSync(clientMark(), "utf8") === schemaFingerprint();
}

async function generate() {
  const args = [inProject("node_modules", "prisma", "build", "index.js"), "generate", "--no-hints"];
  const environment = { CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1" };
  if (!(await run(process.execPath, args, { quiet: true, environment }))) fail("launcher.generateFailed");
  writeFileSync(clientMark(), schemaFingerprint());
}

/**
 * Brings node_modules and the generated database client up to date; does nothing when they are. One process at a time:
 * others wait. Ends the process with code 2 when it cannot.
 */
export async function ensureInstalled({ withDevelopment }) {
  const ready = () => isInstalled(withDevelopment) && isGenerated();
  for (let told = false; !ready(); await wait(500)) {
    const lock = await takeLock(`install:${root}`, () => ({ pid: process.pid, command: "install" }));
    if (lock.holder) {
      if (!told) console.error(say("launcher.waitingForInstall"));
      told = true;
      continue;
    }
    if (!isInstalled(withDevelopment)) await install();
    if (!isGenerated()) await generate();
    lock.release();
  }
}
