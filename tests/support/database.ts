import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { loadReference } from "@/lib/reference/load";
import { migrate } from "@/prisma/migrate";

type Template = "template_migrated" | "template_reference";

function inCluster(database: string): string {
  const url = new URL(inject("clusterUrl"));
  url.pathname = `/${database}`;
  return url.href;
}

async function asAdmin<T>(run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: inject("clusterUrl") });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

/** Loads the reference data once for all test files, whichever asks first; the others wait. */
async function ensureReferenceTemplate(): Promise<void> {
  await asAdmin(async (client) => {
    await client.query("SELECT pg_advisory_lock(1)");
    const found = await client.query("SELECT FROM pg_database WHERE datname = 'template_reference'");
    if (found.rowCount) return;
    await client.query("DROP DATABASE IF EXISTS template_reference_new");
    await client.query("CREATE DATABASE template_reference_new");
    await migrate(inCluster("template_reference_new"));
    await loadReference(inCluster("template_reference_new"));
    await client.query("ALTER DATABASE template_reference_new RENAME TO template_reference");
  });
}

/** A database of its own, cloned from a template. Drop it with the returned function. */
export async function cloneDatabase(template: Template = "template_migrated"): Promise<{ url: string; drop(): Promise<void> }> {
  if (template === "template_reference") await ensureReferenceTemplate();
  const name = `test_${randomBytes(6).toString("hex")}`;
  // Cloning a template that another file clones at the same moment fails: one at a time.
  await asAdmin(async (client) => {
    await client.query("SELECT pg_advisory_lock(2)");
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  return {
    url: inCluster(name),
    drop: () => asAdmin(async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
  };
}
