import { createHmac, timingSafeEqual } from "node:crypto";
import type { DatabaseReader } from "@/lib/core/db";
import { portalSecret } from "@/lib/core/secret";

/** What a link is signed for: one letter, its end, and the address that it was sent to. */
export type Signed = { id: number; expiresAt: Date; email: string };

/** The key of a link under a secret. */
export function signedKey(secret: string, { id, expiresAt, email }: Signed): string {
  const subject = `verify ${id} ${expiresAt.getTime()} ${email.toLowerCase()}`;
  return `${id.toString(36)}-${createHmac("sha256", secret).update(subject).digest("hex").slice(0, 32)}`;
}

/** The key of a link that only whoever reads the address has. */
export async function linkKey(database: DatabaseReader, signed: Signed): Promise<string> {
  return signedKey(await portalSecret("verification", database), signed);
}

/** Number of the letter that a key says it is of; null when it cannot be a key. */
export function letterOf(key: string): number | null {
  const id = Number.parseInt(/^([0-9a-z]{1,6})-[0-9a-f]{32}$/.exec(key)?.[1] ?? "", 36);
  return Number.isNaN(id) || id > 2_147_483_647 ? null : id;
}

/** True for a key that we made for this letter while the contact had this address. */
export async function isSigned(database: DatabaseReader, key: string, signed: Signed): Promise<boolean> {
  const expected = Buffer.from(await linkKey(database, signed));
  const given = Buffer.from(key);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
