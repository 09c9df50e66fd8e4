// `npm test`: every check and every suite, then one line "N passed, N failed". `npm run check`: the static checks alone. `npm run bench`: measures.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { ensureInstalled } from "../lib/launcher/install.mjs";
import { say } from "../lib/launcher/language.mjs";
import { root } from "../lib/launcher/lock.mjs";
import { findChromium } from "./support/chromium.mjs";
import { makeClusterFolder } from "./support/cluster-folder.mjs";

await ensureInstalled({ withDevelopment: true });
const wanted = process.argv[2] ?? "all";

const results = path.join(root, "test-results");
const bin = (name) => path.join(root, "node_modules", ".bin", name);
const quiet = { NEXT_TELEMETRY_DISABLED: "1" };

function run(command, args, environment = {}, stdio = "inherit") {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio, env: { ...process.env, ...quiet, ...environment } });
    let said = "";
    const hear = (chunk) => {
      said += chunk;
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.on("error", (error) => {
      console.error(String(error));
      resolve({ code: 1, said });
    });
    child.on("close", (code) => resolve({ code: code ?? 1, said }));
  });
}

const total = { passed: 0, failed: 0, skipped: 0 };

function count({ passed = 0, failed = 0, skipped = 0 }, code) {
  total.passed += passed;
  // A suite that could not even start has no failed test to show for it.
  total.failed += failed || (code === 0 ? 0 : 1);
  total.skipped += skipped;
}

/** Starts a check; what it says is shown when those before it are done. */
function check(title, command, args) {
  return { title, end: run(command, args, {}, ["ignore", "pipe", "pipe"]) };
}

async function tell({ title, end }) {
  const { code, said } = await end;
  process.stdout.write(`\n── ${title}\n${said}`);
  count({ passed: code === 0 ? 1 : 0 }, code);
}

async function staticChecks() {
  const others = [
    check("format", bin("biome"), ["format", "."]),
    check("lint", bin("biome"), ["lint", "--error-on-warnings", "."]),
    check("messages", process.execPath, ["--import", "tsx", path.join("tests", "check", "messages.ts")]),
  ];
  await run(bin("next"), ["typegen"], {}, "ignore");
  const types = check("types", bin("tsc"), ["--noEmit", "--incremental", "false", "-p", "."]);
  for (const each of [...others, types]) await tell(each);
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

async function vitest() {
  console.log("\n── unit and integration");
  const file = path.join(results, "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const { code } = await run(bin("vitest"), ["run", ...reporters]);
  const report = readReport(file) ?? {};
  const emptySuites = (report.testResults ?? []).filter(
    (suite) => suite.status === "failed" && suite.assertionResults.length === 0,
  );
  count(
    {
      passed: report.numPassedTests,
      failed: (report.numFailedTests ?? 0) + emptySuites.length,
      skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
    },
    code,
  );
}

async function browserTests() {
  console.log("\n── browser");
  const chromium = await findChromium();
  if (!chromium) {
    console.error(say("launcher.noChromium"));
    count({}, 1);
    return;
  }
  const file = path.join(results, "browser.json");
  const environment = { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  const { code } = await run(bin("playwright"), ["test", "--reporter=line,json"], environment);
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = readReport(file)?.stats ?? {};
  count({ passed: expected, failed: unexpected + flaky, skipped }, code);
}

if (wanted === "bench") {
  const { code } = await run(process.execPath, [
    "--import",
    "tsx",
    path.join("tests", "bench", "run.ts"),
    ...process.argv.slice(3),
  ]);
  process.exit(code);
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
await staticChecks();
if (wanted !== "check") {
  // The browser tests copy the reference data that the integration tests have loaded.
  const cluster = makeClusterFolder();
  process.env.ATLAS_TEST_CLUSTER = cluster;
  await vitest();
  await browserTests();
  rmSync(cluster, { recursive: true, force: true });
}
if (total.skipped > 0) console.log(`\n${total.skipped} skipped`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
