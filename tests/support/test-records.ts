import type pg from "pg";
import { aboveKey, insertAboveRecord } from "./above-record";
import { canaryKey, insertCanaryRecord } from "./canary-record";
import { historyKey, insertHistoryRecord } from "./history-record";
import { hostileKey, insertHostileRecord } from "./hostile-record";
import { insertPersonalRecord, insertTestImport, personalKey } from "./quality-record";

/** Any number that nothing else locks in the test database. */
const testRecordsLock = 20_261_122;

/** Adds the records that only the suites need, once: the first worker does it, the others wait and find them. */
export async function ensureTestRecords(sql: pg.ClientBase): Promise<void> {
  await sql.query("SELECT pg_advisory_lock($1)", [testRecordsLock]);
  try {
    const known = await sql.query<{ source_key: string }>("SELECT source_key FROM project WHERE source_key = ANY($1)", [
      [hostileKey, canaryKey, personalKey, historyKey, aboveKey],
    ]);
    const keys = known.rows.map((row) => row.source_key);
    await sql.query("BEGIN");
    if (!keys.includes(hostileKey)) await insertHostileRecord(sql);
    if (!keys.includes(canaryKey)) await insertCanaryRecord(sql);
    if (!keys.includes(personalKey)) {
      await insertPersonalRecord(sql);
      await insertTestImport(sql);
    }
    if (!keys.includes(historyKey)) await insertHistoryRecord(sql);
    if (!keys.includes(aboveKey)) await insertAboveRecord(sql);
    await sql.query("COMMIT");
  } catch (error) {
    await sql.query("ROLLBACK");
    throw error;
  } finally {
    await sql.query("SELECT pg_advisory_unlock($1)", [testRecordsLock]);
  }
}
