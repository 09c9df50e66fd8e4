import { type BulkWriter, required } from "./bulk";
import type { SourceIds } from "./sources";
import { themeTree } from "./theme-tree";

/** The starter nomenclature; an import of a later one closes it with `valid_to`. */
export const nomenclatureCode = "atlas-2026";
const step = "reference.progress.themes";

const parentCode = (code: string) => code.split(".").slice(0, -1).join(".");

async function storedThemes(writer: BulkWriter, nomenclatureId: number): Promise<Map<string, number>> {
  const stored = await writer.client.query<{ code: string; id: number }>(
    "SELECT code, id FROM theme WHERE nomenclature_id = $1",
    [nomenclatureId],
  );
  return new Map(stored.rows.map((row) => [row.code, row.id]));
}

/** Stores the starter nomenclature. `valid_to` stays as operators set it. */
export async function loadThemes(writer: BulkWriter, source: SourceIds): Promise<void> {
  const nomenclatureId = required(
    await writer.identifyByCode("theme_nomenclature", [nomenclatureCode]),
    nomenclatureCode,
    "nomenclature",
  );
  await writer.upsert(
    step,
    "theme_nomenclature",
    ["code"],
    [
      {
        id: nomenclatureId,
        code: nomenclatureCode,
        name_fr: "Nomenclature initiale de l’Atlas",
        name_en: "Starter nomenclature of the Atlas",
        valid_from: "2026-01-01",
        source_id: source("atlas-nomenclature"),
      },
    ],
    { insertOnly: ["id"] },
  );
  const codes = themeTree.map((entry) => entry.code);
  const ids = await writer.identify("theme", codes, await storedThemes(writer, nomenclatureId));
  const rows = themeTree.map((entry, position) => {
    const parent = parentCode(entry.code);
    return {
      id: required(ids, entry.code, "theme"),
      nomenclature_id: nomenclatureId,
      code: entry.code,
      level: entry.code.split(".").length,
      parent_id: parent === "" ? null : required(ids, parent, "theme"),
      label_fr: entry.fr,
      label_en: entry.en,
      legacy_label: entry.legacy ?? null,
      position,
      crs_codes: entry.crs,
      sdg_goals: entry.sdg,
    };
  });
  await writer.upsert(step, "theme", ["nomenclature_id", "code"], rows, { insertOnly: ["id"] });
}
