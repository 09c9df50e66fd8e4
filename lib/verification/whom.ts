import { monthsBefore } from "@/lib/core/dates";
import type { DatabaseReader } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import type { Locale } from "@/lib/i18n/locales";

/** Why a contact is not asked now: only those that are due are. */
export const askStates = ["due", "verified", "asked", "same_address", "undeliverable", "no_address"] as const;
export type AskState = (typeof askStates)[number];

/** Whom the directory holds, as operators name them: a post (d12), an office (b12), or a person (c12, the number of their row). */
export type Whom = {
  id: string;
  kind: "d" | "b" | "c";
  key: number;
  name: string;
  function: string | null;
  language: Locale;
  state: AskState;
};

export type Asking = {
  /** What was verified longer ago is due. */
  olderThanMonths: number;
  /** Only these ids; none: all. Restricted people are asked by their id only. */
  only: readonly string[];
  now: Date;
};

/**
 * Everybody who might be asked whether what is held of them is right, and whether they are due: who has an address that works, was not
 * verified for so long, and was not written to lately. One letter an address: who stands for several is asked for one after the other.
 * Closed posts, demonstrations and people who objected are left out.
 */
export async function readWhom(database: DatabaseReader, { olderThanMonths, only, now }: Asking): Promise<Whom[]> {
  const ids = only.map((id) => id.toLowerCase());
  return database.$queryRaw<Whom[]>`
    WITH held AS (
      SELECT 'd' AS kind, p.id AS key, p.public_id AS id, p.name_fr AS name, NULL AS function, 'fr' AS language,
        lower(p.generic_email) AS address, p.verified_on, p.undeliverable_on
      FROM diplomatic_post p WHERE p.closed_on IS NULL AND p.origin <> 'demo'
      UNION ALL SELECT 'b', f.id, f.public_id, f.name_fr, NULL, 'fr', lower(f.generic_email), f.verified_on, f.undeliverable_on
      FROM office f WHERE f.origin <> 'demo'
      UNION ALL SELECT 'c', c.id, 'c' || c.id, coalesce(p.name_fr, o.name), c.function_code::text,
        CASE WHEN coalesce(o.country_code, 'FR') = 'FR' THEN 'fr' ELSE 'en' END, lower(c.email), c.verified_on, c.undeliverable_on
      FROM contact c LEFT JOIN diplomatic_post p ON p.id = c.post_id LEFT JOIN organisation o ON o.id = c.organisation_id
      WHERE NOT c.opted_out AND c.origin <> 'demo' AND p.closed_on IS NULL
        AND (c.visibility <> 'restricted' OR 'c' || c.id = ANY(${ids}::text[]))),
    asked AS (
      SELECT h.address FROM verification v JOIN held h ON h.key = CASE h.kind WHEN 'd' THEN v.post_id WHEN 'b' THEN v.office_id ELSE v.contact_id END
      WHERE v.created_at > ${now}::timestamptz - make_interval(days => ${limits.verifyPauseDays}::int) AND h.address IS NOT NULL),
    stated AS (
      SELECT *, CASE WHEN address IS NULL THEN 'no_address' WHEN undeliverable_on IS NOT NULL THEN 'undeliverable'
        WHEN verified_on > ${monthsBefore(now, olderThanMonths)}::date THEN 'verified'
        WHEN address IN (SELECT address FROM asked) THEN 'asked' ELSE 'due' END AS state
      FROM held WHERE cardinality(${ids}::text[]) = 0 OR id = ANY(${ids}::text[]))
    SELECT id, kind, key, name, function, language,
      CASE WHEN state = 'due' AND row_number() OVER (PARTITION BY address, state ORDER BY kind = 'c', kind = 'b', key) > 1
        THEN 'same_address' ELSE state END AS state
    FROM stated ORDER BY kind = 'c', kind = 'b', key`;
}
