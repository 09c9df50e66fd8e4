import type { NextRequest } from "next/server";
import { isOurs } from "@/lib/cite/queries";
import { comparisonTarget, parseComparison } from "@/lib/compare/address";
import { type ResolvedComparison, resolveComparison, withAdded } from "@/lib/compare/queries/resolve";
import { errorCodes } from "@/lib/core/errors";
import { paramsOf, statedOf } from "@/lib/core/parameters";
import { href } from "@/lib/i18n/href";
import { newsParams, parseNewsQuery } from "@/lib/news/index-query";
import { findExact } from "@/lib/search/exact";
import { type ProjectQuery, parseProjectQuery, queryOf } from "@/lib/search/params";
import { answerList, answerTagged, type Decide, localise, redirect, withStatus } from "./answers";

const queryOfRequest = ({ nextUrl }: NextRequest): ProjectQuery => parseProjectQuery(paramsOf(nextUrl.searchParams));

/** A search. A text that is a code leads to what it names; where the database cannot tell, the page answers. */
export const decideSearch: Decide = async (request, locale) => {
  const query = queryOfRequest(request);
  const target = await findExact(query.q, locale).catch(() => null);
  if (target) return redirect(request, href(locale, target), 307);
  return answerList(request, locale, { pathname: "/projects", query: queryOf(query, locale) });
};

export const decideNews: Decide = async (request, locale) => {
  const query = parseNewsQuery(paramsOf(request.nextUrl.searchParams));
  return answerList(request, locale, { pathname: "/news", query: newsParams(query) });
};

export const decideStatistics: Decide = (request, locale) =>
  answerTagged(request, locale, ["statistics", queryOf(queryOfRequest(request), locale)]);

/**
 * Subjects side by side: a name to add leads to the address with the one that it means. What names nothing, and too many, are told
 * on the page, under a status of their own.
 */
export const decideComparison: Decide = async (request, locale) => {
  const asked = parseComparison(paramsOf(request.nextUrl.searchParams));
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
  return answerList(request, locale, { ...target, query: statedOf(target.query ?? {}) });
};

/** An address that cites figures; one that the portal did not sign is told as such, under a status that says so, too. */
export const decideCitation: Decide = async (request, locale) => {
  const search = request.nextUrl.searchParams;
  const ours = await isOurs(paramsOf(search)).catch(() => null);
  if (ours === null) return localise(request);
  if (!ours) return withStatus(request, errorCodes.invalid_input.http);
  return answerTagged(request, locale, ["citation", [...search]]);
};
