import { createHash } from "node:crypto";
import { today } from "@/lib/core/clock";
import { dataVersion } from "@/lib/core/data-version";
import { env } from "@/lib/core/env";
import type { Locale } from "@/lib/i18n/locales";
import { publicHeaders } from "./public-headers";

/** Names the sources of this build (next.config.ts). */
const build = process.env.ATLAS_BUILD ?? "";

/**
 * Entity tag of what a request would be answered now, without making the answer: from the state of the data, the build, the
 * configuration, the day in France and what is asked for, in its canonical form. Weak: an answer may be compressed on its way.
 */
export async function tagOf(asked: readonly unknown[]): Promise<string> {
  const { PUBLIC_URL, SITE_NAME } = env();
  const parts = [build, PUBLIC_URL, SITE_NAME, today(), await dataVersion(), ...asked];
  return `W/"${createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 27)}"`;
}

/** True when a client says in If-None-Match that it has this (RFC 9110: weak comparison). */
export function isKept(request: Request, tag: string): boolean {
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  const opaque = (one: string) => one.trim().replace(/^W\//, "");
  return (request.headers.get("if-none-match") ?? "").split(",").some((one) => opaque(one) === opaque(tag));
}

/**
 * Answers what everybody may keep for a minute and then ask for again: 304 without reading anything where the client has it
 * already, else what `make` makes. `asked`: everything that the answer depends on beside the data and the language.
 */
export async function answerVersioned(
  request: Request,
  locale: Locale,
  asked: readonly unknown[],
  make: () => Promise<Response>,
): Promise<Response> {
  // Before anything is read: what is written meanwhile makes the tag too old, never too new.
  const tag = await tagOf([locale, ...asked]);
  const response = isKept(request, tag) ? new Response(null, { status: 304 }) : await make();
  for (const [name, value] of Object.entries({ ...publicHeaders(locale), ETag: tag })) response.headers.set(name, value);
  return response;
}
