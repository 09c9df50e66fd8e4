import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import type { Locale } from "@/lib/i18n/locales";
import type { Contact } from "../schema";
import { readContacts } from "./entries";

/**
 * Who can help a French authority or territory (its code; null: anybody): its international office and those of the bodies that it lies
 * in, the networks of its région, then those of the whole country.
 */
export async function helpersOf(territory: string | null, locale: Locale): Promise<Contact[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    WITH line AS MATERIALIZED (SELECT search_lineage(id) AS id FROM territory WHERE code = ${territory})
    SELECT f.public_id AS id FROM office f LEFT JOIN organisation o ON o.id = f.organisation_id
    WHERE f.kind = 'national_network' OR o.territory_id IN (SELECT id FROM line)
      OR EXISTS (SELECT FROM office_territory ot WHERE ot.office_id = f.id AND ot.territory_id IN (SELECT id FROM line))
    ORDER BY f.kind, name_key(f.name_fr) COLLATE "C", f.id LIMIT ${limits.contactHelpers}`;
  return readContacts(
    rows.map(({ id }) => id),
    locale,
  );
}
