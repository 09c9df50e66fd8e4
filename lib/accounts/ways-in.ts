import { env } from "@/lib/core/env";
import { mayHoldCookies } from "./cookie";

/** How people may sign in here: by a link in a mail, and through a provider of identities of this name. */
export type WaysIn = { mail: boolean; provider: string | null };

/** None at all where cookies would travel in clear. */
export function waysIn(): WaysIn {
  const { SMTP_URL, OIDC_ISSUER, OIDC_LABEL } = env();
  const isSafe = mayHoldCookies();
  return { mail: isSafe && SMTP_URL !== undefined, provider: isSafe && OIDC_ISSUER ? OIDC_LABEL : null };
}
