import { readFileSync } from "node:fs";
import { availableParallelism, cpus, release, totalmem, type } from "node:os";
import path from "node:path";
import { root } from "@/lib/launcher/lock.mjs";
import { nginxVersion } from "./nginx";

/** What figures depend on, without a word about whose machine it is. */
export type Conditions = {
  date: string;
  system: string;
  processor: string;
  cores: number;
  memoryBytes: number;
  node: string;
  next: string;
  postgres: string;
  nginx: string | null;
};

function versionOf(name: string): string {
  const { version } = JSON.parse(readFileSync(path.join(root, "node_modules", name, "package.json"), "utf8")) as {
    version: string;
  };
  return version;
}

export function conditions(date: string, postgres: string): Conditions {
  return {
    date,
    system: `${type()} ${release().split("-")[0]}`,
    processor: cpus()[0]?.model.trim() || "unknown processor",
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    node: process.versions.node,
    next: versionOf("next"),
    postgres,
    nginx: nginxVersion(),
  };
}
