import { z } from "zod";
import { limits } from "@/lib/core/limits";
import type { Outline } from "@/lib/map/outlines";
import type { Problem, Reason } from "../../reasons";

/** Outline of a région or a département (INSEE code without a prefix). `column` is where it stands in the file. */
export type OutlineRow = { column: string; code: string; name: string; outline: Outline };

const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).rest(z.number());
const ring = z
  .array(position)
  .min(4)
  .refine((points) => points[0]?.[0] === points.at(-1)?.[0] && points[0]?.[1] === points.at(-1)?.[1]);
const polygon = z.array(ring).min(1);
const geometry = z.discriminatedUnion("type", [
  z.object({ type: z.literal("Polygon"), coordinates: polygon }),
  z.object({ type: z.literal("MultiPolygon"), coordinates: z.array(polygon).min(1) }),
]);
const named = z.object({ properties: z.object({ code: z.string(), nom: z.string() }) });

/**
 * Outlines of a collection's features. Those without a code and a name, without closed polygons within the bounds of the
 * earth, or with too many points are told and left out.
 */
export function outlineRows(features: readonly unknown[]): { rows: OutlineRow[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const rows = features.flatMap((feature, index): OutlineRow[] => {
    const column = `features[${index}]`;
    const properties = named.safeParse(feature).data?.properties;
    const value = properties ? `${properties.code} ${properties.nom}` : "";
    const refuse = (reason: Reason) => {
      problems.push({ line: null, column, value: value || column, reason });
      return [];
    };
    const shape = geometry.safeParse((feature as { geometry?: unknown } | null)?.geometry).data;
    if (!properties) return refuse("territory_unknown");
    if (!shape) return refuse("geometry_invalid");
    const outline: Outline = shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
    if (outline.flat(2).length > limits.outlinePoints) return refuse("outline_too_large");
    return [{ column, code: properties.code, name: properties.nom, outline }];
  });
  return { rows, problems };
}
