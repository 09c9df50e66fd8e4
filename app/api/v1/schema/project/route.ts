import { answerSchema } from "@/lib/http/schema";
import { projectSchema } from "@/lib/projects/schema";

/** JSON Schema of a project. */
export function GET(): Response {
  return answerSchema(projectSchema);
}
