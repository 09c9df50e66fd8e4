import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { envSchema } from "@/lib/core/env";
import { configurationTable, tableInReadme } from "../check/readme-configuration";

const root = fileURLToPath(new URL("../..", import.meta.url));
const readme = readFileSync(path.join(root, "README.md"), "utf8");

describe("README", () => {
  it("has the configuration of the schema (npm run docs:config writes it)", () => {
    expect(tableInReadme()).toBe(configurationTable());
  });

  it("explains every variable", () => {
    for (const [name, schema] of Object.entries(envSchema.shape)) expect(schema.description, name).toMatch(/\w{3}/);
  });

  it("names only files that exist and scripts that run", () => {
    const files = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => match[1] ?? "");
    expect(files.length).toBeGreaterThan(3);
    expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
    const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };
    const named = [...readme.matchAll(/npm (?:run )?([a-z:]+)/g)].map((match) => match[1] ?? "").filter((name) => name !== "ci");
    expect(named.filter((name) => !(name in scripts) && name !== "run")).toEqual([]);
  });
});
