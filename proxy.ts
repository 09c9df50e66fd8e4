import { type NextRequest, NextResponse } from "next/server";
import createMiddleware from "next-intl/middleware";
import { type AsOf, asOfQuery, parseAsOf } from "./lib/as-of/params";
import { isOurs } from "./lib/cite/queries";
import { comparisonTarget, parseComparison } from "./lib/compare/address";
import { type ResolvedComparison, resolveComparison, withAdded } from "./lib/compare/queries/resolve";
import { contactTarget, inBothLanguages, writeTarget } from "./lib/contacts/address";
import { findContact } from "./lib/contacts/queries/entries";
import type { Contact } from "./lib/contacts/schema";
import { env } from "./lib/core/env";
import { codeOf, type ErrorCode, errorCodes, retryHeaders } from "./lib/core/errors";
import { limits } from "./lib/core/limits";
import { pageCacheControl } from "./lib/core/security-headers";
import { receivedTarget, reportParameters } from "./lib/feedback/address";
import { findReceipt, findReportedRecord } from "./lib/feedback/queries";
import { receiveReport } from "./lib/feedback/receive";
import { errorPage, localeOfPath } from "./lib/http/error-page";
import { draftHeader, encodeDraft } from "./lib/http/form-draft";
import { isKept, tagOf } from "./lib/http/versioned";
import { href, type Target } from "./lib/i18n/href";
import { inLocale, type Locale } from "./lib/i18n/locales";
import { routing } from "./lib/i18n/routing";
import { isCanonicalNews, newsParams, parseNewsQuery } from "./lib/news/index-query";
import { profileFolders, subjectTarget } from "./lib/profiles/address";
import { findSubject } from "./lib/profiles/queries/subject";
import type { Subject, SubjectKind } from "./lib/profiles/schema";
import { findLegacyAddress, findRecordAddress, type RecordAddress, type RecordKind } from "./lib/projects/queries/address";
import { hasImport, importIdOf } from "./lib/quality/queries/imports";
import { numberParameter, passedOnTarget } from "./lib/relay/address";
import { canRelay, findPassedOn } from "./lib/relay/queries";
import { receiveLetter } from "./lib/relay/receive";
import { findExact } from "./lib/search/exact";
import { isCanonical, type ProjectQuery, paramsOf, parseProjectQuery, queryOf } from "./lib/search/params";

const localise = createMiddleware(routing);

/** An address that no folder of app/ matches: Next answers it with 404 and the whole page of global-not-found.tsx. */
const unmatched = "/not-found/unmatched/record";

const recordPath = /^\/(fr|en)\/(projets|projects|actualites|news)\/([^/]+)\/?$/;
const recordName = /^([pn])(\d{1,12})(?:-(.*))?$/;
const profilePath = new RegExp(`^/(fr|en)/(${Object.keys(profileFolders).join("|")})/(.+?)/?$`);
/** The page of an entry of the directory, and the form that writes to it in either language. */
const contactPath = /^\/(fr|en)\/contacts\/([db]\d{1,12}(?:-[^/]*)?)(\/ecrire|\/write)?\/?$/i;
const importPath = /^\/(fr|en)\/(?:qualite|quality)\/imports\/([^/]+)\/?$/;
/** The folder behind the page of a record on a day, which has no address of its own. */
const behindDay = /^\/(fr|en)\/(?:projets|projects|organisations|pays|countries)\/[^/]+\/as-of(?:\/|$)/;
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
  const hidden = behindDay.exec(pathname);
  if (hidden) return notFound(request, hidden[1] as Locale);
  const profile = profilePath.exec(pathname);
  const kind = profile && profileFolders[profile[2] ?? ""];
  if (profile && kind) {
    const decided = await decideProfile(request, profile[1] as Locale, kind, decodeName(profile[3] ?? ""));
    if (decided) return decided;
  }
  const run = importPath.exec(pathname);
  if (run && (await isUnknownImport(decodeName(run[2] ?? "")))) return notFound(request, run[1] as Locale);
  // Pages know their language from their address; the 404 page has none and reads this header.
  const locale = localeOfPath(pathname);
  request.headers.set("x-locale", locale);
  request.headers.delete(draftHeader);
  const path = pathname.replace(/\/$/, "");
  if (path === href(locale, { pathname: "/projects" })) return decideSearch(request, locale);
  if (path === href(locale, { pathname: "/statistics" }))
    return answerTagged(request, locale, ["statistics", queryOf(queryOfRequest(request), locale)]);
  if (path === href(locale, { pathname: "/compare" })) return decideComparison(request, locale);
  if (path === href(locale, { pathname: "/citation" })) return decideCitation(request, locale);
  if (path === href(locale, { pathname: "/news" })) return decideNews(request, locale);
  const contact = contactPath.exec(pathname);
  if (contact) return decideContact(request, locale, decodeName(contact[2] ?? ""), contact[3] !== undefined);
  if (path === href(locale, { pathname: "/report" })) return decideReport(request, locale);
  if (path === href(locale, { pathname: "/report/received" }))
    return decideReceived(request, locale, () =>
      findReceipt(request.nextUrl.searchParams.get(reportParameters.number[locale]) ?? ""),
    );
  if (path === href(locale, { pathname: "/contacts/received" }))
    return decideReceived(request, locale, () => findPassedOn(request.nextUrl.searchParams.get(numberParameter[locale]) ?? ""));
  const passed = localise(request);
  // The page of a record or subject that is there, at its canonical address.
  if (record || (profile && kind)) passed.headers.set("Cache-Control", pageCacheControl);
  return passed;
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
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      ...retryHeaders(code),
    },
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

function addressOf(kind: RecordKind, address: RecordAddress, locale: Locale, asOf: AsOf | null = null): string {
  const record = `${address.id}-${inLocale(locale, address.slugFr, address.slugEn)}`;
  const pathname = kind === "p" ? "/projects/[record]" : "/news/[record]";
  return href(locale, { pathname, record, query: asOfQuery(asOf, locale) });
}

/** The page of a record on a day is rendered for each request, by a folder of its own: the plain page stays cached. */
function showOnDay(request: NextRequest, address: RecordAddress, locale: Locale, { day, view }: AsOf): NextResponse {
  return NextResponse.rewrite(new URL(`/${locale}/projects/${address.id}/as-of/${day}/${view}`, request.url));
}

/** Next sends the Location of its own host as a relative one, right behind any proxy. 308: for good, 307: as things are now. */
function redirect(request: NextRequest, location: string, status: 307 | 308 = 308): NextResponse {
  return NextResponse.redirect(new URL(location, request.url), {
    status,
    headers: { "Cache-Control": "public, max-age=300" },
  });
}

/** Null: go on, the address is canonical, or the database cannot tell (a cached page may still answer). */
async function decideRecord(request: NextRequest, locale: Locale, folder: string, name: string): Promise<NextResponse | null> {
  const [, kind, number, slug] = recordName.exec(name) ?? [];
  const expected: RecordKind = folder === "projets" || folder === "projects" ? "p" : "n";
  if (kind !== expected) return notFound(request, locale);
  const asOf = expected === "p" ? parseAsOf(Object.fromEntries(request.nextUrl.searchParams)) : null;
  let address: RecordAddress | null;
  try {
    address = await findRecordAddress(expected, `${kind}${number}`);
  } catch {
    // The cached page is of the present: it must not stand for another day.
    return asOf ? answer("database_unavailable", request) : null;
  }
  if (!address) return notFound(request, locale);
  const isCanonical = request.nextUrl.pathname === addressOf(expected, address, locale) && slug !== undefined;
  if (!isCanonical) return redirect(request, addressOf(expected, address, locale, asOf));
  return asOf ? showOnDay(request, address, locale, asOf) : null;
}

/** A subject has one address in each language: whatever else names it leads there. Null as for records. */
async function decideProfile(
  request: NextRequest,
  locale: Locale,
  kind: SubjectKind,
  name: string,
): Promise<NextResponse | null> {
  const asked = parseAsOf(Object.fromEntries(request.nextUrl.searchParams));
  let subject: Subject | null;
  try {
    subject = await findSubject(kind, name);
  } catch {
    return asked ? answer("database_unavailable", request) : null;
  }
  if (!subject) return notFound(request, locale);
  const asOf = subject.kind === "organisation" || subject.kind === "country" ? asked : null;
  const target = subjectTarget(subject, locale);
  if (request.nextUrl.pathname !== href(locale, target))
    return redirect(request, href(locale, { ...target, query: asOfQuery(asOf, locale) }));
  if (!asOf) return null;
  const folder = subject.kind === "country" ? "countries" : "organisations";
  const page = `/${locale}/${folder}/${subject.records[locale]}/as-of/${asOf.day}/${asOf.view}`;
  return NextResponse.rewrite(new URL(page, request.url));
}

/**
 * A text that is a code leads to what it names, and an address in another form than the canonical one to that. Where the database
 * cannot tell, the page answers.
 */
async function decideSearch(request: NextRequest, locale: Locale): Promise<NextResponse> {
  const query = queryOfRequest(request);
  const target = await findExact(query.q, locale).catch(() => null);
  if (target) return NextResponse.redirect(new URL(href(locale, target), request.url), 307);
  // Not for good: a day that is to come, or a parameter of a later version, is none today.
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (isRead && !isCanonical(request.nextUrl.searchParams, query, locale))
    return redirect(request, href(locale, { pathname: "/projects", query: queryOf(query, locale) }), 307);
  return answerTagged(request, locale, ["search", queryOf(query, locale)]);
}

/** As a search: an address in another form than the canonical one leads to that. */
async function decideNews(request: NextRequest, locale: Locale): Promise<NextResponse> {
  const { searchParams } = request.nextUrl;
  const query = parseNewsQuery(paramsOf(searchParams));
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (isRead && !isCanonicalNews(searchParams, query))
    return redirect(request, href(locale, { pathname: "/news", query: newsParams(query) }), 307);
  return answerTagged(request, locale, ["news", newsParams(query)]);
}

const queryOfRequest = ({ nextUrl }: NextRequest): ProjectQuery => parseProjectQuery(paramsOf(nextUrl.searchParams));

/**
 * Subjects side by side: a name to add leads to the address with the one that it means, another form of an address to the
 * canonical one. What names nothing, and too many, are told on the page, under a status of their own.
 */
async function decideComparison(request: NextRequest, locale: Locale): Promise<NextResponse> {
  const search = request.nextUrl.searchParams;
  const asked = parseComparison(paramsOf(search));
  let resolved: ResolvedComparison;
  try {
    resolved = await resolveComparison(asked, locale);
  } catch {
    return localise(request);
  }
  const added = withAdded(resolved);
  if (resolved.unknown.length > 0) return withStatus(request, errorCodes.not_found.http);
  if (resolved.tooMany || added === "full") return withStatus(request, errorCodes.invalid_input.http);
  const target = comparisonTarget(added ?? resolved.subjects, added ? "" : asked.add);
  const stated = Object.entries(target.query ?? {}).filter(([, value]) => value !== "");
  if (JSON.stringify([...search]) !== JSON.stringify(stated)) return redirect(request, href(locale, target), 307);
  return answerTagged(request, locale, ["compare", stated]);
}

/** An address that cites figures; one that the portal did not sign is told as such, under a status that says so, too. */
async function decideCitation(request: NextRequest, locale: Locale): Promise<NextResponse> {
  const search = request.nextUrl.searchParams;
  const ours = await isOurs(paramsOf(search)).catch(() => null);
  if (ours === null) return localise(request);
  if (!ours) return withStatus(request, errorCodes.invalid_input.http);
  return answerTagged(request, locale, ["citation", [...search]]);
}

/** The page as it is, under another status. */
function withStatus(request: NextRequest, status: number): NextResponse {
  return new NextResponse(null, { status, headers: localise(request).headers });
}

/** A page of figures is not made again for a client that has it: what is asked for in one canonical form has one entity tag. */
async function answerTagged(request: NextRequest, locale: Locale, asked: readonly unknown[]): Promise<NextResponse> {
  // Next asks for the same address in another form, too.
  const tag = request.headers.has("rsc") ? null : await tagOf([locale, ...asked]).catch(() => null);
  const answered = tag && isKept(request, tag) ? new NextResponse(null, { status: 304 }) : localise(request);
  if (tag) answered.headers.set("ETag", tag);
  return answered;
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
    return answer("database_unavailable", request);
  }
}

/** What became of a form: where the visitor goes next, or the form again as it was, under a status that says why. */
type Taken = { next: Target } | { draft: Parameters<typeof encodeDraft>[0]; status: 422 | 429 };

/** A form whose subject `find` gives. What is sent is taken here, before the page: it either moves on, or is shown again as it was. */
async function decideForm<T>(
  request: NextRequest,
  locale: Locale,
  find: () => Promise<T | NextResponse | null>,
  take: (subject: T) => Promise<Taken | null>,
): Promise<NextResponse> {
  try {
    const subject = await find();
    if (subject instanceof NextResponse) return subject;
    if (!subject) return notFound(request, locale);
    const taken = request.method === "POST" ? await take(subject) : null;
    if (!taken) return localise(request);
    if ("draft" in taken) return showAgain(request, taken);
    const confirmation = new URL(href(locale, taken.next), request.url);
    return NextResponse.redirect(confirmation, { status: 303, headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    // A page that cannot be made says so itself; a form that cannot be taken must not look as if it were.
    if (request.method !== "POST") return localise(request);
    const code = codeOf(error);
    if (code !== "internal") return answer(code, request);
    throw error;
  }
}

/** The form about a record. */
function decideReport(request: NextRequest, locale: Locale): Promise<NextResponse> {
  const asked = request.nextUrl.searchParams.get(reportParameters.record[locale]) ?? "";
  return decideForm(
    request,
    locale,
    () => findReportedRecord(asked, locale),
    async (record) => {
      const received = await receiveReport(request, record.id, locale);
      return "number" in received ? { next: receivedTarget(locale, received.number) } : received;
    },
  );
}

/** The page of an entry of the directory, or the form that writes to it; another form of its address leads to the one that it has. */
function decideContact(request: NextRequest, locale: Locale, name: string, writes: boolean): Promise<NextResponse> {
  const target = writes ? writeTarget : contactTarget;
  const find = async (): Promise<Contact | NextResponse | null> => {
    const contact = await findContact(name, locale);
    if (!contact) return null;
    const address = href(locale, inBothLanguages(target, contact)[locale]);
    // What was written is not sent on: a form of ours has the right address.
    return request.nextUrl.pathname === address ? contact : redirect(request, address);
  };
  return decideForm(request, locale, find, async (contact) => {
    if (!writes || !contact.writable || !canRelay()) return null;
    const passed = await receiveLetter(request, contact, locale);
    return "number" in passed ? { next: passedOnTarget(locale, passed.number) } : passed;
  });
}

/** The page of the form, with what the visitor wrote, under a status that says that it was not accepted. */
function showAgain(request: NextRequest, { draft, status }: Extract<Taken, { draft: unknown }>): NextResponse {
  request.headers.set(draftHeader, encodeDraft(draft));
  const { headers } = localise(request);
  if (status === 429) headers.set("Retry-After", String(limits.feedbackWindowMs / 1_000));
  return new NextResponse(null, { status, headers });
}

/** A confirmation is of what exists. */
async function decideReceived(request: NextRequest, locale: Locale, find: () => Promise<unknown>): Promise<NextResponse> {
  try {
    return (await find()) ? localise(request) : notFound(request, locale);
  } catch {
    return localise(request);
  }
}

export const config = {
  // Everything but the API, Next's own files and robots.txt and the sitemap (whose names have an extension; one legacy address has, too).
  matcher: ["/((?!api/|_next/|.*\\.(?!html$)[a-z0-9]{2,12}$).*)"],
};
