import { db } from "@/lib/core/db";
import { queryFor } from "@/lib/search/params";
import { themeRecord } from "../address";
import type { ThemeSubject } from "../schema";

type Row = { code: string; fr: string; en: string };

const present = ({ code, fr, en }: Row) => ({
  key: code,
  names: { fr, en },
  records: { fr: themeRecord(code, fr), en: themeRecord(code, en) },
});

/** The theme of the nomenclature in force whose code an address writes ("eau_potable"); null: there is none. */
export async function findTheme(name: string): Promise<ThemeSubject | null> {
  const rows = await db().$queryRaw<Row[]>`
    WITH RECURSIVE line AS (
      (SELECT t.id, t.parent_id, t.code, t.label_fr AS fr, t.label_en AS en, t.level
       FROM theme t JOIN theme_nomenclature n ON n.id = t.nomenclature_id AND n.valid_to IS NULL
       WHERE replace(lower(t.code), '.', '_') = ${name.toLowerCase()} ORDER BY t.code LIMIT 1)
      UNION SELECT t.id, t.parent_id, t.code, t.label_fr, t.label_en, t.level FROM line JOIN theme t ON t.id = line.parent_id)
    SELECT code, fr, en FROM line ORDER BY level DESC`;
  const [row, ...above] = rows;
  return row
    ? { kind: "theme", ...present(row), query: queryFor("theme", row.code), above: above.toReversed().map(present) }
    : null;
}
