import { normaliseName } from "@/lib/core/text";

const answers: ReadonlyMap<string, boolean> = new Map([
  ...["oui", "yes", "o", "y", "vrai", "true", "1", "x"].map((word) => [word, true] as const),
  ...["non", "no", "n", "faux", "false", "0"].map((word) => [word, false] as const),
]);

/** Yes or no, in French or English. Null for anything else. */
export function readAnswer(stated: string | number): boolean | null {
  return answers.get(normaliseName(String(stated))) ?? null;
}
