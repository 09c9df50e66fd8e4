import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

type Package = {
  version?: string;
  resolved?: string;
  optionalDependencies?: Record<string, string>;
  dependencies?: Record<string, string>;
};

const root = fileURLToPath(new URL("../..", import.meta.url));
const readJson = (name: string) => JSON.parse(readFileSync(path.join(root, name), "utf8")) as Record<string, unknown>;
const packages = readJson("package-lock.json").packages as Record<string, Package>;

/** Where Node would find `name` from the package in `folder`. */
function found(folder: string, name: string): boolean {
  for (let base = folder; ; base = base.slice(0, Math.max(base.lastIndexOf("/node_modules/"), 0))) {
    if (`${base}${base && "/"}node_modules/${name}` in packages) return true;
    if (!base.includes("/node_modules/")) return base !== "" && `node_modules/${name}` in packages;
  }
}

describe("package-lock.json", () => {
  it("names the packages of every platform, or `npm ci` fails (a registry may carry some platforms only)", () => {
    const missing = Object.entries(packages).flatMap(([folder, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !found(folder, name)),
    );
    expect(missing).toEqual([]);
  });

  it("names no registry: each machine uses its own", () => {
    expect(Object.values(packages).filter((entry) => entry.resolved)).toEqual([]);
  });

  it("agrees with package.json, whose versions are exact", () => {
    const manifest = readJson("package.json") as {
      dependencies: Record<string, string>;
      devDependencies: Record<string, string>;
    };
    const wanted = { ...manifest.dependencies, ...manifest.devDependencies };
    expect(Object.entries(wanted).filter(([, version]) => !/^\d/.test(version))).toEqual([]);
    const locked = Object.fromEntries(Object.keys(wanted).map((name) => [name, packages[`node_modules/${name}`]?.version]));
    expect(locked).toEqual(wanted);
  });
});
