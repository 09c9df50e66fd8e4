import { answerSchema } from "@/lib/http/schema";
import { newsItemSchema } from "@/lib/news/answer-schema";

/** JSON Schema of a news item. */
export function GET(): Response {
  return answerSchema(newsItemSchema);
}
