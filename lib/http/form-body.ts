import { env } from "@/lib/core/env";
import { AtlasError } from "@/lib/core/errors";
import { limits } from "@/lib/core/limits";

/**
 * Refuses a form that another site sent in the visitor's name. Browsers say where a form comes from in Sec-Fetch-Site, older
 * ones in Origin; a client that says neither is no browser, and can fool nobody but itself. Throws `cross_site`.
 */
export function refuseOtherSites(request: Request): void {
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  // A proxy may have put its own name in the place of the one that the browser asked for.
  const hosts = [request.headers.get("x-forwarded-host") ?? request.headers.get("host"), new URL(env().PUBLIC_URL).host];
  const isOwn = site ? site === "same-origin" : origin === null || (URL.canParse(origin) && hosts.includes(new URL(origin).host));
  if (!isOwn) throw new AtlasError("cross_site", "form of another site");
}

/**
 * Fields of a form sent as application/x-www-form-urlencoded, read no further than the bound, whatever length the request
 * states. Throws `invalid_input` for another type, `body_too_large`.
 */
export async function readForm(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/x-www-form-urlencoded(?:;|$)/i.test(type)) throw new AtlasError("invalid_input", "not a form");
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > limits.requestBodyBytes) throw new AtlasError("body_too_large", "form too large");
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}
