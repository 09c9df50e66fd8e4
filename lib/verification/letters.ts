import type { DatabaseReader } from "@/lib/core/db";
import type { Prisma } from "@/lib/core/prisma-client/client";

const letterSelect = {
  ...{ id: true, language: true, expiresAt: true, answer: true, answeredAt: true },
  post: { select: { id: true, publicId: true, nameFr: true, nameEn: true, genericEmail: true, closedOn: true } },
  office: { select: { id: true, publicId: true, nameFr: true, nameEn: true, genericEmail: true } },
  contact: {
    select: {
      ...{ id: true, functionCode: true, functionLabel: true, lastName: true, firstName: true, email: true, phone: true },
      ...{ visibility: true, legalBasis: true, verifiedOn: true },
      source: { select: { nameFr: true, nameEn: true, url: true } },
      post: { select: { publicId: true, nameFr: true, nameEn: true } },
      organisation: { select: { publicId: true, name: true, nameEn: true } },
    },
  },
} satisfies Prisma.VerificationSelect;

type Row = Prisma.VerificationGetPayload<{ select: typeof letterSelect }>;

/** PERSONAL DATA, for the contact itself: whom a letter asks, and where it went. */
export type Letter = Pick<Row, "id" | "language" | "expiresAt" | "answer" | "answeredAt"> & {
  kind: "post" | "office" | "contact";
  /** Number of the row of that kind. */
  key: number;
  email: string;
  /** What the directory lists: the entry itself, or where the person works. */
  publicId: string;
  names: { fr: string; en: string };
  person: Row["contact"];
};

/** A letter, while whom it asks is there and has an address; null otherwise. */
export async function readLetter(database: DatabaseReader, id: number): Promise<Letter | null> {
  const row = await database.verification.findUnique({ where: { id }, select: letterSelect });
  if (!row) return null;
  const { post, office, contact, ...letter } = row;
  if (contact) {
    const { post: at, organisation } = contact;
    const email = contact.email;
    const publicId = at?.publicId ?? organisation?.publicId;
    const fr = at?.nameFr ?? organisation?.name ?? "";
    const en = at?.nameEn ?? organisation?.nameEn ?? fr;
    return email && publicId
      ? { ...letter, kind: "contact", key: contact.id, email, publicId, names: { fr, en }, person: contact }
      : null;
  }
  const entry = office ?? (post?.closedOn === null ? post : null);
  if (!entry?.genericEmail) return null;
  const { id: key, publicId, nameFr: fr, nameEn: en, genericEmail: email } = entry;
  return { ...letter, kind: office ? "office" : "post", key, email, publicId, names: { fr, en }, person: null };
}
