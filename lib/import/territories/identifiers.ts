import type { Client } from "pg";
import { ownershipOf, writeRevisions } from "../places/history";
import type { Problem, Reason } from "../reasons";
import type { SmallTable } from "../sources/small-table";
import { type IdentifierRow, identifierRows } from "../sources/territories/rows";
import type { Writing, Written } from "./import";
import { loadUpperTerritories, matchUpper, type UpperTerritory } from "./upper";

type Assigned = { organisationId: number; publicId: string; before: string | null; siren: string };

/**
 * Gives the authorities of régions and départements their SIREN. Only an authority that governs the very territory gets
 * it: the départements of Alsace and Corsica have none any more, and Paris answers for its own under another.
 */
export async function importIdentifiers(client: Client, table: SmallTable, writing: Writing): Promise<Written> {
  const { rows, problems } = identifierRows(table);
  const tell = ({ line }: IdentifierRow, value: string, reason: Problem["reason"]) =>
    problems.push({ line, column: "siren", value, reason });
  const matched = matchUpper(rows, await loadUpperTerritories(client), tell);
  const holders = await holdersOf(client, rows);
  const publicIds = matched.flatMap(({ territory }) => territory.authority?.publicId ?? []);
  const ownership = await ownershipOf(client, "organisation", publicIds, writing.sourceCode);
  const assigned = matched.flatMap(({ row, territory }): Assigned[] => {
    const { authority } = territory;
    const isOurs = authority !== null && ownership(authority.publicId, "siren") !== "other";
    const doubt = doubtOf(row, territory, holders, isOurs);
    if (doubt) tell(row, doubt.value, doubt.reason);
    if (doubt || !authority || authority.siren === row.siren) return [];
    holders.set(row.siren, { id: authority.id, name: authority.name });
    return [{ organisationId: authority.id, publicId: authority.publicId, before: authority.siren, siren: row.siren }];
  });
  if (assigned.length > 0) await write(client, assigned, await writing.run());
  const read = table.rows.length + table.problems.length;
  return { read, updated: assigned.length, problems, revisions: assigned.length };
}

type Holders = Map<string, { id: number; name: string }>;

function doubtOf(
  { siren }: IdentifierRow,
  { name, authority }: UpperTerritory,
  holders: Holders,
  isOurs: boolean,
): { value: string; reason: Reason } | null {
  const holder = holders.get(siren);
  if (holder && holder.id !== authority?.id) return { value: `${siren} (${name} ≠ ${holder.name})`, reason: "siren_of_another" };
  if (!authority) return { value: `${siren} (${name})`, reason: "siren_without_authority" };
  if (authority.siren === null || authority.siren === siren || isOurs) return null;
  return { value: `${siren} ≠ ${authority.siren} (${authority.name})`, reason: "siren_differs" };
}

async function holdersOf(client: Client, rows: readonly IdentifierRow[]): Promise<Holders> {
  const found = await client.query<{ code: string; id: number; name: string }>(
    `SELECT c.code, o.id, o.name FROM organisation_code c JOIN organisation o ON o.id = c.organisation_id
     WHERE c.scheme = 'siren' AND c.code = ANY($1)`,
    [rows.map(({ siren }) => siren)],
  );
  return new Map(found.rows.map(({ code, ...holder }) => [code, holder]));
}

async function write(client: Client, assigned: readonly Assigned[], from: { importRunId: number; actor: string }) {
  await client.query(
    `INSERT INTO organisation_code (scheme, code, organisation_id)
     SELECT 'siren', siren, "organisationId" FROM json_to_recordset($1::json) AS input("organisationId" int, siren text)
     ON CONFLICT (organisation_id, scheme) DO UPDATE SET code = excluded.code`,
    [JSON.stringify(assigned)],
  );
  const revised = assigned.map(({ publicId, before, siren }) => ({
    publicId,
    changes: [{ field: "siren", before, after: siren }],
  }));
  await writeRevisions(client, "organisation", revised, from);
}
