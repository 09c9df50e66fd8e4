import { today } from "@/lib/core/clock";
import { limits } from "@/lib/core/limits";
import { Prisma } from "@/lib/core/prisma-client/client";
import { databaseRows, type Rows } from "@/lib/core/rows";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { frenchCountryCodes } from "@/lib/projects/policy";
import { presentName } from "@/lib/projects/queries/present";
import { filterCondition, foreignRoles, frenchRoles, searched, statusSql, takingPart } from "@/lib/search/conditions";
import { type ProjectQuery, withOnly } from "@/lib/search/params";
import type { Subject } from "../schema";

/** A body that takes part in projects of a subject. `query` finds exactly these. */
export type Actor = {
  id: string;
  slug: string;
  name: string;
  kind: string;
  country: { name: string; slug: string } | null;
  projects: number;
  ongoing: number;
  since: number | null;
  query: ProjectQuery;
};
export const actorSides = ["authority", "partner"] as const;
export type ActorSide = (typeof actorSides)[number];
/** Those of one side with the most projects, and how many there are in all. */
export type Actors = Record<ActorSide, { total: number; rows: Actor[] }>;

type Row = {
  side: ActorSide;
  total: number;
  publicId: string;
  slug: string;
  name: string;
  nameEn: string | null;
  kindFr: string;
  kindEn: string;
  countryFr: string | null;
  countryEn: string | null;
  countrySlugFr: string;
  countrySlugEn: string;
  projects: number;
  ongoing: number;
  since: number | null;
};

/** Which bodies count: those of the country, those of the territory, never the subject itself. Alias `o`. */
function scopeOf(subject: Subject): Prisma.Sql {
  if (subject.kind === "country") return Prisma.sql`(side = 'authority' OR o.country_code = ${subject.key})`;
  if (subject.kind === "territory")
    return Prisma.sql`(side = 'partner' OR EXISTS (SELECT FROM search_lineage(o.territory_id) AS line(id)
      JOIN territory t ON t.id = line.id WHERE t.code = ${subject.key}))`;
  if (subject.kind !== "organisation") return Prisma.sql`true`;
  return Prisma.sql`o.public_id <> ALL(${[subject.key, ...subject.predecessors]}::text[])`;
}

/** The French authorities and the foreign partners of a subject's projects, most projects first. */
export async function readActors(subject: Subject, locale: Locale, rowsOf: Rows = databaseRows): Promise<Actors> {
  const rows = await rowsOf<Row>(Prisma.sql`
    WITH hits AS MATERIALIZED (
      SELECT p.id, r.first_year AS since, ${statusSql(today())} = 'ongoing' AS ongoing
      FROM ${searched} WHERE ${filterCondition(subject.query)}),
    part AS (
      SELECT DISTINCT h.id, h.since, h.ongoing, r.organisation_id,
        CASE WHEN r.role_code = ANY(${[...foreignRoles]}::text[]) THEN 'partner' ELSE 'authority' END AS side
      FROM hits h CROSS JOIN ${takingPart(Prisma.sql`h.id`, [...foreignRoles, ...frenchRoles])} AS r),
    counted AS (
      SELECT side, organisation_id, count(*)::int AS projects, (count(*) FILTER (WHERE ongoing))::int AS ongoing, min(since) AS since
      FROM part GROUP BY 1, 2),
    ranked AS (
      SELECT counted.*, count(*) OVER (PARTITION BY side)::int AS total,
        row_number() OVER (PARTITION BY side ORDER BY projects DESC, since, o.name, o.id) AS place
      FROM counted JOIN organisation o ON o.id = counted.organisation_id JOIN organisation_kind k ON k.code = o.kind_code
      WHERE (side = 'partner' OR (k.is_authority AND o.country_code IN (${Prisma.join([...frenchCountryCodes])})))
        AND ${scopeOf(subject)})
    SELECT ranked.side, ranked.total, ranked.projects, ranked.ongoing, ranked.since, o.public_id AS "publicId", o.slug, o.name,
      o.name_en AS "nameEn", k.label_fr AS "kindFr", k.label_en AS "kindEn", c.name_fr AS "countryFr", c.name_en AS "countryEn",
      c.slug_fr AS "countrySlugFr", c.slug_en AS "countrySlugEn"
    FROM ranked CROSS JOIN LATERAL (SELECT * FROM organisation WHERE id = ranked.organisation_id OFFSET 0) AS o
    JOIN organisation_kind k ON k.code = o.kind_code
    LEFT JOIN country c ON c.code = o.country_code
    WHERE place <= ${limits.profileRows} ORDER BY side, place`);
  const side = (which: ActorSide) => {
    const own = rows.filter((row) => row.side === which);
    return { total: own[0]?.total ?? 0, rows: own.map((row) => present(row, subject, locale)) };
  };
  return { authority: side("authority"), partner: side("partner") };
}

function present(row: Row, subject: Subject, locale: Locale): Actor {
  const { publicId, slug, projects, ongoing, since, countryFr, countryEn, countrySlugFr, countrySlugEn } = row;
  return {
    id: publicId,
    slug,
    name: presentName(row, locale),
    kind: inLocale(locale, row.kindFr, row.kindEn),
    country:
      countryFr === null || countryEn === null
        ? null
        : {
            name: inLocale(locale, countryFr, countryEn),
            slug: inLocale(locale, countrySlugFr, countrySlugEn),
          },
    projects,
    ongoing,
    since,
    query: withOnly(subject.query, row.side === "authority" ? "french" : "foreign", publicId),
  };
}
