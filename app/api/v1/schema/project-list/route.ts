import { answerSchema } from "@/lib/http/schema";
import { projectListSchema } from "@/lib/search/schema";

/** JSON Schema of a page of a search. */
export function GET(): Response {
  return answerSchema(projectListSchema);
}
