import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { root } from "./lock.mjs";

/** Made from the sources or by the machine; never part of a fingerprint. */
const generated = ["prisma-client", "node_modules", ".next"];

function filesOf(target: string): string[] {
  if (!existsSync(target)) return [];
  if (!statSync(target).isDirectory()) return [target];
  return readdirSync(target)
    .filter((name) => !generated.includes(name))
    .sort()
    .flatMap((name) => filesOf(path.join(target, name)));
}

/** SHA-256 of the names and contents of files and folders of the project, without the folders `except`. Absent ones count as absent. */
export function fingerprint(parts: readonly string[], except: readonly string[] = []): string {
  const hash = createHash("sha256");
  for (const part of parts) {
    for (const file of filesOf(path.join(root, part))) {
      const name = path.relative(root, file);
      if (except.some((folder) => name.startsWith(`${folder}/`))) continue;
      hash.update(`${name}\0`);
      hash.update(createHash("sha256").update(readFileSync(file)).digest());
    }
  }
  return hash.digest("hex");
}
