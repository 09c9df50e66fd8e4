import { asOfWords } from "@/lib/as-of/params";
import { today } from "@/lib/core/clock";
import { projectsCsv } from "@/lib/export/csv";
import { NotUnderstood } from "@/lib/http/parameters";
import { answerOrProblem } from "@/lib/http/problem";
import { answerSearch } from "@/lib/http/search-request";
import { streamOf } from "@/lib/http/stream";
import { searchAddress } from "@/lib/search/addresses";
import { readWords } from "@/lib/search/words";

/** GET /api/v1/projects/csv?…&lang=fr|en: every project of a search, as a file. Parameters: docs/decisions/019-search.md. */
export function GET(request: Request): Promise<Response> {
  return answerOrProblem(
    request,
    (locale) =>
      answerSearch({
        request,
        locale,
        addressOf: (query) => searchAddress("csv", query, locale),
        make: async (query) => {
          // There is no file of former records.
          if (query.asOf?.view === "known") throw new NotUnderstood([{ name: asOfWords[locale].view, reason: "not_understood" }]);
          const pieces = await projectsCsv(query, await readWords(query.q), locale);
          return new Response(streamOf(pieces), {
            headers: {
              "Content-Type": "text/csv; charset=utf-8",
              "Content-Disposition": `attachment; filename="atlas-${today()}.csv"`,
              "X-Robots-Tag": "noindex",
            },
          });
        },
      }),
    "exports",
  );
}
