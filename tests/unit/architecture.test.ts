import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

// docs/decisions/001-layers.md: app → components → lib/<domain> → lib/core, and what follows from it.

const root = fileURLToPath(new URL("../..", import.meta.url));

function walk(folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder)).flatMap((name) => {
    const file = path.join(folder, name);
    if (name === "prisma-client") return [];
    return statSync(path.join(root, file)).isDirectory() ? walk(file) : /\.tsx?$/.test(name) ? [file] : [];
  });
}

const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const lines = (file: string) => read(file).trimEnd().split("\n").length;
const atRoot = ["instrumentation.ts", "next.config.ts", "proxy.ts"];
const sources = [...["app", "components", "lib", "prisma"].flatMap(walk), ...atRoot];

/** What a file imports: packages as they are named, files of the project by their path from its root. */
function imports(file: string, withTypes = true): string[] {
  const text = withTypes ? read(file) : read(file).replace(/^(import|export) type [^;]*;$/gm, "");
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s[^;]*?from\s+"([^"]+)"|import\(\s*"([^"]+)"\s*\)|(?:^|\n)import\s+"([^"]+)"/g,
  );
  return [...found].map((match) => {
    const name = match[1] ?? match[2] ?? match[3] ?? "";
    if (name.startsWith("@/")) return name.slice(2);
    return name.startsWith(".") ? path.join(path.dirname(file), name) : name;
  });
}

/** Imports that break a rule, as "file imports thing". */
function offences(files: string[], isForbidden: (imported: string, file: string) => boolean, withTypes = true): string[] {
  return files.flatMap((file) =>
    imports(file, withTypes)
      .filter((imported) => isForbidden(imported, file))
      .map((imported) => `${file} imports ${imported}`),
  );
}

const inFolder = (name: string, folder: string) => name === folder || name.startsWith(`${folder}/`);
const filesIn = (folder: string) => sources.filter((file) => inFolder(file, folder));

describe("one direction", () => {
  it("finds the sources and their imports", () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(imports("lib/core/database-url.ts")).toEqual(["lib/core/env", "lib/core/errors"]);
  });

  it("lib never imports app or components", () => {
    expect(offences(filesIn("lib"), (name) => inFolder(name, "app") || inFolder(name, "components"))).toEqual([]);
  });

  it("components never import app", () => {
    expect(offences(filesIn("components"), (name) => inFolder(name, "app"))).toEqual([]);
  });

  it("lib/core imports nothing else of the project", () => {
    const others = ["app", "components", "lib", "messages", "prisma"];
    const isOther = (name: string) => others.some((folder) => inFolder(name, folder)) && !inFolder(name, "lib/core");
    expect(offences(filesIn("lib/core"), isOther)).toEqual([]);
  });

  it("components/ui knows no domain", () => {
    const allowed = ["lib/core", "lib/i18n", "components/ui"];
    const isDomain = (name: string) => /^(lib|components)\//.test(name) && !allowed.some((folder) => inFolder(name, folder));
    expect(offences(filesIn("components/ui"), isDomain)).toEqual([]);
  });

  it("components never reach for the database", () => {
    const isAccess = (name: string) => /(^|\/)(queries|mutations|loaders)(\/|$)|^lib\/core\/(db|prisma-client)|^pg$/.test(name);
    // The types of what a query gives are the props of a component; its code is not.
    expect(offences(filesIn("components"), isAccess, false)).toEqual([]);
  });

  it("the domain survives a change of framework", () => {
    const mayKnowNext = (file: string) =>
      inFolder(file, "lib/i18n") || file === "lib/core/cache.ts" || /\/(loaders|actions)\.ts$/.test(file);
    const files = filesIn("lib").filter((file) => !mayKnowNext(file));
    expect(offences(files, (name) => name === "next" || name.startsWith("next/") || name.startsWith("next-intl"))).toEqual([]);
  });

  it("nothing of the portal imports what starts or commands it", () => {
    const files = sources.filter((file) => !inFolder(file, "lib/launcher") && !inFolder(file, "lib/cli"));
    expect(offences(files, (name) => inFolder(name, "lib/launcher") || inFolder(name, "lib/cli"))).toEqual([]);
  });
});

describe("small files with telling names", () => {
  it("pages have at most 60 lines, components 150, others 250", () => {
    const bound = (file: string) => (/\/page\.tsx$/.test(file) ? 60 : inFolder(file, "components") ? 150 : 250);
    expect(sources.filter((file) => lines(file) > bound(file)).map((file) => `${file}: ${lines(file)} lines`)).toEqual([]);
  });

  it("no barrels, no drawers for everything", () => {
    const names = /^(index|utils?|helpers?|misc|common|shared|constants)\.tsx?$/;
    expect(sources.filter((file) => names.test(path.basename(file)))).toEqual([]);
    expect(sources.filter((file) => /\/(utils?|helpers?|misc|shared)\//.test(file))).toEqual([]);
  });

  it("client components are leaves that say what is lost without JavaScript", () => {
    const clients = sources.filter((file) => /^\s*(\/\/.*\n|\/\*[\s\S]*?\*\/\s*)*"use client"/.test(read(file)));
    const isClient = new Set(clients.map((file) => file.replace(/\.tsx?$/, "")));
    expect(clients.filter((file) => !/without JavaScript|no JavaScript/i.test(read(file)))).toEqual([]);
    // A leaf: it draws no other component of the project than other leaves and those without a domain.
    const isBranch = (name: string) => inFolder(name, "components") && !inFolder(name, "components/ui") && !isClient.has(name);
    expect(offences(clients, isBranch)).toEqual([]);
  });

  it("no check is silenced", () => {
    const silenced = /@ts-(ignore|nocheck|expect-error)|biome-ignore|eslint-disable|\bas any\b|: any\b/;
    expect(sources.filter((file) => silenced.test(read(file)))).toEqual([]);
  });
});
