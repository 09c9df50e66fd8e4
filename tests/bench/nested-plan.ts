import type pg from "pg";
import { planOf, type Statement } from "./sql";

/** "duration: 1.234 ms  plan:\nQuery Text: …" as `auto_explain` says it. */
const said = /^duration: ([\d.]+) ms\s+plan:\n([\s\S]*)$/;

/**
 * The plan of a statement, and of the slowest statement inside the functions that it calls, which `EXPLAIN` does not show: lines
 * of text. The connection needs the rights of a superuser.
 */
export async function planWithin(client: pg.Client, statement: Statement): Promise<string[]> {
  const heard: { ms: number; lines: string[] }[] = [];
  const hear = ({ message }: { message?: string | undefined }) => {
    const [, ms, text] = said.exec(message ?? "") ?? [];
    if (text !== undefined) heard.push({ ms: Number(ms), lines: text.split("\n") });
  };
  await client.query(`LOAD 'auto_explain';
    SET auto_explain.log_min_duration = 0; SET auto_explain.log_analyze = on; SET auto_explain.log_buffers = on;
    SET auto_explain.log_nested_statements = on; SET auto_explain.log_parameter_max_length = 60; SET client_min_messages = log`);
  client.on("notice", hear);
  try {
    await client.query(statement.text, statement.values);
  } finally {
    client.off("notice", hear);
    await client.query("SET client_min_messages = notice; SET auto_explain.log_min_duration = -1");
  }
  const outer = await planOf(client, statement);
  // The last one is the statement itself.
  const [slowest] = heard.slice(0, -1).sort((a, b) => b.ms - a.ms);
  return slowest ? [...outer, "", `Within its function, ${slowest.ms.toFixed(1)} ms:`, ...slowest.lines] : outer;
}
