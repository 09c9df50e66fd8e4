import type { Feed } from "@/lib/export/feed";
import { readProjectFeed } from "@/lib/export/project-feed";
import { searchAddress } from "@/lib/search/addresses";
import { answerOrProblem } from "./problem";
import { answerSearch } from "./search-request";

/** Answers a request for what changed last in a search, in one of the forms of a feed. */
export function answerFeed(
  request: Request,
  form: "atom" | "feed",
  mediaType: string,
  write: (feed: Feed) => string,
): Promise<Response> {
  const answer = (locale: Feed["locale"]) =>
    answerSearch({
      request,
      locale,
      addressOf: (query) => searchAddress(form, query, locale),
      make: async (query, address) => {
        const headers = { "Content-Type": `${mediaType}; charset=utf-8`, "X-Robots-Tag": "noindex" };
        return new Response(write(await readProjectFeed(query, locale, address)), { headers });
      },
    });
  return answerOrProblem(request, answer, "exports");
}
