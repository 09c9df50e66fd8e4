import { isIP } from "node:net";
import { env } from "@/lib/core/env";
import { limits } from "@/lib/core/limits";

const isSecure = () => new URL(env().PUBLIC_URL).protocol === "https:";

/** Cookies are for TLS; without it, only the machine itself may sign in. */
export function mayHoldCookies(): boolean {
  const { hostname } = new URL(env().PUBLIC_URL);
  return isSecure() || hostname === "localhost" || (isIP(hostname) === 4 && hostname.startsWith("127.")) || hostname === "[::1]";
}

/** The cookies of the portal; `__Host-` keeps browsers from taking one from another host or without TLS. */
const names = { session: "atlas-session", provider: "atlas-provider" } as const;
export type CookieName = keyof typeof names;

const nameOf = (name: CookieName) => `${isSecure() ? "__Host-" : ""}${names[name]}`;

/** Value of a cookie of ours that a request brings; null: none, or not in the form of a token. */
export function readCookie(header: string | null, name: CookieName): string | null {
  for (const part of (header ?? "").split(";")) {
    const [key = "", value = ""] = part.trim().split("=", 2);
    if (key === nameOf(name)) return /^[\w-]{43}$/.test(value) ? value : null;
  }
  return null;
}

const lifeMs = { session: limits.sessionLifeMs, provider: limits.providerReturnMs } as const;

/** `Set-Cookie` that gives a browser a token; null takes it away. */
export function setCookie(name: CookieName, token: string | null): string {
  const age = token === null ? 0 : lifeMs[name] / 1_000;
  return `${nameOf(name)}=${token ?? ""}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${isSecure() ? "; Secure" : ""}`;
}
