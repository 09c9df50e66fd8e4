import { z } from "zod";
import { schemaHeaders } from "@/lib/http/public-headers";
import { suggestionsSchema } from "@/lib/search/suggest";

/** JSON Schema of suggestions, made from the schema that checks each answer. */
export function GET(): Response {
  return Response.json(z.toJSONSchema(suggestionsSchema), { headers: schemaHeaders });
}
