import type { NextRequest, NextResponse } from "next/server";
import { type AsOf, asOfQuery, parseAsOf } from "@/lib/as-of/params";
import { href } from "@/lib/i18n/href";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { profileFolders, subjectTarget } from "@/lib/profiles/address";
import { findSubject } from "@/lib/profiles/queries/subject";
import type { Subject } from "@/lib/profiles/schema";
import { findLegacyAddress, findRecordAddress, type RecordAddress, type RecordKind } from "@/lib/projects/queries/address";
import { hasImport, importIdOf } from "@/lib/quality/queries/imports";
import { answerError, asKeptPage, type Decide, localise, notFound, redirect, showInstead } from "./answers";

const recordName = /^([pn])(\d{1,12})(?:-(.*))?$/;

function addressOf(kind: RecordKind, address: RecordAddress, locale: Locale, asOf: AsOf | null = null): string {
  const record = `${address.id}-${inLocale(locale, address.slugFr, address.slugEn)}`;
  const pathname = kind === "p" ? "/projects/[record]" : "/news/[record]";
  return href(locale, { pathname, record, query: asOfQuery(asOf, locale) });
}

const dayOf = (request: NextRequest) => parseAsOf(Object.fromEntries(request.nextUrl.searchParams));

/** Where the database cannot tell, a cached page may still answer; but that is of the present, and must not stand for another day. */
const unknownToday = (request: NextRequest, asOf: AsOf | null): NextResponse =>
  asOf ? answerError("database_unavailable", request) : asKeptPage(request);

/** A project or a news item: its page, on a day if one is asked for; another form of its address leads to the one that it has. */
export const decideRecord: Decide = async (request, locale, folder = "", name = "") => {
  const [, kind, number, slug] = recordName.exec(name) ?? [];
  const expected: RecordKind = folder === "projets" || folder === "projects" ? "p" : "n";
  if (kind !== expected) return notFound(request, locale);
  const asOf = expected === "p" ? dayOf(request) : null;
  let address: RecordAddress | null;
  try {
    address = await findRecordAddress(expected, `${kind}${number}`);
  } catch {
    return unknownToday(request, asOf);
  }
  if (!address) return notFound(request, locale);
  const isCanonical = request.nextUrl.pathname === addressOf(expected, address, locale) && slug !== undefined;
  if (!isCanonical) return redirect(request, addressOf(expected, address, locale, asOf));
  // The page on a day is rendered for each request, by a folder of its own: the plain page stays cached.
  return asOf ? showInstead(request, `/${locale}/projects/${address.id}/as-of/${asOf.day}/${asOf.view}`) : asKeptPage(request);
};

/** A subject has one address in each language: whatever else names it leads there. */
export const decideProfile: Decide = async (request, locale, folder = "", name = "") => {
  const kind = profileFolders[folder];
  if (!kind) return notFound(request, locale);
  const asked = dayOf(request);
  let subject: Subject | null;
  try {
    subject = await findSubject(kind, name);
  } catch {
    return unknownToday(request, asked);
  }
  if (!subject) return notFound(request, locale);
  const asOf = subject.kind === "organisation" || subject.kind === "country" ? asked : null;
  const target = subjectTarget(subject, locale);
  if (request.nextUrl.pathname !== href(locale, target))
    return redirect(request, href(locale, { ...target, query: asOfQuery(asOf, locale) }));
  if (!asOf) return asKeptPage(request);
  const pages = subject.kind === "country" ? "countries" : "organisations";
  return showInstead(request, `/${locale}/${pages}/${subject.records[locale]}/as-of/${asOf.day}/${asOf.view}`);
};

/** The report of an import that was. Where the database cannot tell, the page answers. */
export const decideImport: Decide = async (request, locale, name = "") => {
  const id = importIdOf(name);
  const isThere = id !== null && (await hasImport(id).catch(() => true));
  return isThere ? localise(request) : notFound(request, locale);
};

/** Legacy addresses were French; the number is the legacy Atlas' own, in the path or in a parameter. */
export const decideLegacy: Decide = async (request, _locale, inPath = "") => {
  const number = inPath || (request.nextUrl.searchParams.get("criteres.projetId") ?? "");
  try {
    const address = /^\d{1,12}$/.test(number) ? await findLegacyAddress(Number(number)) : null;
    return address ? redirect(request, addressOf("p", address, "fr")) : notFound(request, "fr");
  } catch {
    return answerError("database_unavailable", request);
  }
};
