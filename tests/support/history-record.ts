import type pg from "pg";
import { insertRow, singleValue } from "./rows";

export const historyKey = "test:history";

/** A record with a past: made in 2020, corrected in 2021, imported again in 2023. Its title, dates and country changed. */
export async function insertHistoryRecord(sql: pg.ClientBase): Promise<void> {
  const source = await singleValue<number>(sql, "SELECT id AS value FROM source WHERE code = 'legacy-atlas'");
  const project = await insertRow(sql, "project", {
    ...{ source_key: historyKey, title: "Jumelage au long cours", language: "fr", origin: "manual", source_id: source },
    ...{ slug_fr: "jumelage-au-long-cours", slug_en: "jumelage-au-long-cours", declared_status_code: "ongoing" },
    ...{ start_on: "2010-01-01", start_precision: "year", end_on: "2030-12-31", end_precision: "day" },
    ...{ created_at: "2020-03-01T10:00:00Z", updated_at: "2001-01-02T00:00:00Z" },
  });
  await insertRow(sql, "project_place", { project_id: project.id, position: 0, country_code: "RU", name: null });
  const run = await insertRow(sql, "import_run", {
    ...{
      source_id: source,
      kind: "legacy-page",
      file_name: "page.txt",
      file_sha256: "0".repeat(64),
      actor: "test",
      status: "done",
    },
    ...{ started_at: "2023-05-01T10:00:00Z", report: "{}" },
  });
  const change = (changed_at: string, import_run_id: number | null, changes: object[]) =>
    insertRow(sql, "revision", {
      ...{ entity: "project", public_id: project.public_id, actor: "test", changed_at, import_run_id },
      changes: JSON.stringify(changes),
    });
  const place = (country: string) => ({ country, name: null, latitude: null, longitude: null, precision: null });
  await change("2020-03-01T10:00:00Z", null, [{ field: "record", before: null, after: "created" }]);
  await change("2021-06-01T10:00:00Z", null, [{ field: "places", before: [place("UA")], after: [place("RU")] }]);
  await change("2023-05-01T10:00:00Z", run.id, [
    { field: "title", before: "Jumelage d’autrefois", after: "Jumelage au long cours" },
    { field: "end", before: "2018-12-31", after: "2030-12-31" },
  ]);
}
