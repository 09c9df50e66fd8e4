import { answerSchema } from "@/lib/http/schema";
import { profileSchema } from "@/lib/profiles/answer";

/** JSON Schema of the profile of an organisation or a country. */
export function GET(): Response {
  return answerSchema(profileSchema);
}
