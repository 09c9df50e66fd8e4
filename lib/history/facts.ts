import { z } from "zod";
import { projectTextFields } from "@/lib/projects/schema";

/** Lists of facts as revisions keep them (lib/import/apply/facts.ts). */
export const listFacts = {
  places: z.array(
    z.object({
      country: z.string(),
      name: z.string().nullable(),
      latitude: z.string().nullable(),
      longitude: z.string().nullable(),
      precision: z.enum(["exact", "municipality", "area", "country", "inferred"]).nullable(),
    }),
  ),
  organisations: z.array(z.object({ organisation: z.string(), role: z.string() })),
  themes: z.array(z.object({ theme: z.string(), rank: z.number().int(), percentage: z.string().nullable() })),
  funding: z.array(
    z.object({
      funder: z.string(),
      year: z.number().int().nullable(),
      amount: z.string().nullable(),
      currency: z.string(),
      kind: z.enum(["cofunding", "budget", "commitment", "disbursement"]),
      inKind: z.boolean(),
      schemes: z.array(z.object({ code: z.string(), amount: z.string().nullable() })),
    }),
  ),
} as const;

export type ListFact = keyof typeof listFacts;
export type ListItem<F extends ListFact> = z.infer<(typeof listFacts)[F]>[number];

export function isListFact(field: string): field is ListFact {
  return Object.hasOwn(listFacts, field);
}

/** The list that a revision holds of a fact; null, of a record that had none, is the empty one. */
export function listOf<F extends ListFact>(field: F, value: unknown): ListItem<F>[] {
  return listFacts[field].parse(value ?? []) as ListItem<F>[];
}

/** "context" → the field and no language; "context.en" → the field and the language of the translation; null: no text. */
export function textOf(fact: string): { field: (typeof projectTextFields)[number] | "title"; language: string | null } | null {
  const [name = "", language = null] = fact.split(".");
  const field = name === "title" ? name : projectTextFields.find((one) => one === name);
  return field ? { field, language } : null;
}

const precisions = { 4: "year", 7: "month", 10: "day" } as const;
const rests = { 4: "-01-01", 7: "-01", 10: "" } as const;

/** "2018" → the year 2018; "2018-12" and "2018-12-31" alike. Null for anything else. */
export function dateOf(fact: unknown): { date: string; precision: "year" | "month" | "day" } | null {
  if (typeof fact !== "string" || !/^\d{4}(-\d{2}(-\d{2})?)?$/.test(fact)) return null;
  const length = fact.length as 4 | 7 | 10;
  return { date: `${fact}${rests[length]}`, precision: precisions[length] };
}
