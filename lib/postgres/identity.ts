import { constants, existsSync, statSync } from "node:fs";
import path from "node:path";

export type Identity = { uid: number; gid: number };

/** PostgreSQL refuses to run as root; `nobody` exists everywhere and owns nothing of value. */
const nobody: Identity = { uid: 65_534, gid: 65_534 };

export const isRoot = process.getuid?.() === 0;

/**
 * The user that PostgreSQL runs as: ourselves; for root the owner of the data that is already there, else `nobody`.
 * Undefined means ourselves.
 */
export function identityFor(data: string): Identity | undefined {
  if (!isRoot) return undefined;
  if (!existsSync(data)) return nobody;
  const { uid, gid } = statSync(data);
  return uid === 0 ? nobody : { uid, gid };
}

/** True when every folder above (and including) `target` can be entered by people other than its owner. */
export function isReachableByOthers(target: string): boolean {
  let current = path.resolve(target);
  while (!existsSync(current)) current = path.dirname(current);
  for (;;) {
    if ((statSync(current).mode & constants.S_IXOTH) === 0) return false;
    const parent = path.dirname(current);
    if (parent === current) return true;
    current = parent;
  }
}
