import type { NextRequest, NextResponse } from "next/server";
import { decideAccount } from "./app/_proxy/account";
import { answerError, type Decide, localise, notFound } from "./app/_proxy/answers";
import { decideContact, decideLetterReceived, decideReport, decideReportReceived, decideVerification } from "./app/_proxy/forms";
import { decideCitation, decideComparison, decideNews, decideSearch, decideStatistics } from "./app/_proxy/lists";
import { decideImport, decideLegacy, decideProfile, decideRecord } from "./app/_proxy/records";
import { accountPathOf } from "./lib/accounts/address";
import type { ErrorCode } from "./lib/core/errors";
import { limits } from "./lib/core/limits";
import { localeOfPath } from "./lib/http/error-page";
import { draftHeader } from "./lib/http/form-draft";
import { href } from "./lib/i18n/href";
import { profileFolders } from "./lib/profiles/address";

/** Addresses whose path says more than a page: its parts are decided about. */
const byForm: readonly [form: RegExp, decide: Decide][] = [
  [/(?:^\/legacy\/projects\/(\d{1,12})\/?$)|(?:\/detailProjet\.html$)/, decideLegacy],
  [/^\/(?:fr|en)\/(projets|projects|actualites|news)\/([^/]+)\/?$/, decideRecord],
  // The folder behind the page of a record on a day, which has no address of its own.
  [
    /^\/(?:fr|en)\/(?:projets|projects|organisations|pays|countries)\/[^/]+\/as-of(?:\/|$)/,
    async (request, locale) => notFound(request, locale),
  ],
  [new RegExp(`^/(?:fr|en)/(${Object.keys(profileFolders).join("|")})/(.+?)/?$`), decideProfile],
  [/^\/(?:fr|en)\/(?:qualite|quality)\/imports\/([^/]+)\/?$/, decideImport],
  // An entry of the directory, and the form that writes to it in either language.
  [/^\/(?:fr|en)\/contacts\/([db]\d{1,12}(?:-[^/]*)?)(\/ecrire|\/write)?\/?$/i, decideContact],
];

/** Pages whose parameters are decided about. */
const byPage = [
  ["/projects", decideSearch],
  ["/statistics", decideStatistics],
  ["/compare", decideComparison],
  ["/citation", decideCitation],
  ["/news", decideNews],
  ["/report", decideReport],
  ["/report/received", decideReportReceived],
  ["/contacts/received", decideLetterReceived],
  ["/contacts/verify", decideVerification],
] as const;

/** Bounds, language, legacy addresses, and records: everything that must be decided before a page starts to render. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname } = request.nextUrl;
  const refused = refuse(request);
  if (refused) return answerError(refused, request);
  const locale = localeOfPath(pathname);
  // Pages know their language from their address; the 404 page has none and reads this header.
  request.headers.set("x-locale", locale);
  request.headers.delete(draftHeader);
  for (const [form, decide] of byForm) {
    const parts = form.exec(pathname)?.slice(1);
    if (parts) return decide(request, locale, ...parts.map((part) => decodeName(part ?? "")));
  }
  const path = pathname.replace(/\/$/, "");
  // Its letters may be encoded: next-intl and Next would find the page all the same.
  const account = accountPathOf(decodeName(path), locale);
  if (account) return decideAccount(request, locale, account);
  const [, decide = null] = byPage.find(([page]) => path === href(locale, { pathname: page })) ?? [];
  return decide ? decide(request, locale) : localise(request);
}

function refuse(request: NextRequest): ErrorCode | null {
  if (request.nextUrl.href.length > limits.urlLength) return "url_too_long";
  if (Number(request.headers.get("content-length") ?? 0) > limits.requestBodyBytes) return "body_too_large";
  return null;
}

function decodeName(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

export const config = {
  // Everything but the API, Next's own files and robots.txt and the sitemap (whose names have an extension; one legacy address has, too).
  matcher: ["/((?!api/|_next/|.*\\.(?!html$)[a-z0-9]{2,12}$).*)"],
};
