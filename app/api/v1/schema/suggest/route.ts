import { answerSchema } from "@/lib/http/schema";
import { suggestionsSchema } from "@/lib/search/suggest";

/** JSON Schema of suggestions. */
export function GET(): Response {
  return answerSchema(suggestionsSchema);
}
