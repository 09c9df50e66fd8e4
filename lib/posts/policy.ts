import { Prisma } from "@/lib/core/prisma-client/client";

/**
 * The columns of a contact that may leave the database for an anonymous visitor, and the rule for its name.
 * E-mail addresses and telephone numbers of people are not among them (docs/decisions/006-personal-data.md).
 */
export const publicContactSelect = {
  functionCode: true,
  functionLabel: true,
  visibility: true,
  legalBasis: true,
  lastName: true,
  firstName: true,
  verifiedOn: true,
} satisfies Prisma.ContactSelect;

export type PublicContactRow = Prisma.ContactGetPayload<{ select: typeof publicContactSelect }>;

/** Contacts that may be shown at all. */
export const publicContactWhere = { visibility: { not: "restricted" }, optedOut: false } satisfies Prisma.ContactWhereInput;

/** Name to show: only a public one whose legal basis is recorded. */
export function publicName(contact: PublicContactRow): string | null {
  if (contact.visibility !== "public" || !contact.legalBasis) return null;
  return [contact.firstName, contact.lastName].filter(Boolean).join(" ") || null;
}

/**
 * People to whom a letter of a visitor may be passed on where the post has no address of its own: whose function it is to be
 * written to, and who neither objected nor are restricted. In the order in which they are tried.
 */
export const relayedFunctions = ["decentralised_cooperation_correspondent", "cooperation_counsellor"] as const;
export const relayedContactWhere = {
  ...publicContactWhere,
  email: { not: null },
  undeliverableOn: null,
  functionCode: { in: [...relayedFunctions] },
} satisfies Prisma.ContactWhereInput;

/** An address of its own that mail was not refused for. */
const reachedWhere = { genericEmail: { not: null }, undeliverableOn: null };

/** Posts and offices that letters are passed on to. */
export const relayedPostWhere = {
  closedOn: null,
  OR: [reachedWhere, { contacts: { some: relayedContactWhere } }],
} satisfies Prisma.DiplomaticPostWhereInput;
export const relayedOfficeWhere = reachedWhere satisfies Prisma.OfficeWhereInput;

/** Whose people somebody who signed in may see: those of these countries (ISO), and of these organisations. */
export type HeldScope = { countries: readonly string[]; organisationIds: readonly number[] };

/**
 * Contacts (`c`, with their post `p` or organisation `o`) that may be shown, with name and addresses, to somebody of this scope: whatever
 * their visibility, but nobody who objected. A post counts for the country where it stands and for those that it covers.
 */
export function heldContactCondition({ countries, organisationIds }: HeldScope): Prisma.Sql {
  const codes = Prisma.sql`${[...countries]}::text[]`;
  return Prisma.sql`NOT c.opted_out AND p.closed_on IS NULL AND (
    p.country_code = ANY(${codes}) OR o.country_code = ANY(${codes}) OR c.organisation_id = ANY(${[...organisationIds]}::int[])
    OR EXISTS (SELECT FROM post_jurisdiction j WHERE j.post_id = c.post_id AND j.country_code = ANY(${codes})))`;
}
