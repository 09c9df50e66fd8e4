import { AtlasError } from "@/lib/core/errors";

/** A parameter that cannot be answered: its name or form is not understood, or a value names nothing that the Atlas knows. */
export type UnreadParameter = { name: string; reason: "not_understood" | "names_nothing" };

/** A request to the API asks for something that is not understood. */
export class NotUnderstood extends AtlasError {
  constructor(readonly parameters: readonly UnreadParameter[]) {
    super("invalid_input", "parameters not understood");
  }
}

/** The parameters of a request; one that is given twice has both values. */
export function parametersOf(request: Request): Record<string, string> {
  const params = new Map<string, string>();
  for (const [name, value] of new URL(request.url).searchParams) {
    const before = params.get(name);
    params.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(params);
}

/** More names than a reader corrects, and of more letters than any of ours, are cut from the answer. */
const [mostTold, longestName] = [20, 60];

/** Throws NotUnderstood where there are names of parameters to tell of. */
export function refuseParameters(names: Partial<Record<UnreadParameter["reason"], readonly string[]>>): void {
  const told = (["not_understood", "names_nothing"] as const).flatMap((reason) =>
    (names[reason] ?? []).slice(0, mostTold).map((name) => ({ name: name.slice(0, longestName), reason })),
  );
  if (told.length > 0) throw new NotUnderstood(told);
}
