import type pg from "pg";
import { insertRow, singleValue } from "./rows";

export const personalKey = "test:personal";
/** What stands in free texts of the record and must not be shown anywhere. */
export const personal = ["modele.texte@example.org", "modele.titre", "01 98 76 54 32", "33 1 98 76 54 32"];
/** Lines of the report of the test import: more than a page of them. */
export const reportedLines = 120;

/** A record whose free texts hold an e-mail address and telephone numbers, with the finding that tells so; last in every list. */
export async function insertPersonalRecord(sql: pg.ClientBase): Promise<void> {
  const source = await singleValue<number>(sql, "SELECT id AS value FROM source WHERE code = 'legacy-atlas'");
  const old = "2001-01-03T00:00:00Z";
  const project = await insertRow(sql, "project", {
    source_key: personalKey,
    title: "Jumelage (contact : modele.titre[at]example.org)",
    language: "fr",
    slug_fr: "jumelage",
    slug_en: "twinning",
    created_at: old,
    updated_at: old,
    origin: "manual",
    source_id: source,
  });
  const text = { project_id: project.id, language: "fr", status: "original" };
  const body = "Écrire à modele.texte@example.org ou appeler le 01 98 76 54 32, depuis l’étranger le +33 1 98 76 54 32.";
  await insertRow(sql, "project_text", { ...text, field: "context", body });
  await insertRow(sql, "project_place", {
    project_id: project.id,
    position: 0,
    country_code: "TV",
    name: "Bureau 01 98 76 54 32",
  });
  await insertRow(sql, "quality_finding", {
    rule: "personal_data_in_text",
    severity: "error",
    project_id: project.id,
    key: "context fr",
    details: JSON.stringify({ field: "context", emails: 1, phones: 2 }),
  });
}

/** An import with a report of several pages, some of it as another version might have written it. */
export async function insertTestImport(sql: pg.ClientBase): Promise<void> {
  const source = await singleValue<number>(sql, "SELECT id AS value FROM source WHERE code = 'legacy-atlas'");
  const record = await singleValue<string>(sql, "SELECT public_id AS value FROM project WHERE source_key = 'test:personal'");
  const line = (index: number) => ({
    line: index + 1,
    column: "Contexte",
    value: `valeur ${index + 1}`,
    level: index === 7 ? "rejected" : index % 3 ? "note" : "doubtful",
    reason: index % 3 ? "label_absent" : "amount_unreadable",
    todo: index % 3 ? "none" : "complete_record",
  });
  const lines = Array.from({ length: reportedLines - 2 }, (_, index) => line(index));
  const odd = [
    {
      line: null,
      column: null,
      value: "Écrire à modele.texte@example.org, 01 98 76 54 32",
      level: "doubtful",
      reason: "title_missing",
      todo: "take_again",
    },
    { line: 999, column: null, value: "", level: "odd", reason: "reason_of_tomorrow", todo: "todo_of_tomorrow", more: true },
  ];
  const report = {
    kind: "test",
    dryRun: false,
    counts: { read: 1, created: 1, updated: 0, unchanged: 0, rejected: 0, doubtful: 41, more: 3 },
    files: [{ file: "essai-de-rapport.txt", status: "created", publicId: record, lines: [...lines, ...odd] }],
  };
  await insertRow(sql, "import_run", {
    source_id: source,
    kind: "test",
    file_name: "essai-de-rapport.txt",
    file_sha256: "0".repeat(64),
    actor: "tests",
    status: "done",
    started_at: "2026-01-02T12:00:00Z",
    finished_at: "2026-01-02T12:00:01Z",
    report: JSON.stringify(report),
  });
}
