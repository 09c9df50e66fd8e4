import pg from "pg";
import { type Progress, silent } from "@/lib/core/progress";
import { frenchAuthorities, loadAuthorities } from "./authorities";
import { BulkWriter, type ReferenceReport } from "./bulk";
import { loadCountries } from "./countries";
import { loadLists } from "./lists";
import { loadNetworks } from "./networks";
import { readFrenchDivisions } from "./packages";
import { loadPlaces, mainPlaces, readCities } from "./places";
import { loadSources } from "./sources";
import { frenchTerritories, loadTerritories } from "./territories";
import { loadThemes } from "./themes";
import { loadWorldRegions } from "./world-regions";

export type { ReferenceReport } from "./bulk";

async function loadAll(writer: BulkWriter, onProgress: Progress): Promise<void> {
  onProgress("reference.progress.reading", 0, 0);
  const { cities, asOf } = readCities();
  const divisions = readFrenchDivisions();
  const source = await loadSources(writer, asOf);
  await loadLists(writer, source);
  await loadThemes(writer, source);
  await loadWorldRegions(writer, source);
  await loadCountries(writer, source, mainPlaces(cities));
  const territories = frenchTerritories(divisions, cities);
  const territoryIds = await loadTerritories(writer, source, territories);
  await loadAuthorities(writer, source, frenchAuthorities(divisions, territories), territoryIds);
  await loadPlaces(writer, source, cities);
  await loadNetworks(writer, source, territoryIds);
  // Posts that were there before the places knew their time.
  await writer.client.query(`UPDATE diplomatic_post SET time_zone = time_zone_at(country_code, latitude, longitude, city_en)
    WHERE time_zone IS NULL AND time_zone_at(country_code, latitude, longitude, city_en) IS NOT NULL`);
}

/**
 * Brings the reference data of the database at `url` up to date, in one transaction: adds what is missing, corrects what
 * differs, deletes nothing. A second load at the same time waits for the first. Rows that are right already are not touched.
 */
export async function loadReference(url: string, onProgress: Progress = silent): Promise<ReferenceReport> {
  const client = new pg.Client({ connectionString: url, application_name: "atlas reference load", statement_timeout: 0 });
  await client.connect();
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL statement_timeout = 0");
    await client.query("SELECT pg_advisory_xact_lock(hashtext('atlas reference load'))");
    const writer = new BulkWriter(client, onProgress);
    await loadAll(writer, onProgress);
    await writer.settle();
    await client.query("COMMIT");
    return writer.account();
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
}
