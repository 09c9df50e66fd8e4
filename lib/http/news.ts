import { env } from "@/lib/core/env";
import { atomOf, type Feed, jsonFeedOf } from "@/lib/export/feed";
import { readNewsFeed } from "@/lib/export/news-feed";
import type { Locale } from "@/lib/i18n/locales";
import { type NewsForm, newsAddress } from "@/lib/news/addresses";
import { type NewsQuery, parseNewsQuery, unreadNewsParameters } from "@/lib/news/index-query";
import { nameNewsQuery } from "@/lib/news/queries/list";
import { parametersOf, refuseParameters } from "./parameters";
import { answerOrProblem } from "./problem";
import { answerVersioned } from "./versioned";

/** Names of filters whose value is known to nobody. */
async function filtersOfNothing(query: NewsQuery, locale: Locale): Promise<string[]> {
  const names = await nameNewsQuery(query, locale);
  return (["country", "organisation"] as const).filter((key) => query[key] !== "" && names[key] === null);
}

/** Makes an answer about the index; `address` is its canonical public address. */
type Make = (query: NewsQuery, locale: Locale, address: string) => Promise<Response>;

/** Answers what the index of news is asked for, or 304. What is not understood is told, as for searches. */
export function answerNews(request: Request, form: NewsForm, make: Make): Promise<Response> {
  const answer = async (locale: Locale) => {
    const asked = parametersOf(request);
    const query = parseNewsQuery(asked);
    refuseParameters({ not_understood: unreadNewsParameters(asked) });
    const address = new URL(newsAddress(form, query, locale), env().PUBLIC_URL).href;
    return answerVersioned(request, locale, [address], async () => {
      refuseParameters({ names_nothing: await filtersOfNothing(query, locale) });
      return make(query, locale, address);
    });
  };
  return answerOrProblem(request, answer, form === "list" ? "api" : "exports");
}

const writers = {
  atom: { mediaType: "application/atom+xml", write: atomOf },
  feed: { mediaType: "application/feed+json", write: (feed: Feed) => JSON.stringify(jsonFeedOf(feed)) },
} as const;

/** Answers with what is new in the index, in one of the forms of a feed. */
export function answerNewsFeed(request: Request, form: keyof typeof writers): Promise<Response> {
  const { mediaType, write } = writers[form];
  return answerNews(request, form, async (query, locale, address) => {
    const headers = { "Content-Type": `${mediaType}; charset=utf-8`, "X-Robots-Tag": "noindex" };
    return new Response(write(await readNewsFeed(query, locale, address)), { headers });
  });
}
