import { db } from "@/lib/core/db";
import { Prisma } from "@/lib/core/prisma-client/client";
import { publicText } from "@/lib/i18n/public-text";
import { soughtTerms, termSql } from "./words";

/** Where the words of a search stand in a record. */
export const reasons = ["title", "names", "themes", "texts"] as const;
export type Reason = (typeof reasons)[number];

/** Why a record was found. */
export type Found = {
  reasons: readonly Reason[];
  /** Other names of bodies that take part, which hold the words where their own do not. */
  otherNames: readonly { name: string; other: string }[];
  /** French territories in which a body lies that takes part, whose names hold the words. */
  territories: readonly string[];
};
export type Reasons = ReadonlyMap<string, Found>;

type Row = {
  id: string;
  title: boolean;
  names: boolean;
  themes: boolean;
  texts: boolean;
  others: { name: string; other: string }[] | null;
};

/** Any of the words of a search, without those that must not be there; null for none. */
export function anyOf(q: string): Prisma.Sql | null {
  const terms = soughtTerms(q).flatMap((all) => all.filter(({ not }) => !not));
  return terms.length === 0 ? null : Prisma.join(terms.map(termSql), " || ");
}

/** More names than this tell no more. */
const mostNames = 3;

/** Why records were found: the parts of each that hold one of the words. By public id; empty for a search without words. */
export async function readReasons(q: string, publicIds: readonly string[]): Promise<Reasons> {
  const some = anyOf(q);
  if (some === null || publicIds.length === 0) return new Map();
  const rows = await db().$queryRaw<(Row & { territories: string[] | null })[]>`
    WITH asked AS MATERIALIZED (SELECT ${some} AS words)
    SELECT p.public_id AS id, ts_filter(r.words, '{a}') @@ asked.words AS title, ts_filter(r.words, '{b}') @@ asked.words AS names,
      EXISTS (SELECT FROM project_theme j JOIN theme t ON t.id = j.theme_id LEFT JOIN theme above ON starts_with(t.code, above.code || '.')
        WHERE j.project_id = p.id AND to_tsvector('atlas_fr', search_text(concat_ws(' ', t.label_fr, above.label_fr)))
          || to_tsvector('atlas_en', search_text(concat_ws(' ', t.label_en, above.label_en))) @@ asked.words) AS themes,
      ts_filter(r.words, '{d}') @@ asked.words AS texts,
      (SELECT jsonb_agg(DISTINCT jsonb_build_object('name', o.name, 'other', a.name)) FROM project_organisation j
        JOIN organisation o ON o.id = j.organisation_id JOIN organisation_alias a ON a.organisation_id = o.id
        WHERE j.project_id = p.id AND to_tsvector('atlas_fr', search_text(a.name)) @@ asked.words
          AND NOT to_tsvector('atlas_fr', search_text(concat_ws(' ', o.name, o.acronym))) || to_tsvector('atlas_en', search_text(coalesce(o.name_en, '')))
            @@ asked.words) AS others,
      (SELECT array_agg(t.name ORDER BY t.name) FROM unnest(r.tokens) AS token JOIN territory t ON t.code = split_part(token, ':', 2)
        WHERE starts_with(token, 'territory:') AND t.level <> 'commune' AND to_tsvector('atlas_fr', search_text(t.name)) @@ asked.words) AS territories
    FROM asked CROSS JOIN search_row r JOIN project p ON p.id = r.project_id WHERE p.public_id = ANY(${[...publicIds]}::text[])`;
  return new Map(
    rows.map((row) => [
      row.id,
      {
        reasons: reasons.filter((reason) => row[reason] && (reason !== "names" || row.others === null)),
        otherNames: (row.others ?? [])
          .slice(0, mostNames)
          .map(({ name, other }) => ({ name: publicText(name, "fr"), other: publicText(other, "fr") })),
        territories: row.title || row.names ? [] : (row.territories ?? []).slice(0, mostNames),
      },
    ]),
  );
}
