import type { DatabaseReader } from "@/lib/core/db";

/** Who stands in the directory with an address: a post (d12), an office (b12), a person (c12), and where the person works. */
export type Marked = { id: string; name: string; undeliverableOn: Date };

/**
 * Notes that mail to these addresses cannot be delivered, from a day (ISO) on, with whoever has one of them. The mark goes when the
 * address changes (migration `verification`). Returns the marked, once marked or before.
 */
export async function markUndeliverable(database: DatabaseReader, addresses: readonly string[], day: string): Promise<Marked[]> {
  const all = [...new Set(addresses.map((address) => address.trim().toLowerCase()))];
  return database.$queryRaw<Marked[]>`
    WITH posts AS (UPDATE diplomatic_post SET undeliverable_on = coalesce(undeliverable_on, ${day}::date)
        WHERE lower(generic_email) = ANY(${all}::text[]) RETURNING public_id AS id, name_fr AS name, undeliverable_on),
      offices AS (UPDATE office SET undeliverable_on = coalesce(undeliverable_on, ${day}::date)
        WHERE lower(generic_email) = ANY(${all}::text[]) RETURNING public_id AS id, name_fr AS name, undeliverable_on),
      people AS (UPDATE contact SET undeliverable_on = coalesce(undeliverable_on, ${day}::date)
        WHERE lower(email) = ANY(${all}::text[]) RETURNING id, post_id, organisation_id, undeliverable_on)
    SELECT id, name, undeliverable_on AS "undeliverableOn" FROM posts UNION ALL SELECT id, name, undeliverable_on FROM offices
    UNION ALL SELECT 'c' || c.id, coalesce(p.name_fr, o.name), c.undeliverable_on FROM people c
      LEFT JOIN diplomatic_post p ON p.id = c.post_id LEFT JOIN organisation o ON o.id = c.organisation_id`;
}

/** Everybody whose mail cannot be delivered, the latest first. */
export async function listUndeliverable(database: DatabaseReader): Promise<Marked[]> {
  return database.$queryRaw<Marked[]>`
    SELECT public_id AS id, name_fr AS name, undeliverable_on AS "undeliverableOn" FROM diplomatic_post WHERE undeliverable_on IS NOT NULL
    UNION ALL SELECT public_id, name_fr, undeliverable_on FROM office WHERE undeliverable_on IS NOT NULL
    UNION ALL SELECT 'c' || c.id, coalesce(p.name_fr, o.name), c.undeliverable_on FROM contact c
      LEFT JOIN diplomatic_post p ON p.id = c.post_id LEFT JOIN organisation o ON o.id = c.organisation_id
      WHERE c.undeliverable_on IS NOT NULL
    ORDER BY 3 DESC, 1`;
}
