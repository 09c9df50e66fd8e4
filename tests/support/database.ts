import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { loadReference } from "@/lib/reference/load";
import { keepFew } from "./few-places";

type Template = "template_migrated" | "template_reference" | "template_small";

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

/** Makes a template once for all test files, whichever asks first; the others wait. `lock` belongs to this template alone. */
async function ensureTemplate(lock: number, template: Template, from: Template, fill: (url: string) => Promise<unknown>) {
  await asAdmin(async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [lock]);
    const found = await client.query("SELECT FROM pg_database WHERE datname = $1", [template]);
    if (found.rowCount) return;
    await client.query(`DROP DATABASE IF EXISTS ${template}_new`);
    await copyDatabase(from, `${template}_new`);
    await fill(inCluster(`${template}_new`));
    await client.query(`ALTER DATABASE ${template}_new RENAME TO ${template}`);
  });
}

const ensureReference = () => ensureTemplate(1, "template_reference", "template_migrated", loadReference);

async function ensureSmall(): Promise<void> {
  await ensureReference();
  await ensureTemplate(3, "template_small", "template_reference", keepFew);
}

const ensured: Record<Template, () => Promise<void>> = {
  template_migrated: async () => undefined,
  template_reference: ensureReference,
  template_small: ensureSmall,
};

/** Cloning a database that another file clones at the same moment fails: one at a time. */
async function copyDatabase(from: string, to: string): Promise<void> {
  await asAdmin(async (client) => {
    await client.query("SELECT pg_advisory_lock(2)");
    await client.query(`CREATE DATABASE ${to} TEMPLATE ${from}`);
  });
}

/**
 * A database of its own, cloned from a template: the schema alone, the reference data, or the reference data without small
 * communes and small places abroad, for what does not depend on how many there are. Drop it with the returned function.
 */
export async function cloneDatabase(template: Template = "template_migrated"): Promise<{ url: string; drop(): Promise<void> }> {
  await ensured[template]();
  const name = `test_${randomBytes(6).toString("hex")}`;
  await copyDatabase(template, name);
  return {
    url: inCluster(name),
    drop: () => asAdmin(async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
  };
}
