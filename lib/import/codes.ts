/** Kinds of files that can be imported, as operators name them, in the order in which they are offered. */
export const importCodes = ["legacy-page", "twin-towns", "posts", "iati", "table", "territories", "news"] as const;

export type ImportCode = (typeof importCodes)[number];

/** True for a kind of this version: a run in the database may be of another. */
export function isImportCode(code: string): code is ImportCode {
  return (importCodes as readonly string[]).includes(code);
}
