import { env } from "@/lib/core/env";
import type { Locale } from "@/lib/i18n/locales";
import { facetKeys } from "@/lib/search/facets";
import { type ProjectQuery, parseProjectQuery, unreadParameters } from "@/lib/search/params";
import { nameQuery } from "@/lib/search/search";
import { readQuestion } from "@/lib/search/sentence/apply";
import { parametersOf, refuseParameters } from "./parameters";
import { answerVersioned } from "./versioned";

/** Filters with a value that names nothing. */
async function filtersOfNothing(asked: ProjectQuery, locale: Locale): Promise<string[]> {
  const { query } = await nameQuery(asked, locale);
  return facetKeys.filter((key) => JSON.stringify(query.chosen[key]) !== JSON.stringify(asked.chosen[key]));
}

type Answering = {
  request: Request;
  locale: Locale;
  /** The parameters of the search, without others that the answer has. */
  params?: Record<string, string>;
  /** Names of those others that are not understood. */
  refused?: readonly string[];
  /** What of the search the answer depends on; equal ones are one answer. */
  addressOf: (query: ProjectQuery) => string;
  make: (query: ProjectQuery, address: string) => Promise<Response>;
};

/**
 * Answers a search that the API is asked for, its question read as on the page, or 304; `make` gets its canonical public
 * address. Throws NotUnderstood for parameters that are not understood, all of them at once.
 */
export async function answerSearch({ request, locale, params, refused = [], addressOf, make }: Answering): Promise<Response> {
  const asked = params ?? parametersOf(request);
  const query = parseProjectQuery(asked);
  const unread = [...unreadParameters(asked), ...refused];
  if (unread.length > 0) refuseParameters({ not_understood: unread, names_nothing: await filtersOfNothing(query, locale) });
  const address = new URL(addressOf(query), env().PUBLIC_URL).href;
  return answerVersioned(request, locale, [address], async () => {
    refuseParameters({ names_nothing: await filtersOfNothing(query, locale) });
    return make((await readQuestion(query)).query, address);
  });
}
