import { type Database, db } from "@/lib/core/db";
import { log } from "@/lib/core/log";
import { onesOf, wordsOf } from "./line";

/** Projects that a chunk has place for; as in the database (decision 023). */
const chunkProjects = 16_000;
const chunkWords = chunkProjects / 32;

/**
 * The values of the projects of a chunk, those of project i of it from `starts[i]` on. A value is the number of its token. `version`:
 * `search_chunk` of the database.
 */
type Chunk = { version: string; starts: Uint32Array; values: Uint16Array };

/** The values of all projects that are counted. */
export type CountedValues = {
  /** Versions of the chunks, in their order: the database leaves counting to who holds those of now. */
  versions: readonly string[];
  chunks: ReadonlyMap<number, Chunk>;
  /** By the number of a value. */
  tokens: readonly string[];
  /** Projects that have each. */
  totals: Uint32Array;
};

/** `numbers`: of the values, by their id in the database, in the order in which they are met. */
type State = { held: CountedValues | null; numbers: Map<string, number>; reading: Promise<void> | null };

const globals = globalThis as { atlasCounted?: WeakMap<Database, State> };

/** What this process holds of a database; on globalThis because Next loads this module once per bundle. */
function stateOf(database: Database): State {
  globals.atlasCounted ??= new WeakMap();
  const state = globals.atlasCounted.get(database) ?? { held: null, numbers: new Map<string, number>(), reading: null };
  globals.atlasCounted.set(database, state);
  return state;
}

/** The number of a value. Filters have some hundred values; more than fit into two bytes are left to the database. */
function numberOf(id: string, numbers: Map<string, number>): number {
  const known = numbers.get(id) ?? numbers.size;
  if (known > 0xffff) throw new Error("too many values are counted");
  if (known === numbers.size) numbers.set(id, known);
  return known;
}

/** Reads "3:7,12;5:7": project 3 of the chunk has the values 7 and 12. */
export function readChunk(version: string, written: string, numbers: Map<string, number>): Chunk {
  const starts = new Uint32Array(chunkProjects + 1);
  const values: number[] = [];
  let next = 0;
  for (const entry of written === "" ? [] : written.split(";")) {
    const colon = entry.indexOf(":");
    const project = Number(entry.slice(0, colon));
    starts.fill(values.length, next, project + 1);
    next = project + 1;
    for (const id of entry.slice(colon + 1).split(",")) values.push(numberOf(id, numbers));
  }
  starts.fill(values.length, next);
  return { version, starts, values: Uint16Array.from(values) };
}

/** Reads the chunks whose version is another; each with its version, by one statement. */
async function readChanged(database: Database, state: State): Promise<void> {
  const now = await database.$queryRaw<{ chunk: number; version: string }[]>`
    SELECT chunk, version::text FROM search_chunk ORDER BY chunk`;
  const chunks = new Map<number, Chunk>();
  for (const { chunk, version } of now) {
    const held = state.held?.chunks.get(chunk);
    if (held?.version === version) chunks.set(chunk, held);
    else {
      const [read] = await database.$queryRaw<{ version: string; written: string }[]>`
        SELECT version::text, (SELECT coalesce(string_agg(project_id % ${chunkProjects}::int || ':' || array_to_string(value_ids, ','), ';' ORDER BY project_id), '')
          FROM search_counted WHERE project_id BETWEEN chunk * ${chunkProjects}::int AND chunk * ${chunkProjects}::int + ${chunkProjects - 1}::int) AS written
        FROM search_chunk WHERE chunk = ${chunk}::int`;
      if (read) chunks.set(chunk, readChunk(read.version, read.written, state.numbers));
    }
  }
  const ids = [...state.numbers.keys()];
  const named = await database.$queryRaw<{ id: string; token: string }[]>`
    SELECT id::text, token FROM search_value WHERE id = ANY(${ids.map(Number)}::int[])`;
  const tokens = new Map(named.map(({ id, token }) => [id, token]));
  const totals = new Uint32Array(ids.length);
  for (const { values } of chunks.values()) for (const value of values) totals[value] = (totals[value] ?? 0) + 1;
  state.held = {
    versions: [...chunks.values()].map(({ version }) => version),
    ...{ chunks, totals, tokens: ids.map((id) => tokens.get(id) ?? "") },
  };
}

/** What this process holds of the values; null: nothing yet. */
export const heldValues = (): CountedValues | null => stateOf(db()).held;

/** Has the values read that others wrote since; until then the database counts. One reading at a time; a failed one is told in the log. */
export function renewValues(): Promise<void> {
  const database = db();
  const state = stateOf(database);
  state.reading ??= readChanged(database, state)
    .catch((error: Error) => log().warn({ error: error.name }, "values of the search not read"))
    .finally(() => {
      state.reading = null;
    });
  return state.reading;
}

/** How many of the projects of a line of bits, chunk after chunk, have each value; by the number of the value. */
export function countValues({ chunks, totals }: CountedValues, line: Uint8Array): Uint32Array {
  const words = wordsOf(line);
  let hits = 0;
  for (const word of words) hits += onesOf(word);
  // Of most projects, those that are missing are counted.
  const missing = hits * 2 > chunks.size * chunkProjects;
  const counts = new Uint32Array(totals.length);
  for (const [chunk, held] of chunks)
    addChunk(held, words.subarray(chunk * chunkWords, (chunk + 1) * chunkWords), missing ? -1 : 0, counts);
  return missing ? counts.map((count, value) => (totals[value] ?? 0) - count) : counts;
}

/** Adds the values of the projects of a chunk whose bits, turned by `turn` (-1: all of them), are set. */
function addChunk({ starts, values }: Chunk, words: Int32Array, turn: number, counts: Uint32Array): void {
  for (let at = 0; at < chunkWords; at++) {
    // Behind the last chunk of the line nobody was found.
    let word = (words[at] ?? 0) ^ turn;
    while (word !== 0) {
      const bit = Math.clz32(word);
      word ^= 0x80000000 >>> bit;
      const project = at * 32 + bit;
      const end = starts[project + 1] ?? 0;
      for (let place = starts[project] ?? 0; place < end; place++) {
        const value = values[place] ?? 0;
        counts[value] = (counts[value] ?? 0) + 1;
      }
    }
  }
}
