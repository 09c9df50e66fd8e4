import pg from "pg";
import { AtlasError } from "@/lib/core/errors";
import { type Progress, silent } from "@/lib/core/progress";
import { appliedMigrations, migrationLock } from "@/prisma/migrate";

/** Projects looked at, and rows that were not what the projects say: none, unless something wrote past the database's triggers. */
export type Rebuilt = { projects: number; differing: number };

/** Some tens of megabytes at a time; smaller batches plan and scan more often. */
const batchSize = 4_000;
/** Changes that may be left to the swap, during which searches wait: a tenth of a second's work. */
const leftToSwap = 300;
/** How long searches may wait for a lock that a writer holds; then it is left to the writer, and asked for again. */
const patienceMs = 250;
const pauseMs = 1_000;
/** Key of the advisory lock of a rebuild: another one waits. */
const rebuildLock = 7_201_004;

/** What is made beside stands in a schema of its own, which goes as a whole, with the trigger that calls its function. */
const clear = "DROP SCHEMA IF EXISTS search_rebuild CASCADE";
/**
 * The trigger notes of which projects the rows in use change meanwhile; a note a change, so that none is lost that is made while
 * others are read.
 */
const beside = `${clear};
  CREATE SCHEMA search_rebuild;
  CREATE TABLE search_rebuild.search_row (LIKE public.search_row INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING GENERATED INCLUDING STORAGE);
  CREATE TABLE search_rebuild.changed (project_id integer NOT NULL);
  CREATE FUNCTION search_rebuild.note() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO search_rebuild.changed VALUES (CASE TG_OP WHEN 'DELETE' THEN OLD.project_id ELSE NEW.project_id END);
      RETURN NULL;
    END $$;
  CREATE TRIGGER search_rebuild AFTER INSERT OR UPDATE OR DELETE ON public.search_row
    FOR EACH ROW EXECUTE FUNCTION search_rebuild.note()`;

/** Rows of a batch, and how many of the old ones differ: seen in one snapshot, so that no write lies between the two. */
const fill = `
  WITH made AS MATERIALIZED (SELECT made.*, p.updated_at FROM search_rows($1::int[]) AS made JOIN project p ON p.id = made.project_id),
  put AS (INSERT INTO search_rebuild.search_row SELECT * FROM made)
  SELECT count(*)::int AS differing FROM made LEFT JOIN public.search_row AS old USING (project_id)
  WHERE (made.tokens, made.words, made.amount, made.first_year, made.last_year, made.updated_at)
    IS DISTINCT FROM (old.tokens, old.words, old.amount, old.first_year, old.last_year, old.updated_at)`;

/** What the planner knows of the old rows' columns, indexes and the primary key, for the new ones; the foreign key, checked after the swap. */
const indexes = `
  SELECT format('ALTER TABLE search_rebuild.search_row ALTER COLUMN %I SET STATISTICS %s', attname, attstattarget) AS statement
  FROM pg_attribute WHERE attrelid = 'public.search_row'::regclass AND attnum > 0 AND attstattarget > 0
  UNION ALL (SELECT CASE WHEN c.oid IS NULL THEN replace(pg_get_indexdef(i.indexrelid), ' ON public.search_row ', ' ON search_rebuild.search_row ')
    ELSE format('ALTER TABLE search_rebuild.search_row ADD CONSTRAINT %I %s', c.conname, pg_get_constraintdef(c.oid)) END
  FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype IN ('p', 'u') AND c.conrelid = i.indrelid
  WHERE i.indrelid = 'public.search_row'::regclass ORDER BY i.indexrelid)`;
const foreignKeys = `
  SELECT format('ALTER TABLE public.search_row ADD CONSTRAINT %I %s NOT VALID', conname, pg_get_constraintdef(oid)) AS add,
    format('ALTER TABLE public.search_row VALIDATE CONSTRAINT %I', conname) AS validate
  FROM pg_constraint WHERE contype = 'f' AND conrelid = 'public.search_row'::regclass`;
/** Triggers of the old rows, for the new ones. */
const triggers = `
  SELECT pg_get_triggerdef(oid) AS statement FROM pg_trigger
  WHERE tgrelid = 'public.search_row'::regclass AND NOT tgisinternal AND tgname <> 'search_rebuild' ORDER BY tgname`;

/** Numbers of projects by token are those of the rows again; writers wait, readers do not. */
const recount = `
  LOCK TABLE public.search_row IN SHARE ROW EXCLUSIVE MODE;
  CREATE TEMP TABLE recounted ON COMMIT DROP AS
    SELECT token, count(*)::int AS projects FROM public.search_row CROSS JOIN unnest(tokens) AS token
    WHERE search_counted(token) GROUP BY token;
  DELETE FROM public.search_count AS c WHERE NOT EXISTS (SELECT FROM recounted WHERE recounted.token = c.token);
  INSERT INTO public.search_count AS c SELECT token, projects FROM recounted ORDER BY token COLLATE "C"
  ON CONFLICT (token) DO UPDATE SET projects = excluded.projects WHERE c.projects <> excluded.projects`;

/**
 * Makes every row of the search anew beside the present ones, which are searched and written all the while, and puts them in
 * their place in one short transaction. One that is killed leaves the search as it was, and is cleared away by the next. Throws
 * `database_unavailable`, and `migrations_pending` when another version of the portal migrated the database meanwhile.
 */
export async function rebuildSearch(url: string, onProgress: Progress = silent): Promise<Rebuilt> {
  const client = new pg.Client({ connectionString: url, application_name: "atlas search" });
  // A lost connection rejects the query under way; without a listener it would also end the process.
  client.on("error", () => undefined);
  await client.connect().catch((cause: unknown) => {
    throw new AtlasError("database_unavailable", "the database does not answer", { cause });
  });
  try {
    await client.query("SET statement_timeout = 0");
    await takeTurn(client, onProgress);
    try {
      return await rebuild(client, onProgress);
    } catch (error) {
      await attempt(client, () => client.query(clear)).catch(() => undefined);
      throw error;
    }
  } finally {
    await client.end();
  }
}

async function rebuild(client: pg.Client, onProgress: Progress): Promise<Rebuilt> {
  const version = await appliedMigrations(client);
  while (!(await attempt(client, () => client.query(beside)))) await pause(onProgress);
  const rebuilt = await fillBeside(client, onProgress);
  onProgress("cli.search.progress.indexes", 0, 0);
  const { rows } = await client.query<{ statement: string }>(indexes);
  for (const { statement } of rows) await client.query(statement);
  await client.query("ANALYZE search_rebuild.search_row");
  const keys = await client.query<{ add: string; validate: string }>(foreignKeys);
  const { rows: reactions } = await client.query<{ statement: string }>(triggers);
  const swap = async () => {
    // While the database is backed up or migrated, no table may become another.
    await client.query("SELECT pg_advisory_xact_lock($1)", [migrationLock]);
    if (JSON.stringify(await appliedMigrations(client)) !== JSON.stringify(version))
      throw new AtlasError("migrations_pending", "the database was migrated meanwhile");
    await client.query("LOCK TABLE public.search_row, public.project IN ACCESS EXCLUSIVE MODE");
    await catchUp(client);
    await client.query("DROP TABLE public.search_row; ALTER TABLE search_rebuild.search_row SET SCHEMA public");
    for (const { add } of keys.rows) await client.query(add);
    for (const { statement } of reactions) await client.query(statement);
    await client.query(clear);
    // No trigger sees a table become another.
    await client.query("SELECT count_write()");
    // Bits of rows that were wrong are wrong, too: until the fold, which another may hold off, rows are counted one by one.
    if (rebuilt.differing > 0)
      await client.query("INSERT INTO public.search_loose (project_id) SELECT project_id FROM public.search_row");
  };
  do {
    onProgress("cli.search.progress.swap", 0, 0);
    while ((await inTransaction(client, () => catchUp(client))) > leftToSwap);
  } while (!((await attempt(client, swap)) || (await pause(onProgress))));
  for (const { validate } of keys.rows) await client.query(validate);
  await inTransaction(client, () => client.query(recount));
  // Until it knows which pages everybody sees, the database looks up in them what its indexes know.
  await client.query("VACUUM public.search_row");
  // The bits of the counts are those of the rows, too.
  await inTransaction(client, () => client.query("SELECT search_fold(0)"));
  return rebuilt;
}

async function takeTurn(client: pg.Client, onProgress: Progress): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>("SELECT pg_try_advisory_lock($1) AS taken", [rebuildLock]);
  if (rows[0]?.taken) return;
  onProgress("cli.search.progress.turn", 0, 0);
  await client.query("SELECT pg_advisory_lock($1)", [rebuildLock]);
}

async function fillBeside(client: pg.Client, onProgress: Progress): Promise<Rebuilt> {
  const counted = await client.query<{ total: number }>("SELECT count(*)::int AS total FROM project");
  const total = counted.rows[0]?.total ?? 0;
  const rebuilt = { projects: 0, differing: 0 };
  for (let after = 0; ; ) {
    onProgress("cli.search.progress.rows", rebuilt.projects, total);
    const batch = await client.query<{ id: number }>("SELECT id FROM project WHERE id > $1 ORDER BY id LIMIT $2", [
      after,
      batchSize,
    ]);
    const last = batch.rows.at(-1);
    if (!last) return rebuilt;
    const { rows } = await client.query<{ differing: number }>(fill, [batch.rows.map(({ id }) => id)]);
    rebuilt.projects += batch.rows.length;
    rebuilt.differing += rows[0]?.differing ?? 0;
    after = last.id;
  }
}

/** Makes the rows anew of projects that changed meanwhile; resolves to their number. In a transaction. */
async function catchUp(client: pg.Client): Promise<number> {
  const taken = await client.query<{ id: number }>(
    "WITH taken AS (DELETE FROM search_rebuild.changed RETURNING project_id) SELECT DISTINCT project_id AS id FROM taken ORDER BY 1",
  );
  const ids = taken.rows.map(({ id }) => id);
  for (let from = 0; from < ids.length; from += batchSize) {
    const batch = [ids.slice(from, from + batchSize)];
    await client.query("DELETE FROM search_rebuild.search_row WHERE project_id = ANY($1::int[])", batch);
    await client.query(
      "INSERT INTO search_rebuild.search_row SELECT made.*, p.updated_at FROM search_rows($1::int[]) AS made JOIN project p ON p.id = made.project_id",
      batch,
    );
  }
  return ids.length;
}

async function inTransaction<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query("BEGIN");
  try {
    const result = await work();
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

/** Runs `work` in a transaction that waits for no lock longer than others may wait for it. False: it did not get one of them. */
async function attempt(client: pg.Client, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await inTransaction(client, async () => {
      await client.query(`SET LOCAL lock_timeout = ${patienceMs}`);
      await work();
    });
    return true;
  } catch (error) {
    // lock_not_available, deadlock_detected
    if (["55P03", "40P01"].includes(String((error as { code?: unknown }).code))) return false;
    throw error;
  }
}

/** Leaves a lock to who holds it for a while. */
async function pause(onProgress: Progress): Promise<false> {
  onProgress("cli.search.progress.waiting", 0, 0);
  await new Promise((resolve) => setTimeout(resolve, pauseMs));
  return false;
}
