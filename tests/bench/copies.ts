import pg from "pg";

/** Bits stand in chunks of so many projects (decision 023): copies whose numbers lie whole chunks apart have the same bits. */
const chunk = 16_000;

/** What a search and its page read of a project. Lines of 1 % schemes, contacts and news are left out: neither reads them. */
const tables = [
  "project",
  "project_text",
  "project_place",
  "project_organisation",
  "project_theme",
  "funding_line",
  "quality_finding",
  "search_row",
  "search_turn",
  "search_counted",
];

/** What a copy has of its own; `k` is its number, `shift` what is added to the number of a project. */
const own: Readonly<Record<string, string>> = {
  public_id: "'p' || (1000000000 + id + shift)",
  source_key: "source_key || '-copy-' || k",
  updated_at: "updated_at - k * interval '7 hours'",
};

async function columnsOf(client: pg.Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1 AND table_schema = 'public' AND is_generated = 'NEVER'
       AND ($1 = 'project' OR column_name <> 'id') ORDER BY ordinal_position`,
    [table],
  );
  return rows.map(({ name }) => name);
}

/** Indexes that only serve reading, taken away while rows are written; resolves to what makes them again. */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; statement: string }>(
    `SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS statement FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE i.indrelid = ANY($1::regclass[]) AND NOT i.indisunique`,
    [tables],
  );
  for (const { name } of rows) await client.query(`DROP INDEX "${name}"`);
  return rows.map(({ statement }) => statement);
}

const enabling: Readonly<Record<string, string>> = { O: "ENABLE", A: "ENABLE ALWAYS", R: "ENABLE REPLICA" };

/** Triggers that fire also where foreign keys are not looked at, turned off while rows are written; resolves to what turns them on again. */
async function dropTriggers(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ table: string; name: string; enabled: string }>(
    `SELECT tgrelid::regclass::text AS table, quote_ident(tgname) AS name, tgenabled AS enabled FROM pg_trigger
     WHERE tgrelid = ANY($1::regclass[]) AND NOT tgisinternal AND tgenabled IN ('A', 'R')`,
    [tables],
  );
  for (const { table, name } of rows) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER ${name}`);
  return rows.map(({ table, name, enabled }) => `ALTER TABLE ${table} ${enabling[enabled]} TRIGGER ${name}`);
}

/**
 * Makes `times` as many projects by copying rows, with numbers and days of change of their own: a load takes an hour for a million.
 * Rows, bits and numbers of the search are those that a load of these projects would write. The fold must have been run.
 */
export async function copyProjects(url: string, times: number): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: "-c maintenance_work_mem=1GB" });
  await client.connect();
  try {
    const { rows } = await client.query<{ shift: number; loose: number }>(
      `SELECT ((max(id) / $1::int + 1) * $1::int)::int AS shift, (SELECT count(*)::int FROM search_loose) AS loose FROM project`,
      [chunk],
    );
    const { shift = 0, loose = 0 } = rows[0] ?? {};
    if (loose > 0) throw new Error("bits are not written yet");
    const copies = `CROSS JOIN LATERAL (SELECT k, k * ${shift} AS shift FROM generate_series(1, ${times - 1}) AS k) AS copy`;
    // Triggers and foreign keys would look at each row; the rows are right already.
    await client.query("SET session_replication_role = replica");
    const again = [...(await dropTriggers(client)), ...(await dropIndexes(client))];
    for (const table of tables) {
      const columns = await columnsOf(client, table);
      const values = columns.map((name) => {
        if (name === "id" || name === "project_id") return `${name} + shift`;
        return name in own && (table === "project" || name === "updated_at") ? own[name] : `"${name}"`;
      });
      const names = columns.map((name) => `"${name}"`).join(", ");
      await client.query(`INSERT INTO "${table}" (${names}) SELECT ${values.join(", ")} FROM "${table}" ${copies}`);
    }
    for (const statement of again) await client.query(statement);
    for (const [table, columns] of Object.entries({ search_bits: "token, facet, bits", search_word_bits: "bits" }))
      await client.query(
        `INSERT INTO ${table} (value_id, chunk, ${columns}) SELECT value_id, chunk + shift / ${chunk}, ${columns} FROM ${table} ${copies}`,
      );
    await client.query("UPDATE search_value SET projects = projects * $1::int", [times]);
    await client.query("UPDATE search_count SET projects = projects * $1::int", [times]);
    await client.query("SELECT setval('project_id_seq', (SELECT max(id) FROM project))");
  } finally {
    await client.end();
  }
}
