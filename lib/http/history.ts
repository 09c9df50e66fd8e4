import { AtlasError } from "@/lib/core/errors";
import { parsePage } from "@/lib/core/parameters";
import { historyOf } from "@/lib/history/queries/entries";
import { historySchema } from "@/lib/history/schema";
import type { Locale } from "@/lib/i18n/locales";
import { parametersOf } from "./parameters";
import { answerOrProblem } from "./problem";
import { answerVersioned } from "./versioned";

/** A record whose history is asked for; `createdOn`: ISO day. */
type Historic = { id: string; createdOn: string; demo: boolean };

/** Answers with a page of the history of the record that `find` finds by an id. */
export function answerHistory(
  request: Request,
  id: string,
  find: (locale: Locale) => Promise<Historic | null>,
): Promise<Response> {
  const page = parsePage(parametersOf(request));
  return answerOrProblem(request, (locale) =>
    answerVersioned(request, locale, ["history", id, page], async () => {
      const record = await find(locale);
      if (!record) throw new AtlasError("not_found", `no record ${id.slice(0, 20)}`);
      const headers = new Headers(record.demo ? { "X-Robots-Tag": "noindex" } : {});
      return Response.json(historySchema.parse(await historyOf(record, locale, { page })), { headers });
    }),
  );
}
