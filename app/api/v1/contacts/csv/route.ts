import { today } from "@/lib/core/clock";
import { contactsCsv } from "@/lib/export/contacts-csv";
import { answerDirectory } from "@/lib/http/directory";
import { streamOf } from "@/lib/http/stream";

/** GET /api/v1/contacts/csv?…&lang=fr|en: the public directory, or a part of it, as a file. */
export function GET(request: Request): Promise<Response> {
  return answerDirectory(
    request,
    "csv",
    async (query, locale) =>
      new Response(streamOf(contactsCsv(query, locale)), {
        headers: {
          "Content-Type": "text/csv; charset=utf-8",
          "Content-Disposition": `attachment; filename="atlas-contacts-${today()}.csv"`,
          "X-Robots-Tag": "noindex",
        },
      }),
  );
}
