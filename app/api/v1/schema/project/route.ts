import { z } from "zod";
import { schemaHeaders } from "@/lib/http/public-headers";
import { projectSchema } from "@/lib/projects/schema";

/** JSON Schema of a project, made from the schema that checks each answer. */
export function GET(): Response {
  return Response.json(z.toJSONSchema(projectSchema), { headers: schemaHeaders });
}
