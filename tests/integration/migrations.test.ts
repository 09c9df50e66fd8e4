import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrate, pendingMigrations } from "@/prisma/migrate";
import { applyMigrations, migrationNames, schemaDifference } from "@/prisma/schema-engine";
import { createEmptyDatabase } from "../support/empty-database";
import { type Example, refusals, setUp } from "./migrations/refusals";

const root = fileURLToPath(new URL("../..", import.meta.url));

async function withClient<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

/** Every object of the schema in words: columns, constraints, indexes, triggers, functions, sequences, enum values. */
async function catalogue(url: string): Promise<string[]> {
  const { rows } = await withClient(url, (client) =>
    client.query<{ line: string }>(`
      SELECT format('column %s.%s %s %s %s', c.table_name, c.column_name, c.udt_name, c.is_nullable, c.column_default) AS line
        FROM information_schema.columns c WHERE c.table_schema = 'public'
      UNION ALL SELECT format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
      UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
      UNION ALL SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t WHERE NOT t.tgisinternal
      UNION ALL SELECT CASE p.prokind WHEN 'a' THEN format('aggregate %s %s %s', p.oid::regprocedure, a.aggtransfn, a.agginitval)
          ELSE pg_get_functiondef(p.oid) END
        FROM pg_proc p LEFT JOIN pg_aggregate a ON a.aggfnoid = p.oid WHERE p.pronamespace = 'public'::regnamespace
      UNION ALL SELECT format('value %s %s', t.typname, e.enumlabel) FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
      UNION ALL SELECT format('sequence %s from %s', sequencename, start_value) FROM pg_sequences WHERE schemaname = 'public'
      ORDER BY 1`),
  );
  return rows.map((row) => row.line);
}

/** `migrate` in a process of its own, as a second container would run it. */
function migrateInAnotherProcess(url: string): Promise<{ code: number | null; applied: string[] }> {
  // The engine leaves a timer behind that would hold the process for ten seconds.
  const program = `import("./prisma/migrate.ts")
    .then((module) => module.migrate(process.argv[1]))
    .then((applied) => process.stdout.write(JSON.stringify(applied), () => process.exit()));`;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program, url], {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, applied: JSON.parse(output || "[]") as string[] }));
  });
}

describe("migrations", () => {
  it("give the schema that the models describe", async () => {
    const database = await createEmptyDatabase();
    expect(await migrate(database.url)).toEqual(migrationNames());
    // A comment alone: nothing to change.
    expect((await schemaDifference(database.url)).replace(/^--.*$/gm, "").trim()).toBe("");
    await database.drop();
  });

  it("change nothing the second time", async () => {
    const database = await createEmptyDatabase();
    await migrate(database.url);
    const before = await catalogue(database.url);
    expect(await migrate(database.url)).toEqual([]);
    expect(await catalogue(database.url)).toEqual(before);
    await database.drop();
  });

  it("run from several processes at once are applied once", async () => {
    const database = await createEmptyDatabase();
    const runs = await Promise.all([1, 2, 3].map(() => migrateInAnotherProcess(database.url)));
    expect(runs.map((run) => run.code)).toEqual([0, 0, 0]);
    expect(runs.flatMap((run) => run.applied).sort()).toEqual(migrationNames());
    expect(await withClient(database.url, pendingMigrations)).toEqual([]);
    await database.drop();
  });

  it("bring a database that stopped at the first migration to the same schema", async () => {
    const [whole, old] = await Promise.all([createEmptyDatabase(), createEmptyDatabase()]);
    await migrate(whole.url);
    const first = migrationNames().slice(0, 1);
    expect(await applyMigrations(old.url, first)).toEqual(first);
    expect(await migrate(old.url)).toEqual(migrationNames().slice(1));
    expect(await catalogue(old.url)).toEqual(await catalogue(whole.url));
    await Promise.all([whole.drop(), old.drop()]);
  });
});

describe("the database refuses nonsense", () => {
  let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
  let client: pg.Client;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    await migrate(database.url);
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(setUp);
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  async function constraintBroken(statement: string): Promise<string> {
    await client.query("BEGIN");
    try {
      await client.query(statement);
      await client.query("SET CONSTRAINTS ALL IMMEDIATE");
      return "accepted";
    } catch (error) {
      return (error as pg.DatabaseError).constraint ?? (error as pg.DatabaseError).code ?? String(error);
    } finally {
      await client.query("ROLLBACK");
    }
  }

  it.each(refusals)("$what", async ({ refused, accepted, constraint }: Example) => {
    if (accepted) expect(await constraintBroken(accepted)).toBe("accepted");
    expect(await constraintBroken(refused)).toBe(constraint);
  });

  it("a public id is never given twice, even after its record is gone", async () => {
    const give = async () => (await client.query<{ id: string }>("SELECT next_public_id('p') AS id")).rows[0]?.id;
    const ids = [await give(), await give(), await give()];
    expect(new Set(ids).size).toBe(3);
  });
});
