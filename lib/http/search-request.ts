import { env } from "@/lib/core/env";
import { AtlasError } from "@/lib/core/errors";
import type { Locale } from "@/lib/i18n/locales";
import { facetKeys } from "@/lib/search/facets";
import { type ProjectQuery, parseProjectQuery, unreadParameters } from "@/lib/search/params";
import { nameQuery } from "@/lib/search/search";
import { readQuestion } from "@/lib/search/sentence/apply";
import { answerVersioned } from "./versioned";

/** A parameter that cannot be answered: its name or form is not understood, or a value names nothing that the Atlas knows. */
export type UnreadParameter = { name: string; reason: "not_understood" | "names_nothing" };

/** A request to the API asks for something that is not understood. */
export class NotUnderstood extends AtlasError {
  constructor(readonly parameters: readonly UnreadParameter[]) {
    super("invalid_input", "parameters not understood");
  }
}

/** More names than a reader corrects, and of more letters than any of ours, are cut from the answer. */
const [mostTold, longestName] = [20, 60];

/** The parameters of a request; one that is given twice has both values. */
export function parametersOf(request: Request): Record<string, string> {
  const params = new Map<string, string>();
  for (const [name, value] of new URL(request.url).searchParams) {
    const before = params.get(name);
    params.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(params);
}

/** Filters with a value that names nothing. */
async function filtersOfNothing(asked: ProjectQuery, locale: Locale): Promise<string[]> {
  const { query } = await nameQuery(asked, locale);
  return facetKeys.filter((key) => JSON.stringify(query.chosen[key]) !== JSON.stringify(asked.chosen[key]));
}

function refuse(unread: readonly string[], ofNothing: readonly string[]): void {
  const told = (names: readonly string[], reason: UnreadParameter["reason"]) =>
    names.slice(0, mostTold).map((name) => ({ name: name.slice(0, longestName), reason }));
  const parameters = [...told(unread, "not_understood"), ...told(ofNothing, "names_nothing")];
  if (parameters.length > 0) throw new NotUnderstood(parameters);
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
  if (unread.length > 0) refuse(unread, await filtersOfNothing(query, locale));
  const address = new URL(addressOf(query), env().PUBLIC_URL).href;
  return answerVersioned(request, locale, [address], async () => {
    refuse([], await filtersOfNothing(query, locale));
    return make((await readQuestion(query)).query, address);
  });
}
