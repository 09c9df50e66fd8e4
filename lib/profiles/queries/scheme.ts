import { db } from "@/lib/core/db";
import { queryFor } from "@/lib/search/params";
import { schemeRecord } from "../address";
import type { SchemeSubject } from "../schema";

/** The "1 %" schemes, in the order of their laws. */
export async function readSchemes(): Promise<SchemeSubject[]> {
  const rows = await db().onePercentScheme.findMany({ orderBy: { position: "asc" } });
  return rows.map(({ code, labelFr, labelEn, article, since }) => ({
    kind: "scheme",
    key: code,
    records: { fr: schemeRecord(labelFr), en: schemeRecord(labelEn) },
    names: { fr: labelFr, en: labelEn },
    query: queryFor("scheme", code),
    article,
    since,
  }));
}

/** The scheme of a code, or of an address in either language; null: there is none. */
export async function findScheme(name: string): Promise<SchemeSubject | null> {
  const asked = name.toLowerCase();
  const schemes = await readSchemes();
  return schemes.find(({ key, records }) => [key, records.fr, records.en].includes(asked)) ?? null;
}
