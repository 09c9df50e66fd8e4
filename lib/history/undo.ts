/** A change as a revision keeps it. */
export type StoredChange = { field: string; before: unknown; after: unknown };

/** Facts as they were before some changes, by field; a field that is not here did not change. */
export type Undone = ReadonlyMap<string, unknown>;

/** Undoes changes, given in the order in which they were made: of each field the first `before` is what was so. */
export function undo(changes: Iterable<StoredChange>): Undone {
  const facts = new Map<string, unknown>();
  for (const { field, before } of changes) if (!facts.has(field)) facts.set(field, before);
  return facts;
}
