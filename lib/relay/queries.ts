import { type Database, db } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { readNumber } from "@/lib/feedback/number";
import { relayedContactWhere, relayedFunctions, relayedOfficeWhere } from "@/lib/posts/policy";

/** True where the portal can send mail at all. */
export function canRelay(): boolean {
  return env().SMTP_URL !== undefined;
}

/**
 * The address that letters to a post or office go to: its own, else that of whoever holds the function to be written to, by the rule of
 * lib/posts/policy.ts. It leaves the portal on an envelope only. Null: there is none, or the post is closed.
 */
export async function recipientAddress(database: Database, publicId: string): Promise<string | null> {
  const office = await database.office.findFirst({ where: { publicId, ...relayedOfficeWhere }, select: { genericEmail: true } });
  if (office) return office.genericEmail;
  const post = await database.diplomaticPost.findFirst({
    where: { publicId, closedOn: null },
    select: {
      ...{ genericEmail: true, undeliverableOn: true },
      contacts: { where: relayedContactWhere, select: { functionCode: true, email: true }, orderBy: { id: "asc" } },
    },
  });
  if (!post) return null;
  if (post.genericEmail !== null && post.undeliverableOn === null) return post.genericEmail;
  const people = relayedFunctions.flatMap((code) => post.contacts.filter((contact) => contact.functionCode === code));
  return people[0]?.email ?? null;
}

/** What the confirmation says of a message: its addressee; nothing that the visitor wrote. Null when there is none of the number. */
export async function findPassedOn(text: string): Promise<{ number: string; publicId: string } | null> {
  const number = readNumber(text, "M");
  if (!number) return null;
  return db().relayMessage.findUnique({ where: { number }, select: { number: true, publicId: true } });
}
