import { AtlasError } from "@/lib/core/errors";
import { answerOrProblem } from "@/lib/http/problem";
import { publicHeaders } from "@/lib/http/public-headers";
import { suggest, suggestionsSchema } from "@/lib/search/suggest";

/** GET /api/v1/suggest?q=…&lang=fr|en: names that begin like a text; their schema is at /api/v1/schema/suggest. */
export function GET(request: Request): Promise<Response> {
  return answerOrProblem(request, async (locale) => {
    const { searchParams } = new URL(request.url);
    const unknown = [...searchParams.keys()].find((name) => name !== "q" && name !== "lang");
    const q = searchParams.get("q");
    if (unknown !== undefined || q === null)
      throw new AtlasError("invalid_input", `not understood: ${(unknown ?? "no q").slice(0, 100)}`);
    return Response.json(suggestionsSchema.parse(await suggest(q, locale)), {
      // Who takes a letter back needs no new answer.
      headers: {
        ...publicHeaders(locale),
        "Cache-Control": "public, max-age=60, s-maxage=60, stale-while-revalidate=300",
        "X-Robots-Tag": "noindex",
      },
    });
  });
}
