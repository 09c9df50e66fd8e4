import { z } from "zod";
import { historySchema } from "@/lib/history/schema";
import { schemaHeaders } from "@/lib/http/public-headers";

/** JSON Schema of the history of a project, made from the schema that checks each answer. */
export function GET(): Response {
  return Response.json(z.toJSONSchema(historySchema), { headers: schemaHeaders });
}
