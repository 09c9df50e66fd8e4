import { asOfWords } from "@/lib/as-of/params";
import { today } from "@/lib/core/clock";
import { crossCsv, seriesCsv } from "@/lib/export/statistics-csv";
import { NotUnderstood, parametersOf } from "@/lib/http/parameters";
import { answerOrProblem } from "@/lib/http/problem";
import { answerSearch } from "@/lib/http/search-request";
import { streamOf } from "@/lib/http/stream";
import type { Locale } from "@/lib/i18n/locales";
import type { ProjectQuery } from "@/lib/search/params";
import { seriesAddress } from "@/lib/statistics/addresses";
import { readCross } from "@/lib/statistics/cross";
import { scopeOf } from "@/lib/statistics/hits";
import { parseSeriesRequest, type SeriesRequest } from "@/lib/statistics/request";
import { readSeries } from "@/lib/statistics/series";

async function fileOf({ measure, by }: SeriesRequest, asked: ProjectQuery, locale: Locale): Promise<Iterable<string>> {
  const query = await scopeOf(asked, locale);
  const [first, second] = by;
  if (second) return crossCsv(await readCross(measure, [first, second], query, locale), by, locale);
  const series = (await readSeries(measure, [first], query, locale)).get(first);
  return series ? seriesCsv(series, locale) : [];
}

/**
 * GET /api/v1/statistics/csv?measure=projects&by=country&…&lang=fr|en: a measure of a search by one or two dimensions, as a file.
 * Measures and dimensions: docs/decisions/024-numbers.md; other parameters: those of a search.
 */
export function GET(request: Request): Promise<Response> {
  return answerOrProblem(
    request,
    (locale) => {
      const { measure, by, ...params } = parametersOf(request);
      const asked = parseSeriesRequest({ ...(measure && { measure }), ...(by && { by }) });
      const isRefused = "refused" in asked;
      return answerSearch({
        request,
        locale,
        params,
        refused: isRefused ? asked.refused : [],
        addressOf: (query) => (isRefused ? "" : seriesAddress(asked.measure, asked.by, query, locale)),
        make: async (query) => {
          // Figures are of the present.
          if (isRefused || query.asOf?.view === "known")
            throw new NotUnderstood([{ name: asOfWords[locale].view, reason: "not_understood" }]);
          return new Response(streamOf(await fileOf(asked, query, locale)), {
            headers: {
              "Content-Type": "text/csv; charset=utf-8",
              "Content-Disposition": `attachment; filename="atlas-${asked.measure}-${asked.by.join("-")}-${today()}.csv"`,
              "X-Robots-Tag": "noindex",
            },
          });
        },
      });
    },
    "exports",
  );
}
