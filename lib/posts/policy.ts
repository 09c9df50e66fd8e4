import type { Prisma } from "@/lib/core/prisma-client/client";

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
