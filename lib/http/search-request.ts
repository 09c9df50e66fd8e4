import { env } from "@/lib/core/env";
import { AtlasError } from "@/lib/core/errors";
import type { Locale } from "@/lib/i18n/locales";
import { type ProjectQuery, parseProjectQuery, unreadParameters } from "@/lib/search/params";
import { nameQuery } from "@/lib/search/search";
import { readQuestion } from "@/lib/search/sentence/apply";

function parametersOf(request: Request): Record<string, string> {
  const params: Record<string, string> = {};
  // A parameter given twice has both values.
  for (const [name, value] of new URL(request.url).searchParams)
    params[name] = params[name] === undefined ? value : `${params[name]},${value}`;
  return params;
}

/** The search that a request to the API asks for, its question read as on the page. Throws `invalid_input` for a parameter that is not understood or names nothing. */
export async function readStrictQuery(request: Request, locale: Locale): Promise<ProjectQuery> {
  const params = parametersOf(request);
  const unread = unreadParameters(params);
  const asked = parseProjectQuery(params);
  const { query } = await nameQuery(asked, locale);
  if (unread.length > 0 || JSON.stringify(query) !== JSON.stringify(asked))
    throw new AtlasError("invalid_input", `not understood: ${unread.join(", ").slice(0, 100)}`);
  return (await readQuestion(query)).query;
}

/** Public address of a request. */
export function ownAddress(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return new URL(`${pathname}${search}`, env().PUBLIC_URL).href;
}
