import { ahead } from "@/lib/core/ahead";
import type { DatabaseReader, Transaction } from "@/lib/core/db";
import { applyProjects } from "../apply/apply-projects";
import { ForeignTowns, findPlaces, type Places } from "../match/foreign-towns";
import { FrenchEnds } from "../match/french-ends";
import type { Lookups } from "../match/lookups";
import { FileRefused, type ImportKind, type RefusedRecord, type SourceInput, type SourceRecord } from "../source";
import { readCsv } from "../sources/table/csv";
import { foreignTownOf, type Matchers, matchTwinning } from "../twin-towns/match";
import { identityOf, recordOfTwinning, type Twinning } from "../twin-towns/record";
import { readRow, requiredColumns, type StatedTwinning } from "../twin-towns/row";

/** Rows whose places are looked up by one query. */
const rowsAtOnce = 500;

/** Lists of twinnings, a row each: two towns, the country of the one abroad, coordinates where known. */
export const twinTowns: ImportKind<Matchers> = {
  code: "twin-towns",
  sourceCode: "twin-town-lists",
  remember: async (db, lookups) => matchersOf(db, lookups),
  recall: async (db, memory, lookups) => {
    Object.assign(memory, await matchersOf(db, lookups));
  },
  apply: applyProjects,
  async *records(input) {
    const seen = new Set<string>();
    const members = new Map<string, Twinning>();
    for await (const { rows, places } of ahead(placedChunks(input))) {
      input.memory.towns.use(places);
      for (const row of rows) {
        const record = recordOfRow(input, row, seen, members);
        if (record) yield record;
      }
    }
    for (const network of members.values()) yield recordOfTwinning(network);
  },
};

async function matchersOf(db: DatabaseReader, lookups: Lookups): Promise<Matchers> {
  return {
    lookups,
    french: new FrenchEnds(lookups.organisations),
    towns: await ForeignTowns.load(db, lookups.organisations),
  };
}

type Chunk = { rows: StatedTwinning[]; places: Places };

/** Rows with the places of their towns. */
async function* placedChunks(input: SourceInput & { tx: Transaction; memory: Matchers }): AsyncGenerator<Chunk> {
  for await (const rows of chunksOf(input)) {
    const towns = rows.flatMap((row) => foreignTownOf(input.memory, row) ?? []);
    yield { rows, places: await findPlaces(input.tx.sql, towns) };
  }
}

async function* chunksOf({ file, tell }: SourceInput): AsyncGenerator<StatedTwinning[]> {
  let chunk: StatedTwinning[] = [];
  const onHeader = (header: readonly ({ key: string } | null)[]) => {
    const missing = requiredColumns.filter(({ key }) => !header.some((column) => column?.key === key));
    if (missing.length === 0) return;
    throw new FileRefused(missing.map(({ label }) => ({ line: 1, column: label, value: label, reason: "column_missing" })));
  };
  for await (const row of readCsv(file, { tell, onHeader })) {
    chunk.push(readRow(row));
    if (chunk.length < rowsAtOnce) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** The record of a row; null when the row adds nothing: the pair was read already, from either side, or is one of a network. */
function recordOfRow(
  { memory, tell }: SourceInput & { memory: Matchers },
  row: StatedTwinning,
  seen: Set<string>,
  members: Map<string, Twinning>,
): SourceRecord | RefusedRecord | null {
  const matched = matchTwinning(memory, row);
  if (Array.isArray(matched)) return { draft: null, problems: matched };
  const key = `${identityOf(matched.french)} ${matched.partners.map(identityOf)}`;
  if (seen.has(key)) {
    tell({ line: row.line, column: null, value: `${row.french.stated} – ${row.partner.stated}`, reason: "pair_repeated" });
    return null;
  }
  seen.add(key);
  if (!matched.network) return recordOfTwinning(matched);
  const network = members.get(matched.network.code);
  if (network) join(network, matched);
  else members.set(matched.network.code, matched);
  tell({ line: row.line, column: null, value: row.partner.stated, reason: "network_member" });
  return null;
}

function join(network: Twinning, member: Twinning): void {
  network.partners.push(...member.partners);
  network.told.push(...member.told);
}
