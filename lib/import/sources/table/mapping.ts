import { z } from "zod";
import type { Problem, Reason } from "../../reasons";
import { FileRefused } from "../../source";
import { fieldOf, fieldsOf, type Target } from "./fields";
import { headerKey } from "./header";

const targets = Object.keys(fieldsOf) as [Target, ...Target[]];
const text = z.string().trim().min(1);
const heading = text.refine((value) => headerKey(value) !== "");
const headings = z.array(heading).min(1);

const columnSchema = z.strictObject({
  headers: headings.describe(
    "headings under which the column may stand, the first being the one that an export writes; case, accents, spaces and signs do not count",
  ),
  values: z
    .record(text, z.string())
    .optional()
    .describe("words of the source → what is read instead; case and accents do not count"),
  dropEnd: text.optional().describe("what is cut off the end of each value; `#` stands for digits"),
});

const conditionSchema = z
  .strictObject({
    headers: headings.describe(
      "columns that are looked at; one that fulfils the condition is enough, but `isNot` must hold for all",
    ),
    is: z.array(text).min(1).optional().describe("the cell is one of these"),
    isNot: z.array(text).min(1).optional().describe("no cell is one of these, nor empty"),
    contains: z
      .array(text)
      .min(1)
      .optional()
      .describe("the cell holds one of these as whole words; a `*` at the end stands for any ending"),
  })
  .refine(({ is, isNot, contains }) => [is, isNot, contains].filter(Boolean).length === 1);

/** A mapping as it stands in its file: see docs/import-mapping.md, which is written from this schema. */
export const mappingSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
    .describe("name of the mapping: small letters, digits and hyphens"),
  target: z.enum(targets).describe("what a row is"),
  source: z
    .strictObject({
      code: z
        .string()
        .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
        .describe("identity of the source: the same for every file of it"),
      nameFr: text.describe("name in French"),
      nameEn: text.describe("name in English"),
      publisher: text.describe("who publishes the data"),
      licence: text.nullable().describe("licence of the data; null when it is not known"),
      licenceUrl: z
        .url({ protocol: /^https?$/ })
        .nullable()
        .describe("address of the licence"),
      url: z
        .url({ protocol: /^https?$/ })
        .nullable()
        .describe("address of the data"),
    })
    .describe("who published the data, under which licence: shown on every record"),
  sheet: z
    .union([text, z.int().min(1)])
    .optional()
    .describe("sheet of a spreadsheet by name, or by number from 1; default: the first"),
  headerLine: z.int().min(1).optional().describe("line of the headings; default: the first that holds something"),
  formats: z
    .strictObject({
      dates: z.enum(["dmy", "mdy"]).optional().describe("order of dates that do not start with the year; default: `dmy`"),
      decimal: z.enum([".", ","]).optional().describe("sign before the decimals; without it, `1,500` is reported, not read"),
      list: z
        .string()
        .min(1)
        .max(5)
        .optional()
        .describe("what divides the values of a list in one cell; default: a vertical bar"),
      percentages: z
        .enum(["fraction", "percent"])
        .optional()
        .describe("how shares without `%` are meant; without it, `0.05` is reported, not read"),
    })
    .optional(),
  columns: z.record(z.string(), columnSchema).describe("field → column that fills it"),
  constants: z.record(z.string(), text).optional().describe("field → value where the column is absent or the cell empty"),
  keep: z.array(conditionSchema).optional().describe("conditions that a row must all fulfil to be taken; the others are counted"),
});

export type Mapping = z.infer<typeof mappingSchema>;
export type ColumnMapping = z.infer<typeof columnSchema>;
export type Condition = z.infer<typeof conditionSchema>;

/** Checks a mapping from outside. Throws FileRefused with the path of everything that is wrong with it. */
export function parseMapping(json: unknown): Mapping {
  const parsed = mappingSchema.safeParse(json);
  const problems = parsed.success
    ? fieldProblems(parsed.data)
    : parsed.error.issues.flatMap((issue) => problemsOfIssue(issue, json));
  if (problems.length > 0 || !parsed.success) throw new FileRefused(problems);
  return parsed.data;
}

function problemsOfIssue(issue: z.core.$ZodIssue, json: unknown): Problem[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => problem([...path, key], "mapping_key_unknown"));
  return [problem(path, valueAt(json, path) === undefined ? "mapping_key_missing" : "mapping_value_invalid")];
}

function valueAt(json: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>> | null | undefined)?.[key], json);
}

function fieldProblems({ target, columns, constants = {} }: Mapping): Problem[] {
  const named = [
    ...Object.keys(columns).map((field) => ({ at: "columns", field })),
    ...Object.keys(constants).map((field) => ({ at: "constants", field })),
  ];
  const unknown = named
    .filter(({ field }) => fieldOf(target, field) === null)
    .map(({ at, field }) => problem([at, field], "mapping_field_unknown"));
  const missing = Object.keys(fieldsOf[target])
    .filter((field) => fieldOf(target, field)?.required && !named.some((one) => one.field === field))
    .map((field) => problem(["columns", field], "mapping_field_required"));
  return [...unknown, ...missing, ...repeatedHeadings(columns)];
}

/** A heading that two fields claim, or one claims twice: which of them it fills is not said. */
function repeatedHeadings(columns: Mapping["columns"]): Problem[] {
  const seen = new Set<string>();
  return Object.entries(columns).flatMap(([field, { headers }]) =>
    headers.flatMap((header, index) => {
      const key = headerKey(header);
      if (seen.has(key)) return [problem(["columns", field, "headers", String(index)], "mapping_heading_twice", header)];
      seen.add(key);
      return [];
    }),
  );
}

function problem(path: readonly string[], reason: Reason, value = ""): Problem {
  return { line: null, column: path.join("."), value: value || path.join("."), reason };
}
