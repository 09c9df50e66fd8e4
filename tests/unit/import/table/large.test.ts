import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { temporaryFiles } from "./files";

const write = temporaryFiles();

it("reads 500 MB in constant memory, decoding Windows-1252", async () => {
  const file = write("large.csv", "");
  const script = fileURLToPath(new URL("large-file.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", script, file, "500"]);
  const { rows, read, peakMegabytes } = JSON.parse(stdout);
  expect(statSync(file).size).toBeGreaterThan(500 * 1024 * 1024);
  expect(read).toBe(rows);
  expect(peakMegabytes).toBeLessThan(300);
}, 600_000);
