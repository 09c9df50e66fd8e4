import { createHash } from "node:crypto";
import { today } from "@/lib/core/clock";
import { dataState } from "@/lib/core/data-version";
import { db } from "@/lib/core/db";
import { Prisma } from "@/lib/core/prisma-client/client";
import { databaseRows, type Rows } from "@/lib/core/rows";
import type { Subject } from "@/lib/profiles/schema";
import { tagsOf } from "./tags";

/** Answers by their statement and its values. */
type Answers = Record<string, unknown[]>;

/** One database, with one schema: a copy of it elsewhere counts its transactions anew. */
const database = Prisma.sql`(SELECT concat_ws(' ', oid, (SELECT system_identifier FROM pg_control_system()),
  (SELECT max(finished_at) FROM _prisma_migrations)) FROM pg_database WHERE datname = current_database())`;

/** Condition on answers `k`: the database would give them now, for nothing that it did not see then touched what they are about. */
const isTrueNow = () => Prisma.sql`k.database = ${database} AND k.day = ${today()}::date AND NOT EXISTS (
  SELECT FROM touched t WHERE t.xid >= pg_snapshot_xmin(k.snapshot) AND NOT pg_visible_in_snapshot(t.xid, k.snapshot)
    AND t.tags && array_prepend('*', k.tags))`;

/** Name of a subject among kept answers. */
export const nameOf = ({ kind, key }: Pick<Subject, "kind" | "key">) => `${kind}:${key}`;

const keyOf = ({ text, values }: Prisma.Sql) =>
  createHash("sha256")
    .update(JSON.stringify([text, values]))
    .digest("base64url")
    .slice(0, 22);

async function readKept(subject: Subject): Promise<{ answers: Answers; snapshot: string } | null> {
  const [found] = await db().$queryRaw<{ answers: Answers; snapshot: string }[]>`
    SELECT answers, snapshot::text AS snapshot FROM kept_answers k
    WHERE subject = ${nameOf(subject)} AND tags = ${tagsOf(subject)}::text[] AND ${isTrueNow()}`;
  return found ?? null;
}

/** Answers about a subject: what is kept of them while it is true, else the database. */
export async function answersFor(subject: Subject): Promise<Rows> {
  const kept = await readKept(subject);
  if (!kept) return databaseRows;
  return async <T>(statement: Prisma.Sql) => (kept.answers[keyOf(statement)] as T[] | undefined) ?? databaseRows<T>(statement);
}

/**
 * Keeps what `ask` asks about a subject, as `rows` answers it: values that JSON can hold. What is kept already and still true is not
 * asked for again, so that another build adds what it asks besides.
 */
export async function keepAnswers(subject: Subject, ask: (rows: Rows) => Promise<unknown>, rows: Rows): Promise<void> {
  // Read before the answers: they may know more than this state, never less.
  const [{ snapshot }, day] = [await dataState(), today()];
  const kept = await readKept(subject);
  const answers: Answers = {};
  let isNew = false;
  await ask(async <T>(statement: Prisma.Sql) => {
    const key = keyOf(statement);
    const known = answers[key] ?? kept?.answers[key];
    isNew ||= known === undefined;
    const answer = (known as T[] | undefined) ?? (await rows<T>(statement));
    answers[key] = answer;
    return answer;
  });
  if (!isNew) return;
  await db().$executeRaw`
    INSERT INTO kept_answers (subject, tags, database, day, snapshot, answers)
    SELECT ${nameOf(subject)}, ${tagsOf(subject)}::text[], ${database}, ${day}::date, ${kept?.snapshot ?? snapshot}::pg_snapshot,
      ${JSON.stringify(answers)}::json
    ON CONFLICT (subject) DO UPDATE SET tags = EXCLUDED.tags, database = EXCLUDED.database, day = EXCLUDED.day,
      snapshot = EXCLUDED.snapshot, answers = EXCLUDED.answers`;
}

/** Names of the subjects whose kept answers are true now. */
export async function trueAnswers(): Promise<ReadonlySet<string>> {
  const rows = await db().$queryRaw<{ subject: string }[]>`SELECT subject FROM kept_answers k WHERE ${isTrueNow()}`;
  return new Set(rows.map(({ subject }) => subject));
}

/** Forgets the answers about all subjects but these. */
export async function forgetOthers(subjects: readonly Subject[]): Promise<void> {
  await db().$executeRaw`DELETE FROM kept_answers WHERE subject <> ALL(${subjects.map(nameOf)}::text[])`;
}
