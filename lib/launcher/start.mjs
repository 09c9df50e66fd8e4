// The way in for every command: plain JavaScript that needs nothing installed. Usage: start.mjs (start|dev|build|atlas …)
import "./small-heap.mjs";
import { readFileSync } from "node:fs";
import path from "node:path";
import { say } from "./language.mjs";

const { engines } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
const [wantedMajor = 0, wantedMinor = 0] = engines.node
  .replace(/[^\d.]/g, "")
  .split(".")
  .map(Number);
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < wantedMajor || (major === wantedMajor && minor < wantedMinor)) {
  console.error(say("launcher.nodeTooOld", { version: process.versions.node, wanted: `${wantedMajor}.${wantedMinor}` }));
  process.exit(2);
}

const { ensureInstalled } = await import("./install.mjs");
const { root } = await import("./lock.mjs");
const [command, ...args] = process.argv.slice(2);
// The build checks types, whose packages are development dependencies.
await ensureInstalled({ withDevelopment: command !== "atlas" });

const { register } = await import("tsx/esm/api");
register({ tsconfig: path.join(root, "tsconfig.json") });
const run = command === "atlas" ? (await import("../cli/atlas.ts")).atlas : (await import("./portal.ts")).portal;
const code = await run(command === "atlas" ? args : command);
// Timers of libraries would hold the process; what was written to stdout must still arrive.
process.stdout.write("", () => process.exit(code));
