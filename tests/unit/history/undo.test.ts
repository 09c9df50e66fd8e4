import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type StoredChange, undo } from "@/lib/history/undo";

describe("undoing changes", () => {
  it("gives back the facts as they were before the first of them, whatever was changed", () => {
    const fields = fc.constantFrom("title", "start", "places", "context.en");
    const edits = fc.array(fc.tuple(fields, fc.option(fc.string())));
    fc.assert(
      fc.property(fc.dictionary(fields, fc.string()), edits, edits, (initial, before, after) => {
        const facts: Record<string, unknown> = { ...initial };
        const apply = ([field, value]: [string, string | null]): StoredChange => {
          const change = { field, before: facts[field] ?? null, after: value };
          facts[field] = value;
          return change;
        };
        before.forEach(apply);
        const then = { ...facts };
        const undone = undo(after.map(apply));
        for (const field of Object.keys(facts))
          expect((undone.has(field) ? undone.get(field) : facts[field]) ?? null).toEqual(then[field] ?? null);
        expect([...undone.keys()].sort()).toEqual([...new Set(after.map(([field]) => field))].sort());
      }),
    );
  });
});
