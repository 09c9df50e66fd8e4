import { z } from "zod";

/**
 * A project as every reader sees it: the page, the API and the exports. Labels are in the language asked for.
 * Dates are ISO (YYYY-MM-DD), amounts are numbers in the line's currency, coordinates are WGS84 degrees.
 * Null always means "not stated", never zero nor "no".
 */
const isoDate = z.iso.date();
const labelled = z.object({ code: z.string(), label: z.string() });

const textSchema = z.object({
  text: z.string(),
  language: z.string().length(2).describe("ISO 639-1 code of the language of the text"),
  status: z.enum(["original", "human", "machine"]).describe("original text, human or machine translation"),
});

const dateSchema = z.object({ date: isoDate, precision: z.enum(["year", "month", "day"]) });

const positionSchema = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  precision: z.enum(["exact", "municipality", "area", "country", "inferred"]),
});

const countrySchema = z.object({ code: z.string().length(2), name: z.string(), slug: z.string() });

const organisationSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  kind: labelled.extend({ isAuthority: z.boolean() }),
  side: z.enum(["french", "foreign", "unattributed"]),
  country: countrySchema.nullable(),
  codes: z.array(z.object({ scheme: z.string(), code: z.string() })),
  roles: z.array(labelled),
  position: positionSchema.nullable(),
  website: z.string().nullable(),
});

const fundingLineSchema = z.object({
  funder: z.object({ id: z.string(), name: z.string(), side: z.enum(["french", "foreign", "unattributed"]) }),
  year: z.number().int().nullable(),
  amount: z.number().nonnegative().nullable(),
  currency: z.string().length(3),
  kind: z.enum(["cofunding", "budget", "commitment", "disbursement"]),
  inKind: z.boolean(),
  schemes: z.array(labelled.extend({ amount: z.number().nonnegative().nullable() })),
});

const contactSchema = z.object({
  function: labelled,
  name: z.string().nullable().describe("only where a legal basis for publishing it is recorded"),
  verifiedOn: isoDate.nullable(),
});

const postSchema = z.object({
  id: z.string(),
  name: z.string(),
  names: z.object({ fr: z.string(), en: z.string() }),
  city: z.string(),
  country: countrySchema,
  website: z.string().nullable(),
  phone: z.string().nullable(),
  /** Why this post: it covers the whole country, or a subdivision or place in it that overrides the country's post. */
  competentFor: z.string(),
  writable: z.boolean().describe("letters written on its page of the directory are passed on"),
  demo: z.boolean(),
  contacts: z.array(contactSchema),
});

const sourceSchema = z.object({
  code: z.string(),
  name: z.string(),
  publisher: z.string(),
  licence: z.string().nullable(),
  licenceUrl: z.string().nullable(),
  url: z.string().nullable(),
  asOf: isoDate.nullable(),
});

/** Status that the dates give, beside the declared one. */
export const computedStatuses = [
  "planned",
  "ongoing",
  "end_date_passed",
  "closed",
  "cancelled",
  "suspended",
  "not_stated",
] as const;

export const projectTextFields = ["context", "background", "objectives", "description", "beneficiaries"] as const;

/** A project in a list. */
export const projectSummarySchema = z.object({
  id: z.string(),
  slug: z.string(),
  title: textSchema,
  origin: z.enum(["reference", "imported", "manual", "demo"]),
  french: z.array(z.object({ id: z.string(), name: z.string() })),
  foreign: z.array(z.object({ id: z.string(), name: z.string(), country: countrySchema.nullable() })),
  countries: z.array(countrySchema),
  theme: labelled.nullable(),
  startYear: z.number().int().nullable(),
  endYear: z.number().int().nullable(),
  computedStatus: z.enum(computedStatuses),
  /** Sum of the co-funding lines in euros whose amount is known; null when none is. */
  cofundingTotal: z.number().nullable(),
  unknownAmounts: z.number().int().describe("co-funding lines without an amount"),
  updatedOn: isoDate,
});

export const projectSchema = z.object({
  id: z.string().describe("public id, stable and never used twice"),
  slugs: z.object({ fr: z.string(), en: z.string() }).describe("last part of the address of the page, by language"),
  legacyId: z.number().int().nullable(),
  origin: z.enum(["reference", "imported", "manual", "demo"]),
  title: textSchema,
  form: labelled.nullable(),
  declaredStatus: labelled.nullable(),
  computedStatus: z.enum(computedStatuses),
  lastConfirmedOn: isoDate.nullable(),
  signedYear: z.number().int().nullable(),
  start: dateSchema.nullable(),
  end: dateSchema.nullable(),
  threeYearFunding: z.boolean().nullable(),
  communicationInFrance: z.boolean().nullable(),
  communicationAbroad: z.boolean().nullable(),
  evaluation: z.boolean().nullable(),
  multilateral: z.boolean(),
  themes: z
    .array(z.object({ rank: z.number().int(), path: z.array(labelled) }))
    .describe("rank 0 is the main theme; path from the widest"),
  texts: z.array(textSchema.extend({ field: z.enum(projectTextFields) })),
  organisations: z.array(organisationSchema),
  places: z.array(z.object({ country: countrySchema, name: z.string().nullable(), position: positionSchema.nullable() })),
  funding: z.array(fundingLineSchema),
  /** People are counted, never named (docs/decisions/006-personal-data.md). */
  volunteers: z.number().int(),
  partnerContacts: z.number().int(),
  posts: z.array(postSchema),
  findings: z.array(
    z.object({
      rule: z.string(),
      severity: z.enum(["info", "warning", "error"]),
      details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
      record: z.object({ id: z.string(), slug: z.string() }).nullable(),
    }),
  ),
  news: z.array(
    z.object({
      id: z.string(),
      slug: z.string(),
      title: textSchema,
      happenedOn: isoDate,
      closesOn: isoDate.nullable(),
      relatedAction: z.boolean(),
    }),
  ),
  source: sourceSchema,
  sourceUrl: z.string().nullable(),
  importedOn: isoDate.nullable(),
  createdOn: isoDate,
  updatedOn: isoDate,
});

export type Project = z.infer<typeof projectSchema>;
export type ProjectSummary = z.infer<typeof projectSummarySchema>;
export type ProjectOrganisation = Project["organisations"][number];
export type FundingLine = Project["funding"][number];
export type Side = ProjectOrganisation["side"];

export type Position = z.infer<typeof positionSchema>;
export type ComputedStatus = (typeof computedStatuses)[number];
