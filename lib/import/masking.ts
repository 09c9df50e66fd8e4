import { limits } from "@/lib/core/limits";
import type { Problem } from "./reasons";

/**
 * An e-mail address, also in the `name[at]host` form that the legacy Atlas writes. Lengths are those of RFC 5321; they and the
 * look behind also keep the search linear on hostile text.
 */
export const emailPattern =
  /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}._%+'-]{1,64}\s?(?:@|\[at\]|\(at\)|\[arobase\])\s?[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/giu;

/** A value as a report may quote it: e-mail addresses hidden, people reduced to the shape of the words, cut to the bound. */
export function quotable({ value, personal }: Pick<Problem, "value" | "personal">): string {
  const shown = personal ? value.replace(/[\p{L}\p{N}]/gu, "•") : value.replace(emailPattern, "•@•");
  // Cut by code points: half a surrogate pair is not valid JSON for PostgreSQL.
  const points = Array.from(shown);
  return points.length <= limits.reportValueLength ? shown : `${points.slice(0, limits.reportValueLength - 1).join("")}…`;
}
