import { type NextRequest, NextResponse } from "next/server";
import createMiddleware from "next-intl/middleware";
import { env } from "./lib/core/env";
import { type ErrorCode, errorCodes } from "./lib/core/errors";
import { limits } from "./lib/core/limits";
import { errorPage, localeOfPath } from "./lib/http/error-page";
import { href } from "./lib/i18n/href";
import { inLocale, type Locale } from "./lib/i18n/locales";
import { routing } from "./lib/i18n/routing";
import { findLegacyAddress, findRecordAddress, type RecordAddress, type RecordKind } from "./lib/projects/queries/address";
import { hasImport, importIdOf } from "./lib/quality/queries/imports";

const localise = createMiddleware(routing);

/** An address that no folder of app/ matches: Next answers it with 404 and the whole page of global-not-found.tsx. */
const unmatched = "/not-found/unmatched/record";

const recordPath = /^\/(fr|en)\/(projets|projects|actualites|news)\/([^/]+)\/?$/;
const recordName = /^([pn])(\d{1,12})(?:-(.*))?$/;
const importPath = /^\/(fr|en)\/(?:qualite|quality)\/imports\/([^/]+)\/?$/;
const legacyPath = /(?:^\/legacy\/projects\/(\d{1,12})\/?$)|(?:\/detailProjet\.html$)/;

/** Bounds, language, legacy addresses, and records: everything that must be decided before a page starts to render. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname } = request.nextUrl;
  const refused = refuse(request);
  if (refused) return answer(refused, request);
  const legacy = legacyPath.exec(pathname);
  if (legacy) return redirectLegacy(request, legacy[1] ?? request.nextUrl.searchParams.get("criteres.projetId") ?? "");
  const record = recordPath.exec(pathname);
  if (record) {
    const decided = await decideRecord(request, record[1] as Locale, record[2] ?? "", decodeName(record[3] ?? ""));
    if (decided) return decided;
  }
  const run = importPath.exec(pathname);
  if (run && (await isUnknownImport(decodeName(run[2] ?? "")))) return notFound(request, run[1] as Locale);
  // Pages know their language from their address; the 404 page has none and reads this header.
  request.headers.set("x-locale", localeOfPath(pathname));
  return localise(request);
}

function refuse(request: NextRequest): ErrorCode | null {
  if (request.nextUrl.href.length > limits.urlLength) return "url_too_long";
  if (Number(request.headers.get("content-length") ?? 0) > limits.requestBodyBytes) return "body_too_large";
  return null;
}

function answer(code: ErrorCode, request: NextRequest): NextResponse {
  const page = errorPage(
    code,
    localeOfPath(request.nextUrl.pathname),
    env().SITE_NAME,
    request.headers.get("x-request-id") ?? "",
  );
  return new NextResponse(page, {
    status: errorCodes[code].http,
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" },
  });
}

function decodeName(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

function notFound(request: NextRequest, locale: Locale): NextResponse {
  const headers = new Headers(request.headers);
  headers.set("x-locale", locale);
  return NextResponse.rewrite(new URL(unmatched, request.url), { request: { headers } });
}

function addressOf(kind: RecordKind, address: RecordAddress, locale: Locale): string {
  const record = `${address.id}-${inLocale(locale, address.slugFr, address.slugEn)}`;
  return href(locale, { pathname: kind === "p" ? "/projects/[record]" : "/news/[record]", record });
}

/** Next sends the Location of its own host as a relative one, right behind any proxy. */
function redirect(request: NextRequest, location: string): NextResponse {
  return NextResponse.redirect(new URL(location, request.url), {
    status: 308,
    headers: { "Cache-Control": "public, max-age=300" },
  });
}

/** Null: go on, the address is canonical, or the database cannot tell (a cached page may still answer). */
async function decideRecord(request: NextRequest, locale: Locale, folder: string, name: string): Promise<NextResponse | null> {
  const [, kind, number, slug] = recordName.exec(name) ?? [];
  const expected: RecordKind = folder === "projets" || folder === "projects" ? "p" : "n";
  if (kind !== expected) return notFound(request, locale);
  let address: RecordAddress | null;
  try {
    address = await findRecordAddress(expected, `${kind}${number}`);
  } catch {
    return null;
  }
  if (!address) return notFound(request, locale);
  const canonical = addressOf(expected, address, locale);
  const isCanonical = request.nextUrl.pathname === canonical && slug !== undefined;
  return isCanonical ? null : redirect(request, canonical);
}

/** False also where the database cannot tell: the page answers then. */
async function isUnknownImport(name: string): Promise<boolean> {
  const id = importIdOf(name);
  return id === null || !(await hasImport(id).catch(() => true));
}

/** Legacy addresses were French; the number is the legacy Atlas' own. */
async function redirectLegacy(request: NextRequest, number: string): Promise<NextResponse> {
  try {
    const address = /^\d{1,12}$/.test(number) ? await findLegacyAddress(Number(number)) : null;
    return address ? redirect(request, addressOf("p", address, "fr")) : notFound(request, "fr");
  } catch {
    const response = answer("database_unavailable", request);
    response.headers.set("Retry-After", "5");
    return response;
  }
}

export const config = {
  // Everything but the API, Next's own files and the files of public/ (which have an extension; one legacy address has, too).
  matcher: ["/((?!api/|_next/|.*\\.(?!html$)[a-z0-9]{2,12}$).*)"],
};
