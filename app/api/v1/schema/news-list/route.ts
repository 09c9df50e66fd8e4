import { answerSchema } from "@/lib/http/schema";
import { newsListSchema } from "@/lib/news/answer-schema";

/** JSON Schema of a page of the news. */
export function GET(): Response {
  return answerSchema(newsListSchema);
}
