import { limits } from "@/lib/core/limits";
import { maskPersonalData } from "@/lib/core/personal-data";
import type { Problem } from "./reasons";

const marks = { email: "•@•", phone: "•••" };

/** A value as a report may quote it: addresses and telephone numbers hidden, people reduced to the shape of the words, cut to the bound. */
export function quotable({ value, personal }: Pick<Problem, "value" | "personal">): string {
  const shown = personal ? value.replace(/[\p{L}\p{N}]/gu, "•") : maskPersonalData(value, marks);
  // Cut by code points: half a surrogate pair is not valid JSON for PostgreSQL.
  const points = Array.from(shown);
  return points.length <= limits.reportValueLength ? shown : `${points.slice(0, limits.reportValueLength - 1).join("")}…`;
}
