import pg from "pg";
import type { TestProject } from "vitest/node";
import { startCluster } from "@/lib/postgres/cluster";
import { migrate } from "@/prisma/migrate";
import { clusterFolder } from "./cluster-folder.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the cluster; its databases `template_migrated` and `template_reference` are cloned by tests. */
    clusterUrl: string;
  }
}

type Shared = { url: string; stop(): Promise<void> };
/** Projects of one run share the cluster; each has this module for itself. */
const run = globalThis as { atlasTestCluster?: Promise<Shared>; atlasTestClusterUsers?: number };

async function startShared(): Promise<Shared> {
  const { folders, remove } = clusterFolder(process.env.ATLAS_TEST_CLUSTER);
  const cluster = await startCluster({ ...folders, durable: false });
  const admin = new pg.Client({ connectionString: cluster.url });
  await admin.connect();
  await admin.query("CREATE DATABASE template_migrated");
  await admin.end();
  const template = new URL(cluster.url);
  template.pathname = "/template_migrated";
  await migrate(template.href);
  const stop = async () => {
    await cluster.stop();
    remove();
  };
  return { url: cluster.url, stop };
}

/**
 * One PostgreSQL for all integration tests, with a migrated template database that each test file clones.
 * The template with reference data is made on first use (see database.ts): most files do not need it.
 */
export default async function setup(project: TestProject) {
  run.atlasTestClusterUsers = (run.atlasTestClusterUsers ?? 0) + 1;
  run.atlasTestCluster ??= startShared();
  const cluster = await run.atlasTestCluster;
  project.provide("clusterUrl", cluster.url);
  return async () => {
    run.atlasTestClusterUsers = (run.atlasTestClusterUsers ?? 1) - 1;
    if (run.atlasTestClusterUsers === 0) await cluster.stop();
  };
}
