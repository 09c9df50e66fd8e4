import pg from "pg";

/** Towns that every test may name are larger; some 2,300 communes and 10,000 places abroad are left. Inhabitants. */
const least = { commune: 5_000, place: 50_000 };

// Nothing refers to what goes but what goes, too: keys and triggers need not look at each row.
const trim = `
  SET LOCAL session_replication_role = replica;
  CREATE TEMP TABLE gone ON COMMIT DROP AS
    SELECT t.id AS territory_id, o.id AS organisation_id FROM territory t LEFT JOIN organisation o ON o.territory_id = t.id
    WHERE t.level = 'commune' AND coalesce(t.population, 0) < ${least.commune};
  DELETE FROM organisation_alias WHERE organisation_id IN (SELECT organisation_id FROM gone);
  DELETE FROM organisation_code WHERE organisation_id IN (SELECT organisation_id FROM gone);
  DELETE FROM organisation WHERE id IN (SELECT organisation_id FROM gone);
  DELETE FROM territory WHERE id IN (SELECT territory_id FROM gone);
  DELETE FROM place WHERE population < ${least.place} AND NOT EXISTS (SELECT FROM organisation WHERE place_id = geonames_id)`;

/** Leaves of the reference data of a database the larger communes, with their authorities, and the larger places abroad. */
export async function keepFew(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Statements sent together are one transaction.
    await client.query(trim);
    await client.query("VACUUM (FULL, ANALYZE) organisation_alias, organisation_code, organisation, territory, place");
  } finally {
    await client.end();
  }
}
