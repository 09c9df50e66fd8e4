import { z } from "zod";
import { historySchema } from "@/lib/history/schema";

/** JSON Schema of the history of a project, made from the schema that checks each answer. */
export function GET(): Response {
  return Response.json(z.toJSONSchema(historySchema), {
    headers: {
      "Content-Type": "application/schema+json",
      "Cache-Control": "public, max-age=3600",
      "Access-Control-Allow-Origin": "*",
      "Cross-Origin-Resource-Policy": "cross-origin",
    },
  });
}
