import { type NextRequest, NextResponse } from "next/server";
import createMiddleware from "next-intl/middleware";
import { env } from "@/lib/core/env";
import { type ErrorCode, errorCodes, retryHeaders } from "@/lib/core/errors";
import { isStated } from "@/lib/core/parameters";
import { pageCacheControl } from "@/lib/core/security-headers";
import { errorPage, localeOfPath } from "@/lib/http/error-page";
import { promisedHeader, promiseResponse } from "@/lib/http/kept-responses";
import { isKept, tagOf } from "@/lib/http/versioned";
import { href, type Target } from "@/lib/i18n/href";
import type { Locale } from "@/lib/i18n/locales";
import { routing } from "@/lib/i18n/routing";

/** What is decided about a request before its page starts to render; `parts` are those of its path. */
export type Decide = (request: NextRequest, locale: Locale, ...parts: string[]) => Promise<NextResponse>;

/** An address that no folder of app/ matches: Next answers it with 404 and the whole page of global-not-found.tsx. */
const unmatched = "/not-found/unmatched/record";

/** The page as it is. */
export const localise: (request: NextRequest) => NextResponse = createMiddleware(routing);

/** The page of a record or subject that is there, at its canonical address. */
export function asKeptPage(request: NextRequest): NextResponse {
  const page = localise(request);
  page.headers.set("Cache-Control", pageCacheControl);
  return page;
}

/** The page as it is, under another status. */
export function withStatus(request: NextRequest, status: number): NextResponse {
  return new NextResponse(null, { status, headers: localise(request).headers });
}

/** A page of figures is not made again for a client that has it: what is asked for in one canonical form has one entity tag. */
export async function answerTagged(request: NextRequest, locale: Locale, asked: readonly unknown[]): Promise<NextResponse> {
  // Next asks for the same address in another form, too.
  const tag = request.headers.has("rsc") ? null : await tagOf([locale, ...asked]).catch(() => null);
  if (!tag) return localise(request);
  const answered = isKept(request, tag) ? new NextResponse(null, { status: 304 }) : sentBefore(request, tag);
  answered.headers.set("ETag", tag);
  return answered;
}

/** The page as it was sent before, or as it is made now. */
function sentBefore(request: NextRequest, tag: string): NextResponse {
  const promised = promiseResponse(request, tag);
  return promised ? new NextResponse(null, { headers: { [promisedHeader]: promised } }) : localise(request);
}

/**
 * The list at its canonical address; another form of it leads there. Not for good: a day that is to come, or a parameter of a later
 * version, is none today.
 */
export function answerList(request: NextRequest, locale: Locale, target: Target & { query: Record<string, string> }) {
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (isRead && !isStated(request.nextUrl.searchParams, target.query)) return redirect(request, href(locale, target), 307);
  return answerTagged(request, locale, [target.pathname, target.query]);
}

/** A whole page that tells an error. */
export function answerError(code: ErrorCode, request: NextRequest): NextResponse {
  const locale = localeOfPath(request.nextUrl.pathname);
  const page = errorPage(code, locale, env().SITE_NAME, request.headers.get("x-request-id") ?? "");
  return new NextResponse(page, {
    status: errorCodes[code].http,
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", ...retryHeaders(code) },
  });
}

/** The page of what is not there, in a language. */
export function notFound(request: NextRequest, locale: Locale): NextResponse {
  const headers = new Headers(request.headers);
  headers.set("x-locale", locale);
  return NextResponse.rewrite(new URL(unmatched, request.url), { request: { headers } });
}

/** Next sends the Location of its own host as a relative one, right behind any proxy. 308: for good, 307: as things are now. */
export function redirect(request: NextRequest, location: string, status: 307 | 308 = 308): NextResponse {
  return NextResponse.redirect(new URL(location, request.url), {
    status,
    headers: { "Cache-Control": "public, max-age=300" },
  });
}

/** Another page than that of the address. */
export function showInstead(request: NextRequest, path: string): NextResponse {
  return NextResponse.rewrite(new URL(path, request.url));
}
