import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const child = fileURLToPath(new URL("stream-child.ts", import.meta.url));
const root = fileURLToPath(new URL("../../../..", import.meta.url));

it("reads 500 MB in less than 300 MB of memory", { timeout: 600_000 }, async () => {
  const given = ["--import", "tsx", child, String(500 * 1024 * 1024)];
  const { stdout } = await promisify(execFile)(process.execPath, given, { cwd: root });
  const { activities, results, megabytes } = JSON.parse(stdout);
  expect(activities).toBeGreaterThan(50_000);
  expect(results).toBe(activities);
  expect(megabytes).toBeLessThan(300);
});
