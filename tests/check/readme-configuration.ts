import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { envSchema, parseEnv } from "@/lib/core/env";

const readme = fileURLToPath(new URL("../../README.md", import.meta.url));
const marks = { from: "<!-- configuration: written by `npm run docs:config` -->", to: "<!-- end of configuration -->" };

/** The README's table of variables, from the schema that reads them. */
export function configurationTable(): string {
  const defaults: Record<string, unknown> = parseEnv({});
  const rows = Object.entries(envSchema.shape).map(([name, schema]) => {
    const value = defaults[name];
    return `| \`${name}\` | ${value === undefined ? "" : `\`${value}\``} | ${(schema.description ?? "").replaceAll("|", "\\|")} |`;
  });
  return ["| variable | default | meaning |", "|---|---|---|", ...rows].join("\n");
}

/** The table as the README has it. Throws where the marks are gone. */
export function tableInReadme(text = readFileSync(readme, "utf8")): string {
  const [from, to] = [text.indexOf(marks.from), text.indexOf(marks.to)];
  if (from < 0 || to < from) throw new Error("README.md has lost the marks of its configuration table");
  return text.slice(from + marks.from.length, to).trim();
}

if (process.argv.includes("--write")) {
  const text = readFileSync(readme, "utf8");
  const table = tableInReadme(text);
  const at = text.indexOf(marks.from) + marks.from.length;
  const rest = text.slice(text.indexOf(marks.to));
  writeFileSync(readme, `${text.slice(0, at)}\n\n${configurationTable()}\n\n${rest}`);
  console.log(table === configurationTable() ? "unchanged" : "written");
}
