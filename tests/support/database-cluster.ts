import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startCluster } from "@/lib/postgres/cluster";
import { migrate } from "@/prisma/migrate";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the cluster; its databases `template_migrated` and `template_reference` are cloned by tests. */
    clusterUrl: string;
  }
}

/**
 * One PostgreSQL for all integration tests, with a migrated template database that each test file clones.
 * The template with reference data is made on first use (see database.ts): most files do not need it.
 */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(path.join(tmpdir(), "atlas-test-"));
  // For root, PostgreSQL runs as another user, who must be able to enter.
  chmodSync(folder, 0o755);
  const cluster = await startCluster({
    folder: path.join(folder, "cluster"),
    binariesFolder: path.join(folder, "bin"),
    durable: false,
  });
  const admin = new pg.Client({ connectionString: cluster.url });
  await admin.connect();
  await admin.query("CREATE DATABASE template_migrated");
  await admin.end();
  const template = new URL(cluster.url);
  template.pathname = "/template_migrated";
  await migrate(template.href);
  project.provide("clusterUrl", cluster.url);
  return async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
