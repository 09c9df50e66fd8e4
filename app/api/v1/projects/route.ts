import { parametersOf } from "@/lib/http/parameters";
import { answerOrProblem } from "@/lib/http/problem";
import { answerSearch } from "@/lib/http/search-request";
import { listAddress } from "@/lib/search/addresses";
import { listForPrograms } from "@/lib/search/list-answer";
import { projectListSchema } from "@/lib/search/schema";

/**
 * GET /api/v1/projects?…&facets=1&lang=fr|en: a page of a search; its schema is at /api/v1/schema/project-list. Parameters:
 * docs/decisions/019-search.md.
 */
export function GET(request: Request): Promise<Response> {
  return answerOrProblem(request, (locale) => {
    const params = parametersOf(request);
    const { facets = "" } = params;
    delete params.facets;
    const withFacets = facets === "1";
    return answerSearch({
      request,
      locale,
      params,
      refused: withFacets || facets === "" ? [] : ["facets"],
      addressOf: (query) => listAddress(query, locale, withFacets),
      make: async (query) => {
        const list = await listForPrograms(query, locale, withFacets);
        return Response.json(projectListSchema.parse(list), { headers: { "X-Robots-Tag": "noindex" } });
      },
    });
  });
}
