import { answerOrProblem } from "./problem";
import { streamOf } from "./stream";
import { isKept, tagOf } from "./versioned";

/** Answers with a file of the sitemap, or 304 while nothing was written since. */
export function answerSitemap(
  request: Request,
  name: string,
  make: () => Promise<Iterable<string> | AsyncIterable<string>>,
): Promise<Response> {
  return answerOrProblem(
    request,
    async () => {
      const tag = await tagOf(["sitemap", name]);
      const headers = {
        ETag: tag,
        "Cache-Control": "public, max-age=0, s-maxage=3600",
        "Content-Type": "application/xml; charset=utf-8",
      };
      if (isKept(request, tag)) return new Response(null, { status: 304, headers });
      return new Response(streamOf(await make()), { headers });
    },
    "exports",
  );
}
