import { atomOf } from "@/lib/export/feed";
import { answerFeed } from "@/lib/http/feed";

/** GET /api/v1/projects/atom?…&lang=fr|en: what changed last in a search, as Atom. Parameters: docs/decisions/019-search.md. */
export function GET(request: Request): Promise<Response> {
  return answerFeed(request, "atom", "application/atom+xml", atomOf);
}
