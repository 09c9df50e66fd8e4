import { limits } from "@/lib/core/limits";
import { Prisma } from "@/lib/core/prisma-client/client";
import type { Rows } from "@/lib/core/rows";
import type { Locale } from "@/lib/i18n/locales";
import { presentName } from "@/lib/projects/queries/present";
import { filterCondition, searched } from "@/lib/search/conditions";
import { type ProjectQuery, wholeList, withChoice, withOnly } from "@/lib/search/params";
import { type Figure, readFigures } from "@/lib/statistics/figures";
import { readSeries, type Series } from "@/lib/statistics/series";
import type { OrganisationSubject, Subject } from "../schema";

/** Co-funding in euros: the sum of what is known, and the lines without an amount. Null: no amount is known. */
export type Money = { known: number | null; unknown: number };
/** Who funds projects of a subject; `query` finds exactly these. */
export type Funder = Money & { id: string; slug: string; name: string; projects: number; query: ProjectQuery };
export type Funders = { total: number; rows: Funder[] };
/** What a body funds: projects, euros, and these by year. */
export type Given = { projects: Figure; given: Figure; years: Series | null; query: ProjectQuery };

type FunderRow = Money & { total: number; publicId: string; slug: string; name: string; nameEn: string | null; projects: number };

/** The funders of a subject's projects, those of the most projects first. */
export async function readFunders(subject: Subject, locale: Locale, rowsOf: Rows): Promise<Funders> {
  const rows = await rowsOf<FunderRow>(Prisma.sql`
    WITH hits AS MATERIALIZED (SELECT r.project_id AS id FROM ${searched} WHERE ${filterCondition(subject.query)}),
    counted AS (
      SELECT f.funder_id, count(DISTINCT f.project_id)::int AS projects,
        sum(f.amount) FILTER (WHERE f.kind = 'cofunding' AND f.currency = 'EUR') AS known,
        (count(*) FILTER (WHERE f.kind = 'cofunding' AND f.amount IS NULL))::int AS unknown
      FROM hits JOIN funding_line f ON f.project_id = hits.id GROUP BY 1)
    SELECT (count(*) OVER ())::int AS total, o.public_id AS "publicId", o.slug, o.name, o.name_en AS "nameEn",
      counted.projects, counted.known::float8 AS known, counted.unknown
    FROM counted JOIN organisation o ON o.id = counted.funder_id
    ORDER BY counted.projects DESC, counted.known DESC NULLS LAST, o.name, o.id LIMIT ${limits.profileRows}`);
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      id: row.publicId,
      slug: row.slug,
      name: presentName(row, locale),
      projects: row.projects,
      known: row.known,
      unknown: row.unknown,
      query: withOnly(subject.query, "funder", row.publicId),
    })),
  };
}

/** The projects that an organisation, or one that became part of it, funds. */
export function fundedBy({ key, predecessors }: Pick<OrganisationSubject, "key" | "predecessors">): ProjectQuery {
  return withChoice(wholeList, "funder", { oneOf: [key, ...predecessors].sort(), noneOf: [] });
}

/** What an organisation gave, by the year of the lines; null where it gave nothing. */
export async function readGiven(subject: Subject, locale: Locale, rowsOf: Rows): Promise<Given | null> {
  if (subject.kind !== "organisation") return null;
  const query = fundedBy(subject);
  const { projects, given } = await readFigures(["projects", "given"], query, rowsOf);
  if (!projects.value) return null;
  const series = await readSeries("given", ["funded"], query, locale, rowsOf);
  return { projects, given, years: series.get("funded") ?? null, query };
}
