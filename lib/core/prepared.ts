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
    const known = names.get(sql);
    if (known !== undefined || names.size >= limits.preparedStatements) return known ?? "";
    if (!once.delete(sql)) {
      once.set(sql, true);
      return "";
    }
    const name = `atlas_${names.size}`;
    names.set(sql, name);
    return name;
  };
}
