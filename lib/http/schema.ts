import { z } from "zod";

/** The JSON Schema that an answer of the API keeps to, made from the schema that checks each answer. Costs nothing, and is not counted. */
export function answerSchema(schema: z.ZodType): Response {
  return Response.json(z.toJSONSchema(schema), {
    headers: {
      "Content-Type": "application/schema+json",
      "Cache-Control": "public, max-age=3600",
      "Access-Control-Allow-Origin": "*",
    },
  });
}
