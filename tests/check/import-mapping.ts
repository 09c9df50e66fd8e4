import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { fieldOf, fieldsOf, type Target } from "@/lib/import/sources/table/fields";
import { mappingSchema } from "@/lib/import/sources/table/mapping";

// `tsx tests/check/import-mapping.ts --write` renews the tables of docs/import-mapping.md from the schema and the fields.

const file = fileURLToPath(new URL("../../docs/import-mapping.md", import.meta.url));
const [start, end] = [
  "<!-- reference: written by `npx tsx tests/check/import-mapping.ts --write` -->",
  "<!-- end of reference -->",
];

type JsonSchema = {
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
};

/** Every key with its path: `columns.<field>.headers`. */
function keyRows(schema: JsonSchema, path: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, child]) => {
    const at = path ? `${path}.${key}` : key;
    const values = typeof child.additionalProperties === "object" ? child.additionalProperties : undefined;
    const row = `| \`${at}\` | ${schema.required?.includes(key) ? "yes" : "no"} | ${child.description ?? ""} |`;
    const within = [...keyRows(child, at), ...(child.items ? keyRows(child.items, `${at}[]`) : [])];
    return [row, ...within, ...(values ? keyRows(values, `${at}.<field>`) : [])];
  });
}

function fieldRows(target: Target): string[] {
  return Object.keys(fieldsOf[target]).map((name) => {
    const field = fieldOf(target, name);
    const type = `${field?.type.replace("_", " ")}${field?.list ? ", list" : ""}`;
    return `| \`${name}\` | ${type} | ${field?.required ? "yes" : "no"} | ${field?.means} |`;
  });
}

/** The part of docs/import-mapping.md that is written from the code. */
export function mappingReference(): string {
  const schema = z.toJSONSchema(mappingSchema, { unrepresentable: "any" }) as JsonSchema;
  const targets = (Object.keys(fieldsOf) as Target[]).flatMap((target) => [
    `### Fields of \`${target}\``,
    "",
    "| field | type | necessary | meaning |",
    "|---|---|---|---|",
    ...fieldRows(target),
    "",
  ]);
  return ["### Keys", "", "| key | necessary | meaning |", "|---|---|---|", ...keyRows(schema, ""), "", ...targets].join("\n");
}

/** What stands between the marks of the document today. */
export function documentedReference(): string {
  const text = readFileSync(file, "utf8");
  return text.slice(text.indexOf(start) + start.length, text.indexOf(end)).trim();
}

if (process.argv.includes("--write")) {
  const text = readFileSync(file, "utf8");
  const before = text.slice(0, text.indexOf(start) + start.length);
  writeFileSync(file, `${before}\n\n${mappingReference().trim()}\n\n${text.slice(text.indexOf(end))}`);
}
