import type { Sql } from "@/lib/core/bulk";
import type { DatabaseReader } from "@/lib/core/db";
import type { TextDraft } from "../draft";
import type { Json } from "./canonical";
import { correctedSql } from "./corrections";
import { type PublicFacts, textFact } from "./facts";

export type CurrentFinding = {
  id: number;
  rule: string;
  organisationPublicId: string | null;
  key: string;
  details: Json;
  resolved: boolean;
};

/** PERSONAL DATA: a person of the record as stored. */
export type CurrentPerson = {
  organisationPublicId: string;
  functionCode: string;
  functionLabel: string | null;
  lastName: string | null;
  firstName: string | null;
  email: string | null;
  optedOut: boolean;
};

export type CurrentProject = {
  id: number;
  publicId: string;
  sourceKey: string;
  /** The key is that of a record that a person merged into this one, which another key keeps up to date. */
  merged: boolean;
  facts: PublicFacts;
  /** Facts that a person set after the last import that did. */
  corrected: ReadonlySet<string>;
  people: CurrentPerson[];
  volunteers: string[];
  /** Those stated by an importer; the ones of other rules are not ours to touch. */
  findings: CurrentFinding[];
};

type FactRow = { scalars: PublicFacts; lists: PublicFacts; texts: TextDraft[] };
type Row = Omit<CurrentProject, "facts" | "corrected"> & FactRow & { corrected: string[] };

/**
 * What the database holds of projects of one source, by source key (those of merged records, too), in the form in which drafts
 * are compared with it: by one statement, since every batch of an import starts with it.
 */
export async function loadCurrent(
  sql: Sql,
  sourceId: number,
  sourceKeys: readonly string[],
): Promise<Map<string, CurrentProject>> {
  const { rows } = await sql.query<Row>(currentStatement, [sourceId, sourceKeys]);
  return new Map(
    rows.map(({ scalars, lists, texts, corrected, ...project }) => [
      project.sourceKey,
      { ...project, facts: factsOf({ scalars, lists, texts }), corrected: new Set(corrected) },
    ]),
  );
}

/** The public facts of projects, by id. */
export async function loadFacts(db: DatabaseReader, ids: readonly number[]): Promise<Map<number, PublicFacts>> {
  const rows = await db.$queryRawUnsafe<(FactRow & { id: number })[]>(factsStatement, ids);
  return new Map(rows.map(({ id, ...row }) => [id, factsOf(row)]));
}

function factsOf({ scalars, lists, texts }: FactRow): PublicFacts {
  return { ...scalars, ...Object.fromEntries(texts.map((text) => [textFact(text), text.body])), ...lists };
}

const dateFact = (date: string) =>
  `to_char(p.${date}_on, CASE p.${date}_precision WHEN 'year' THEN 'YYYY' WHEN 'month' THEN 'YYYY-MM' ELSE 'YYYY-MM-DD' END)`;

const listOf = (item: string, from: string) => `(SELECT coalesce(json_agg(${item}), '[]') FROM ${from})`;

const places = listOf(
  `json_build_object('country', l.country_code, 'name', l.name, 'latitude', l.latitude::text, 'longitude', l.longitude::text,
    'precision', l.coordinate_precision) ORDER BY l.position`,
  "project_place l WHERE l.project_id = p.id",
);
const organisations = listOf(
  "json_build_object('organisation', o.public_id, 'role', l.role_code) ORDER BY l.position",
  "project_organisation l JOIN organisation o ON o.id = l.organisation_id WHERE l.project_id = p.id",
);
const themes = listOf(
  "json_build_object('theme', t.code, 'rank', l.rank, 'percentage', l.percentage::text) ORDER BY l.rank",
  "project_theme l JOIN theme t ON t.id = l.theme_id WHERE l.project_id = p.id",
);
const schemes = listOf(
  "json_build_object('code', s.scheme_code, 'amount', s.amount::text) ORDER BY s.scheme_code",
  "scheme_line s WHERE s.funding_line_id = l.id",
);
const funding = listOf(
  `json_build_object('funder', o.public_id, 'year', l.year, 'amount', l.amount::text, 'currency', l.currency, 'kind', l.kind,
    'inKind', l.in_kind, 'schemes', ${schemes}) ORDER BY l.position`,
  "funding_line l JOIN organisation o ON o.id = l.funder_id WHERE l.project_id = p.id",
);
// Machine translations are not an importer's: a later import leaves them alone.
const texts = listOf(
  "json_build_object('field', l.field, 'language', l.language, 'status', l.status, 'body', l.body)",
  "project_text l WHERE l.project_id = p.id AND l.status <> 'machine'",
);
const people = listOf(
  `json_build_object('organisationPublicId', o.public_id, 'functionCode', c.function_code, 'functionLabel', c.function_label,
    'lastName', c.last_name, 'firstName', c.first_name, 'email', c.email, 'optedOut', c.opted_out)`,
  "contact c JOIN organisation o ON o.id = c.organisation_id WHERE c.project_id = p.id AND c.origin = 'imported'",
);
const volunteers = listOf("coalesce(v.last_name, '')", "volunteer v WHERE v.project_id = p.id");
const findings = listOf(
  `json_build_object('id', f.id, 'rule', f.rule, 'key', f.key, 'details', f.details, 'organisationPublicId', o.public_id,
    'resolved', f.resolved_at IS NOT NULL)`,
  `quality_finding f LEFT JOIN organisation o ON o.id = f.organisation_id
   WHERE f.project_id = p.id AND f.import_run_id IS NOT NULL`,
);
const facts = `json_build_object('legacyId', p.legacy_id, 'title', p.title, 'language', p.language, 'form', p.form_code,
    'declaredStatus', p.declared_status_code, 'signedYear', p.signed_year, 'start', ${dateFact("start")},
    'end', ${dateFact("end")}, 'threeYearFunding', p.three_year_funding, 'communicationInFrance', p.communication_in_france,
    'communicationAbroad', p.communication_abroad, 'evaluation', p.evaluation, 'multilateral', p.multilateral,
    'lastConfirmedOn', p.last_confirmed_on, 'sourceUrl', p.source_url) AS scalars,
  json_build_object('places', ${places}, 'organisations', ${organisations}, 'themes', ${themes}, 'funding', ${funding}) AS lists,
  ${texts} AS texts`;

const factsStatement = `SELECT p.id, ${facts} FROM project p WHERE p.id = ANY($1::int[])`;

const currentStatement = `
  WITH wanted AS (
    SELECT id, source_key, false AS merged FROM project WHERE source_id = $1 AND source_key = ANY($2::text[])
    UNION ALL
    SELECT project_id, source_key, true FROM project_source_key WHERE source_id = $1 AND source_key = ANY($2::text[]))
  SELECT p.id, p.public_id AS "publicId", w.source_key AS "sourceKey", w.merged, ${facts},
    ${people} AS people, ${volunteers} AS volunteers, ${findings} AS findings, ${correctedSql("p.public_id")} AS corrected
  FROM wanted w JOIN project p ON p.id = w.id`;
