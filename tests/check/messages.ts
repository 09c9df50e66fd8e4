import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Message, namesOfArguments } from "./message-arguments";
import { readUsage, type SourceFile, unusedKeys, wantedKeys } from "./message-usage";

const root = fileURLToPath(new URL("../..", import.meta.url));
const scanned = ["app", "components", "lib", "tests/run.mjs", "proxy.ts", "instrumentation.ts"];

/** Texts of one language by full key: `namespace.group.key`. */
export type Texts = Map<string, string>;

function flatten(value: unknown, prefix: string, into: Texts): Texts {
  if (typeof value === "string") into.set(prefix, value);
  else for (const [key, child] of Object.entries(value as object)) flatten(child, `${prefix}.${key}`, into);
  return into;
}

function readTexts(locale: string): Texts {
  const folder = path.join(root, "messages", locale);
  const texts: Texts = new Map();
  for (const file of readdirSync(folder)) {
    flatten(JSON.parse(readFileSync(path.join(folder, file), "utf8")), path.basename(file, ".json"), texts);
  }
  return texts;
}

function readSources(target: string): SourceFile[] {
  const full = path.join(root, target);
  if (/\.(tsx?|mjs)$/.test(target)) return [{ name: target, text: readFileSync(full, "utf8") }];
  if (path.extname(target) !== "" || target.endsWith("prisma-client")) return [];
  return readdirSync(full).flatMap((name) => readSources(path.join(target, name)));
}

/** Keys of one language alone, and messages whose arguments differ: one line each. */
export function parityProblems(french: Texts, english: Texts): string[] {
  const problems: string[] = [];
  const read = (language: string, key: string, text: string): Message | undefined => {
    try {
      return namesOfArguments(text);
    } catch (error) {
      problems.push(`${key}: not a valid message in ${language}: ${(error as Error).message}`);
      return undefined;
    }
  };
  for (const key of new Set([...french.keys(), ...english.keys()])) {
    const [fr, en] = [french.get(key), english.get(key)];
    if (fr === undefined || en === undefined) {
      problems.push(`${key}: missing in ${fr === undefined ? "French" : "English"}`);
      continue;
    }
    if (fr.trim() === "" || en.trim() === "") problems.push(`${key}: empty`);
    const [inFrench, inEnglish] = [read("French", key, fr), read("English", key, en)];
    if (inFrench && inEnglish && inFrench.join() !== inEnglish.join()) {
      problems.push(
        `${key}: arguments differ: French ${inFrench.join(", ") || "none"}; English ${inEnglish.join(", ") || "none"}`,
      );
    }
  }
  return problems;
}

/** Keys that no code asks for, and keys that code asks for in vain: one line each. */
export function usageProblems(keys: ReadonlySet<string>, sources: SourceFile[]): string[] {
  const usages = sources.map(readUsage);
  return [
    ...unusedKeys(keys, usages).map((key) => `${key}: used nowhere`),
    ...usages.flatMap((usage) =>
      wantedKeys(usage, keys).map((key) => `${key}: asked for by ${usage.file}, but there is no such message`),
    ),
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [french, english] = [readTexts("fr"), readTexts("en")];
  const problems = [...parityProblems(french, english), ...usageProblems(new Set(french.keys()), scanned.flatMap(readSources))];
  for (const problem of problems) console.error(problem);
  console.log(`${french.size} messages, ${problems.length} problems`);
  process.exit(problems.length === 0 ? 0 : 1);
}
