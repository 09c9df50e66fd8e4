import { contactListSchema } from "@/lib/contacts/answer";
import { answerSchema } from "@/lib/http/schema";

/** JSON Schema of a page of the directory of contacts. */
export function GET(): Response {
  return answerSchema(contactListSchema);
}
