import { z } from "zod";
import { limits } from "@/lib/core/limits";

/**
 * What a list of projects is asked for. Parsed leniently from an address: unknown or broken values vanish, so that equal
 * searches have one canonical form (`queryOf`).
 */
export type ProjectQuery = { country: string | null; theme: string | null; page: number };

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value);

const lenient = z.object({
  country: z.preprocess(
    first,
    z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z]{2}$/)
      .nullable()
      .catch(null),
  ),
  theme: z.preprocess(
    first,
    z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z][A-Z0-9_]*(\.[A-Z0-9_]+){0,2}$/)
      .max(60)
      .nullable()
      .catch(null),
  ),
  page: z.preprocess(first, z.coerce.number().int().min(1).max(limits.maxPage).catch(1)),
});

/** Reads a query from the parameters of an address. Never throws. */
export function parseProjectQuery(params: Record<string, string | string[] | undefined>): ProjectQuery {
  return lenient.parse({ country: params.country ?? null, theme: params.theme ?? null, page: params.page ?? 1 });
}

/** The parameters of the canonical address: defaults dropped, in a fixed order. */
export function queryOf({ country, theme, page }: ProjectQuery): Record<string, string> {
  return { ...(country && { country }), ...(theme && { theme }), ...(page > 1 && { page: String(page) }) };
}
