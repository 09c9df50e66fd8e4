import type { ClientBase } from "pg";

type Rule = { suspend: string; resume: string };

/**
 * Foreign keys and triggers of the schema's tables, but those that only count that something was written. Dropping and adding keys, and switching triggers, is the right of
 * whoever owns the tables; `session_replication_role` would need a superuser. Adding a key again checks all rows at once.
 */
const rules = `
  SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS suspend,
    format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS resume
  FROM pg_constraint WHERE contype = 'f' AND conparentid = 0 AND connamespace = current_schema()::regnamespace
  UNION ALL
  SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, tgname),
    format('ALTER TABLE %s %s TRIGGER %I', tgrelid::regclass,
      CASE tgenabled WHEN 'A' THEN 'ENABLE ALWAYS' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE' END, tgname)
  FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
  WHERE NOT tgisinternal AND tgparentid = 0 AND tgenabled <> 'D' AND tgname <> 'data_version' AND c.relnamespace = current_schema()::regnamespace
  ORDER BY 1`;

/**
 * Runs `work` while no foreign key and no trigger looks at what is written: rows may come in any order, and tables may
 * refer to themselves and to each other. Afterwards all are as before, and the keys hold for every row or it throws.
 * Inside a transaction, so that a failure leaves them as they were.
 */
export async function withoutRules<T>(client: ClientBase, work: () => Promise<T>): Promise<T> {
  const { rows } = await client.query<Rule>(rules);
  await client.query(rows.map(({ suspend }) => suspend).join(";\n"));
  const result = await work();
  await client.query(rows.map(({ resume }) => resume).join(";\n"));
  // The triggers that would have told what was written were among them; schemas of before `touched` have nothing to tell.
  await client.query("DO $$ BEGIN IF to_regproc('touch') IS NOT NULL THEN PERFORM touch(ARRAY['*']); END IF; END $$");
  return result;
}
