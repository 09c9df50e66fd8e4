import { type Feed, readFeed } from "@/lib/export/feed";
import { answerOrProblem } from "./problem";
import { publicHeaders } from "./public-headers";
import { ownAddress, readStrictQuery } from "./search-request";

/** Answers a request for what changed last in a search, in one of the forms of a feed. */
export function answerFeed(request: Request, mediaType: string, write: (feed: Feed) => string): Promise<Response> {
  return answerOrProblem(request, async (locale) => {
    const feed = await readFeed(await readStrictQuery(request, locale), locale, ownAddress(request));
    const headers = { ...publicHeaders(locale), "Content-Type": `${mediaType}; charset=utf-8`, "X-Robots-Tag": "noindex" };
    return new Response(write(feed), { headers });
  });
}
