import { Readable } from "node:stream";
import { isoDayInFrance } from "@/lib/core/dates";
import { AtlasError } from "@/lib/core/errors";
import { projectsCsv } from "@/lib/export/csv";
import { answerOrProblem } from "@/lib/http/problem";
import { publicHeaders } from "@/lib/http/public-headers";
import { readStrictQuery } from "@/lib/http/search-request";
import { readWords } from "@/lib/search/words";

/** GET /api/v1/projects/csv?…&lang=fr|en: every project of a search, as a file. Parameters: docs/decisions/019-search.md. */
export async function GET(request: Request): Promise<Response> {
  return answerOrProblem(request, async (locale) => {
    const query = await readStrictQuery(request, locale);
    if (query.asOf?.view === "known") throw new AtlasError("invalid_input", "no file of former records");
    const pieces = projectsCsv(query, await readWords(query.q), locale);
    const stream = Readable.toWeb(Readable.from(pieces, { objectMode: false })) as ReadableStream;
    const name = `atlas-${isoDayInFrance(new Date())}.csv`;
    return new Response(stream, {
      headers: {
        ...publicHeaders(locale),
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="${name}"`,
        "X-Robots-Tag": "noindex",
      },
    });
  });
}
