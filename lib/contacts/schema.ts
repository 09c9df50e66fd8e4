import { z } from "zod";
import { OfficeKind, PostKind } from "@/lib/core/prisma-client/enums";

/** Whom the directory lists: French posts abroad, and who helps in France. */
export const contactTypes = ["post", "office"] as const;
export type ContactType = (typeof contactTypes)[number];

export const contactKinds = { ...PostKind, ...OfficeKind };
export type ContactKind = keyof typeof contactKinds;

/** How long ago somebody last made sure of it: within a year, before, or not known to have been. */
export const freshnesses = ["fresh", "stale", "never"] as const;
export type Freshness = (typeof freshnesses)[number];

const day = z.iso.date().nullable();
const country = z.object({ code: z.string(), name: z.string(), slug: z.string() });

/**
 * An entry of the directory as everybody may see it. Of people it holds the function, and a name only as lib/posts/policy.ts
 * allows; e-mail addresses are in no entry: `writable` says that the portal passes letters on.
 */
export const contactSchema = z.object({
  id: z.string(),
  type: z.enum(contactTypes),
  kind: z.object({ code: z.enum(contactKinds), label: z.string() }),
  name: z.string(),
  names: z.object({ fr: z.string(), en: z.string() }),
  city: z.string().nullable(),
  country: country.nullable().describe("where it stands; null for an office in France"),
  covers: z
    .array(
      z.object({
        country,
        subdivision: z.string().nullable().describe("ISO 3166-2; overrides the post of the whole country"),
        place: z.string().nullable().describe("name of a place; overrides the posts of country and subdivision"),
      }),
    )
    .describe("what a post is competent for"),
  serves: z
    .array(z.object({ code: z.string(), name: z.string(), slug: z.string() }))
    .describe("territories that an office serves; none for a national network"),
  organisation: z.object({ id: z.string(), name: z.string(), slug: z.string() }).nullable(),
  coordinates: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
  website: z.string().nullable(),
  phone: z.string().nullable(),
  timeZone: z.string().nullable().describe("IANA"),
  people: z.array(
    z.object({
      function: z.object({ code: z.string(), label: z.string() }),
      name: z.string().nullable().describe("only where a legal basis for publishing it is recorded"),
      verifiedOn: day,
    }),
  ),
  verifiedOn: day,
  freshness: z.enum(freshnesses),
  writable: z.boolean().describe("letters written on its page are passed on"),
  source: z.object({ name: z.string(), url: z.string().nullable(), licence: z.string().nullable() }),
  demo: z.boolean(),
});

export type Contact = z.infer<typeof contactSchema>;
