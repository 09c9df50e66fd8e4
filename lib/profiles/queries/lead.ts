import { today } from "@/lib/core/clock";
import { isoDayInFrance } from "@/lib/core/dates";
import { db } from "@/lib/core/db";
import { filterCondition, searched, statusSql } from "@/lib/search/conditions";
import type { ProjectQuery } from "@/lib/search/params";

/** What the first sentence of a profile says of its projects. */
export type Outline = {
  projects: number;
  ongoing: number;
  /** Year of the first one that states when it began, or was agreed. */
  since: number | null;
  /** Countries but France. */
  countries: number;
  /** Some of them are made up. */
  demo: boolean;
  /** Day of the latest change, ISO. */
  updatedOn: string | null;
};

/** Figures of the projects that a query finds. */
export async function readOutline(query: ProjectQuery): Promise<Outline> {
  const [row] = await db().$queryRaw<(Omit<Outline, "updatedOn"> & { updatedAt: Date | null })[]>`
    WITH hits AS MATERIALIZED (
      SELECT p.id, p.origin, p.updated_at, r.first_year, ${statusSql(today())} = 'ongoing' AS ongoing
      FROM ${searched} WHERE ${filterCondition(query)})
    SELECT count(*)::int AS projects, (count(*) FILTER (WHERE ongoing))::int AS ongoing, min(first_year) AS since,
      (SELECT count(DISTINCT l.country_code)::int FROM hits JOIN project_place l ON l.project_id = hits.id
        WHERE l.country_code <> 'FR') AS countries,
      coalesce(bool_or(origin = 'demo'), false) AS demo, max(updated_at) AS "updatedAt"
    FROM hits`;
  if (!row) return { projects: 0, ongoing: 0, since: null, countries: 0, demo: false, updatedOn: null };
  const { updatedAt, ...outline } = row;
  return { ...outline, updatedOn: updatedAt && isoDayInFrance(updatedAt) };
}
