import { z } from "zod";

/** History of a record as every reader sees it: the page and the API. Names and values are in the language asked for. */
const named = { field: z.string().describe("name of the fact, stable"), label: z.string() };

export const changeSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("created") }),
  z.object({ kind: z.literal("value"), ...named, before: z.string().nullable(), after: z.string().nullable() }),
  z
    .object({ kind: z.literal("text"), ...named, before: z.number().int(), after: z.number().int() })
    .describe("a long text: its length in characters; 0: there was none"),
  z
    .object({ kind: z.literal("list"), ...named, added: z.array(z.string()), removed: z.array(z.string()) })
    .describe("items added and removed; none of either: only their order changed"),
]);

const importSchema = z.object({
  id: z.number().int().describe("number of the import; its report is a public page"),
  kind: z.string(),
  source: z.object({ code: z.string(), name: z.string() }),
  sourceAsOf: z.iso.date().nullable().describe("day as of which the source stood, where it says so"),
});

export const historyEntrySchema = z.object({
  id: z.string().describe("number of the change, stable"),
  changedOn: z.iso.date().describe("day in France"),
  import: importSchema.nullable().describe("the import that made the change; null: the operators of the portal"),
  changes: z.array(changeSchema),
});

export const historySchema = z.object({
  id: z.string().describe("public id of the record"),
  total: z.number().int(),
  page: z.number().int(),
  pages: z.number().int(),
  entries: z.array(historyEntrySchema).describe("newest first"),
});

export type Change = z.infer<typeof changeSchema>;
export type HistoryEntry = z.infer<typeof historyEntrySchema>;
export type RecordHistory = z.infer<typeof historySchema>;
