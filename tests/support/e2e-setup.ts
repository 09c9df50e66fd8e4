import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Playwright's global setup: one portal with demo records for all browser tests, in a process of its own because
 * Playwright's loader does not know the project's aliases in all places. Sets BASE_URL and E2E_DATABASE_URL.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, ["--import", "tsx", path.join("tests", "support", "e2e-process.ts")], {
    cwd: root,
    stdio: ["pipe", "pipe", "inherit"],
  });
  let text = "";
  for await (const chunk of child.stdout) {
    text += String(chunk);
    if (text.includes("\n")) break;
  }
  if (!text.includes("\n")) throw new Error("the portal for the browser tests did not start");
  const { baseUrl, databaseUrl } = JSON.parse(text) as { baseUrl: string; databaseUrl: string };
  process.env.BASE_URL = baseUrl;
  process.env.E2E_DATABASE_URL = databaseUrl;
  return async () => {
    // It lives as long as its input is open, so that it never outlives the tests.
    const ended = child.exitCode === null ? once(child, "exit") : undefined;
    child.stdin.end();
    await ended;
  };
}
