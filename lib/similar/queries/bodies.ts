import { limits } from "@/lib/core/limits";
import { Prisma } from "@/lib/core/prisma-client/client";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { presentName } from "@/lib/projects/queries/present";
import type { ProjectQuery } from "@/lib/search/params";
import { countEach } from "@/lib/search/totals";
import type { Reasons } from "../schema";
import { type Found, nameReasons } from "./names";

/** A body like another one; `query` finds its `projects`: those in the countries of both, where that is what they share. */
export type SimilarBody = {
  id: string;
  slug: string;
  name: string;
  kind: string;
  projects: number;
  query: ProjectQuery;
  reasons: Reasons;
};

/** A body as a statement finds it, with why. */
export type BodyRow = Found & {
  publicId: string;
  slug: string;
  name: string;
  nameEn: string | null;
  kindFr: string;
  kindEn: string;
};

const { sql } = Prisma;

/** Columns of a `BodyRow` of an organisation `o` of the kind `k`. */
export const bodyColumns = sql`o.public_id AS "publicId", o.slug, o.name, o.name_en AS "nameEn", k.label_fr AS "kindFr", k.label_en AS "kindEn"`;

/** The latest projects of a body in some roles. */
export const latestOf = (body: Prisma.Sql, roles: readonly string[]) => sql`LATERAL (
  SELECT DISTINCT r.project_id FROM project_organisation r WHERE r.organisation_id = ${body} AND r.role_code = ANY(${[...roles]}::text[])
  ORDER BY r.project_id DESC LIMIT ${limits.similarPerBody})`;

/** Bodies with their reasons in words, and the number of projects of each one's query. */
export async function presentBodies(
  rows: readonly BodyRow[],
  queryOf: (row: BodyRow) => ProjectQuery,
  locale: Locale,
): Promise<SimilarBody[]> {
  const queries = rows.map(queryOf);
  const [reasons, counts] = await Promise.all([nameReasons(rows, locale), countEach(queries)]);
  return rows.flatMap((row, index) => {
    const [why, query] = [reasons[index], queries[index]];
    if (!why || !query) return [];
    const kind = inLocale(locale, row.kindFr, row.kindEn);
    const { publicId: id, slug } = row;
    return [{ id, slug, name: presentName(row, locale), kind, projects: counts[index] ?? 0, query, reasons: why }];
  });
}
