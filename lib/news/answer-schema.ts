import { z } from "zod";
import { agreementKinds } from "./schema";

const text = z.object({
  text: z.string(),
  language: z.string().describe("ISO 639-1"),
  status: z.enum(["original", "human", "machine"]).describe("original, or by whom it was translated"),
});
const day = z.iso.date();
const relatedAction = z
  .boolean()
  .describe("signed by no French local authority: counted in no total of decentralised cooperation");

/** A page of the index of news, for programs. */
export const newsListSchema = z.object({
  total: z.number().int(),
  page: z.number().int(),
  pages: z.number().int(),
  links: z.object({ self: z.url(), page: z.url(), previous: z.url().nullable(), next: z.url().nullable() }),
  items: z.array(
    z.object({
      id: z.string(),
      url: z.url(),
      page: z.url(),
      title: text,
      happenedOn: day,
      closesOn: day.nullable().describe("last day on which one may answer the call for projects that it tells"),
      relatedAction,
      organisations: z.array(z.string()),
      countries: z.array(z.string()),
      summary: z.string(),
      updatedAt: z.iso.datetime(),
    }),
  ),
});

/** What the page of a news item says, for programs. Signatories are functions, never people. */
export const newsItemSchema = z.object({
  id: z.string(),
  page: z.url(),
  title: text,
  body: text,
  happenedOn: day.describe("day of the event"),
  closesOn: day.nullable().describe("last day on which one may answer the call for projects that it tells"),
  updatedOn: day,
  placeName: z.string().nullable(),
  source: z.object({ name: z.string(), url: z.string().nullable() }),
  picture: z
    .object({ url: z.url(), width: z.number(), height: z.number(), credit: z.string(), alternative: z.string() })
    .nullable(),
  organisations: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      role: z.enum(["signatory", "host", "supporter", "mentioned"]),
      country: z.string().nullable(),
    }),
  ),
  countries: z.array(z.object({ code: z.string(), name: z.string() })),
  projects: z.array(z.object({ id: z.string(), title: text })),
  themes: z.array(z.object({ code: z.string(), label: z.string() })),
  agreements: z.array(
    z.object({
      kind: z.enum(agreementKinds),
      relatedAction,
      signedOn: z.object({ date: day, precision: z.enum(["year", "month", "day"]) }).nullable(),
      placeName: z.string().nullable(),
      endsOn: day.nullable(),
      durationMonths: z.number().int().nullable(),
      object: z.string().nullable(),
      parties: z.array(z.object({ name: z.string(), signatoryFunction: z.string().nullable() })),
    }),
  ),
  figures: z
    .array(
      z.object({
        label: z.string(),
        amount: z.number(),
        currency: z.string().describe("ISO 4217"),
        approximate: z.boolean(),
        year: z.number().int().nullable(),
        source: z.string(),
      }),
    )
    .describe("amounts that the item states; no funding"),
});
