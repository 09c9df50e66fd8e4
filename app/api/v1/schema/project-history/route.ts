import { historySchema } from "@/lib/history/schema";
import { answerSchema } from "@/lib/http/schema";

/** JSON Schema of the history of a project. */
export function GET(): Response {
  return answerSchema(historySchema);
}
