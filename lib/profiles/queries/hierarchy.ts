import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { Prisma } from "@/lib/core/prisma-client/client";
import type { Locale } from "@/lib/i18n/locales";
import { presentName } from "@/lib/projects/queries/present";
import { aboveCte } from "@/lib/search/lineage";
import { type ProjectQuery, queryFor, withChoice } from "@/lib/search/params";
import { countEach } from "@/lib/search/totals";
import type { OrganisationSubject } from "../schema";

export type Level = "region" | "departement" | "epci" | "commune" | "overseas";
/** An authority above or inside: its own projects, and those of them in the countries where the subject works, too. */
export type Relative = {
  level: Level;
  /** Null: no body is known that governs the territory. */
  organisation: { id: string; slug: string } | null;
  name: string;
  own: { projects: number; query: ProjectQuery };
  shared: { projects: number; query: ProjectQuery } | null;
};
/** Place of a French authority among the others. `members`: those inside with the most projects, `active` how many have any. */
export type Hierarchy = { above: Relative[]; members: Relative[]; active: number };

type Row = {
  level: Level;
  code: string;
  name: string;
  publicId: string | null;
  slug: string | null;
  bodyName: string | null;
  bodyNameEn: string | null;
  active: number;
};

const columns = Prisma.sql`t.level::text AS level, t.code, t.name, o.public_id AS "publicId", o.slug, o.name AS "bodyName",
  o.name_en AS "bodyNameEn"`;

function readAboveRows(code: string): Promise<Row[]> {
  return db().$queryRaw<Row[]>`
    WITH RECURSIVE ${aboveCte(code)}
    SELECT ${columns}, 0 AS active FROM above t LEFT JOIN organisation o ON o.territory_id = t.id ORDER BY t.level DESC, t.code`;
}

/** Authorities inside a territory that take part in projects. */
function readMemberRows(code: string): Promise<Row[]> {
  return db().$queryRaw<Row[]>`
    WITH RECURSIVE inside AS (
      SELECT id FROM territory WHERE code = ${code}
      UNION
      SELECT t.id FROM inside CROSS JOIN LATERAL (
        SELECT id FROM territory WHERE parent_id = inside.id UNION ALL SELECT id FROM territory WHERE epci_id = inside.id
        UNION ALL SELECT id FROM territory WHERE successor_id = inside.id) AS t)
    SELECT ${columns}, (count(*) OVER ())::int AS active
    FROM inside JOIN territory t ON t.id = inside.id AND t.code <> ${code}
    JOIN search_count s ON s.token = 'authority:' || t.code AND s.projects > 0
    LEFT JOIN organisation o ON o.territory_id = t.id
    ORDER BY s.projects DESC, t.level, t.name, t.code LIMIT ${limits.profileRows}`;
}

/** Where a French authority stands; null for a body that governs no territory. `countries`: where it works (ISO codes). */
export async function readHierarchy(
  subject: OrganisationSubject,
  countries: readonly string[],
  locale: Locale,
): Promise<Hierarchy | null> {
  const { territory } = subject;
  if (territory === null) return null;
  const [above, members] = await Promise.all([readAboveRows(territory), readMemberRows(territory)]);
  const rows = [...above, ...members];
  const common = { oneOf: countries.slice(0, limits.filterValues).toSorted(), noneOf: [] };
  const own = rows.map(({ code }) => queryFor("authority", code));
  const shared = common.oneOf.length > 0 ? own.map((query) => withChoice(query, "country", common)) : [];
  const counts = await countEach([...own, ...shared]);
  const relatives = rows.map((row, index): Relative => {
    const query = own[index] ?? subject.query;
    const there = shared[index];
    return {
      level: row.level,
      organisation: row.publicId !== null && row.slug !== null ? { id: row.publicId, slug: row.slug } : null,
      name: row.bodyName === null ? row.name : presentName({ name: row.bodyName, nameEn: row.bodyNameEn }, locale),
      own: { projects: counts[index] ?? 0, query },
      shared: there ? { projects: counts[rows.length + index] ?? 0, query: there } : null,
    };
  });
  return {
    above: relatives.slice(0, above.length),
    members: relatives.slice(above.length),
    active: members[0]?.active ?? 0,
  };
}
