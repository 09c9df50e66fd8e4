import { createHash, randomBytes } from "node:crypto";

/** What a token opens: one for another purpose is none. */
export type TokenPurpose = "session" | "sign_in" | "invitation";

/** A token that nobody guesses: 32 random bytes, as text for an address or a cookie. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What of a token is stored. It has 256 random bits: a plain hash cannot be undone. */
export function tokenHash(purpose: TokenPurpose, token: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash("sha256").update(`${purpose} ${token}`).digest());
}
