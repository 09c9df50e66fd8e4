import { LRUCache } from "lru-cache";
import { limits } from "./limits";

/**
 * Names of the statements that a connection keeps read and planned: those asked for a second time, the first `limits.preparedStatements`
 * of them. PostgreSQL spends more on reading and planning most statements of a page than on answering them; each kept one costs
 * memory on every connection. Others have no name and are read anew each time.
 */
export function statementNames(): (statement: { sql: string }) => string {
  const names = new Map<string, string>();
  const once = new LRUCache<string, true>({ max: limits.preparedStatements });
  return ({ sql }) => {
    const name = names.get(sql);
    if (name !== undefined) return name;
    if (names.size >= limits.preparedStatements) return "";
    if (!once.has(sql)) {
      once.set(sql, true);
      return "";
    }
    once.delete(sql);
    names.set(sql, `atlas_${names.size}`);
    return names.get(sql) ?? "";
  };
}
