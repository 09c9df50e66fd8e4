import { contactAnswerSchema } from "@/lib/contacts/answer";
import { answerSchema } from "@/lib/http/schema";

/** JSON Schema of an entry of the directory of contacts. */
export function GET(): Response {
  return answerSchema(contactAnswerSchema);
}
