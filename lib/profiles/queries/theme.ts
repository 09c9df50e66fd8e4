import { db } from "@/lib/core/db";
import { queryFor } from "@/lib/search/params";
import { themeRecord } from "../address";
import type { ThemeSubject } from "../schema";

const label = { code: true, labelFr: true, labelEn: true } as const;
type Labelled = { code: string; labelFr: string; labelEn: string };

const present = ({ code, labelFr, labelEn }: Labelled) => ({
  key: code,
  names: { fr: labelFr, en: labelEn },
  records: { fr: themeRecord(code, labelFr), en: themeRecord(code, labelEn) },
});

/** The theme of the nomenclature in force whose code an address writes ("eau_potable"); null: there is none. */
export async function findTheme(name: string): Promise<ThemeSubject | null> {
  const [found] = await db().$queryRaw<{ id: number }[]>`
    SELECT t.id FROM theme t JOIN theme_nomenclature n ON n.id = t.nomenclature_id AND n.valid_to IS NULL
    WHERE replace(lower(t.code), '.', '_') = ${name.toLowerCase()} ORDER BY t.code LIMIT 1`;
  const row =
    found &&
    (await db().theme.findUnique({
      where: { id: found.id },
      select: { ...label, parent: { select: { ...label, parent: { select: label } } } },
    }));
  if (!row) return null;
  return {
    kind: "theme",
    ...present(row),
    query: queryFor("theme", row.code),
    above: [row.parent?.parent, row.parent].flatMap((level) => (level ? [present(level)] : [])),
  };
}
