import type { Client } from "pg";
import { normaliseName } from "@/lib/core/text";
import type { Problem } from "../reasons";

/** A région or a département, with the authority of the reference data that governs it. */
export type UpperTerritory = {
  id: number;
  /** With its prefix: R24, D28. */
  code: string;
  name: string;
  latitude: number | null;
  longitude: number | null;
  outline: unknown;
  authority: { id: number; publicId: string; name: string; siren: string | null } | null;
};

/** Régions and départements with their authorities. Those whose powers another authority took over have none. */
export async function loadUpperTerritories(client: Client): Promise<UpperTerritory[]> {
  const { rows } = await client.query<UpperTerritory>(
    `SELECT t.id, t.code, t.name, t.latitude::float8, t.longitude::float8, t.outline,
       (SELECT json_build_object('id', o.id, 'publicId', o.public_id, 'name', o.name, 'siren', c.code)
        FROM organisation o JOIN organisation_kind k ON k.code = o.kind_code AND k.is_authority
        LEFT JOIN organisation_code c ON c.organisation_id = o.id AND c.scheme = 'siren'
        WHERE o.territory_id = t.id AND o.origin = 'reference' AND o.successor_id IS NULL ORDER BY o.id LIMIT 1) AS authority
     FROM territory t WHERE t.level IN ('region', 'departement') AND t.successor_id IS NULL ORDER BY t.code`,
  );
  return rows;
}

/**
 * The territory of each row, by code and name together: 44 is a région and a département, and the name says which. Rows
 * that no territory answers, or one that an earlier row has, are told.
 */
export function matchUpper<Row extends { code: string; name: string }>(
  rows: readonly Row[],
  territories: readonly UpperTerritory[],
  tell: (row: Row, value: string, reason: Problem["reason"]) => void,
): { row: Row; territory: UpperTerritory }[] {
  const known = new Map(territories.map((territory) => [`${territory.code} ${normaliseName(territory.name)}`, territory]));
  const taken = new Set<UpperTerritory>();
  return rows.flatMap((row) => {
    const name = normaliseName(row.name);
    const territory = known.get(`R${row.code} ${name}`) ?? known.get(`D${row.code} ${name}`);
    if (territory && !taken.has(territory)) {
      taken.add(territory);
      return [{ row, territory }];
    }
    tell(row, `${row.code} ${row.name}`, territory ? "territory_repeated" : "territory_unknown");
    return [];
  });
}
