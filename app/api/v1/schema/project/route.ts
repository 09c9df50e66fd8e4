import { z } from "zod";
import { projectSchema } from "@/lib/projects/schema";

/** JSON Schema of a project, made from the schema that checks each answer. */
export function GET(): Response {
  return Response.json(z.toJSONSchema(projectSchema), {
    headers: {
      "Content-Type": "application/schema+json",
      "Cache-Control": "public, max-age=3600",
      "Access-Control-Allow-Origin": "*",
      "Cross-Origin-Resource-Policy": "cross-origin",
    },
  });
}
