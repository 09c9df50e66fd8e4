-- The same rows of the search, made and noted in less time: an import writes them by thousands (docs/decisions/017-import-pipeline.md).

-- One expression that is called a dozen times a project: prepared once by this language, at each statement by the other.
CREATE OR REPLACE FUNCTION "search_text"(body text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$ BEGIN RETURN translate(lower(public.unaccent('public.unaccent', body)), '''ʼ-/.', '     '); END $$;

-- What a row says of each of these projects. A token is a value of a filter: "country:SN"; "country:none" says that none is
-- stated. "territory:D28" says that a body of the département or of any territory in it takes part, "authority:D28" that the
-- département itself does. Equal facts make equal rows: all that is put together has an order. What belongs to a project or a body
-- is looked up in its index (OFFSET 0: in the middle of an import the planner knows no sizes, and would read whole tables).
CREATE OR REPLACE FUNCTION "search_rows"(ids integer[])
  RETURNS TABLE (project_id integer, tokens text[], words tsvector, amount numeric, first_year integer, last_year integer) LANGUAGE sql STABLE
AS $$
  WITH RECURSIVE scope AS MATERIALIZED (SELECT p.* FROM project p WHERE p.id = ANY(ids)),
  part AS MATERIALIZED (
    SELECT scope.id AS project_id, r.role_code, o.id, o.public_id, o.kind_code, o.territory_id
    FROM scope
    CROSS JOIN LATERAL (SELECT r.organisation_id, r.role_code FROM project_organisation r WHERE r.project_id = scope.id OFFSET 0) AS r
    CROSS JOIN LATERAL (SELECT o.id, o.public_id, o.kind_code, o.territory_id FROM organisation o WHERE o.id = r.organisation_id OFFSET 0) AS o),
  line AS MATERIALIZED (
    SELECT scope.id AS project_id, f.id, f.amount, f.kind, f.currency, o.id AS funder_id, o.public_id
    FROM scope
    CROSS JOIN LATERAL (SELECT f.id, f.amount, f.kind, f.currency, f.funder_id FROM funding_line f WHERE f.project_id = scope.id OFFSET 0) AS f
    CROSS JOIN LATERAL (SELECT o.id, o.public_id FROM organisation o WHERE o.id = f.funder_id OFFSET 0) AS o),
  scheme AS MATERIALIZED (
    SELECT line.project_id, s.scheme_code
    FROM line CROSS JOIN LATERAL (SELECT s.scheme_code FROM scheme_line s WHERE s.funding_line_id = line.id OFFSET 0) AS s),
  here AS MATERIALIZED (
    SELECT scope.id AS project_id, l.name AS place, c.code, c.continent_code, c.subregion_code
    FROM scope CROSS JOIN LATERAL (SELECT l.name, l.country_code FROM project_place l WHERE l.project_id = scope.id OFFSET 0) AS l
    JOIN country c ON c.code = l.country_code),
  topic AS MATERIALIZED (
    SELECT DISTINCT r.project_id, above.id, above.code
    FROM (
      SELECT scope.id AS project_id, r.theme_id
      FROM scope CROSS JOIN LATERAL (SELECT r.theme_id FROM project_theme r WHERE r.project_id = scope.id OFFSET 0) AS r) AS r
    JOIN theme t ON t.id = r.theme_id LEFT JOIN theme parent ON parent.id = t.parent_id
      CROSS JOIN LATERAL (VALUES (t.id), (t.parent_id), (parent.parent_id)) AS line(id) JOIN theme above ON above.id = line.id),
  seat AS MATERIALIZED (
    SELECT DISTINCT part.project_id, part.territory_id FROM part WHERE part.role_code <> 'funder' AND part.territory_id IS NOT NULL),
  -- As search_lineage, for all of them at once.
  lineage(start, id) AS (
    SELECT DISTINCT seat.territory_id, seat.territory_id FROM seat
    UNION
    SELECT lineage.start, above.id FROM lineage
      CROSS JOIN LATERAL (SELECT t.parent_id, t.epci_id, t.successor_id FROM territory t WHERE t.id = lineage.id OFFSET 0) AS t
      CROSS JOIN LATERAL (VALUES (t.parent_id), (t.epci_id), (t.successor_id)) AS above(id) WHERE above.id IS NOT NULL),
  ground AS MATERIALIZED (
    SELECT own.id, t.code, t.name FROM (SELECT DISTINCT lineage.id FROM lineage) AS own
    CROSS JOIN LATERAL (SELECT t.code, t.name FROM territory t WHERE t.id = own.id OFFSET 0) AS t),
  land AS MATERIALIZED (SELECT DISTINCT seat.project_id, lineage.id FROM seat JOIN lineage ON lineage.start = seat.territory_id),
  token AS (
    SELECT here.project_id, r.token FROM here CROSS JOIN LATERAL (
      VALUES ('country:' || here.code), ('region:' || here.continent_code), ('region:' || here.subregion_code)) AS r(token)
    UNION ALL SELECT topic.project_id, 'theme:' || topic.code FROM topic
    UNION ALL SELECT land.project_id, 'territory:' || ground.code FROM land JOIN ground ON ground.id = land.id
    UNION ALL SELECT seat.project_id, 'authority:' || ground.code FROM seat JOIN ground ON ground.id = seat.territory_id
    UNION ALL SELECT part.project_id, r.token FROM part CROSS JOIN LATERAL (
      VALUES ('organisation:' || part.public_id), ('role:' || part.role_code), ('taking:' || part.role_code || '/' || part.public_id)) AS r(token)
    UNION ALL SELECT part.project_id, 'kind:' || part.kind_code FROM part WHERE part.role_code <> 'funder'
    UNION ALL SELECT line.project_id, 'funder:' || line.public_id FROM line
    UNION ALL SELECT scheme.project_id, 'scheme:' || scheme.scheme_code FROM scheme
    UNION ALL SELECT scope.id, r.token FROM scope JOIN source ON source.id = scope.source_id CROSS JOIN LATERAL (
      VALUES ('form:' || coalesce(scope.form_code, 'none')), ('signed:' || coalesce(scope.signed_year::text, 'none')),
        ('origin:' || scope.origin), ('source:' || source.code)) AS r(token)
    -- What is not stated.
    UNION ALL SELECT scope.id, r.token FROM scope CROSS JOIN (VALUES ('country:none'), ('region:none')) AS r(token)
      WHERE NOT EXISTS (SELECT FROM here WHERE here.project_id = scope.id)
    UNION ALL SELECT scope.id, 'theme:none' FROM scope WHERE NOT EXISTS (SELECT FROM topic WHERE topic.project_id = scope.id)
    UNION ALL SELECT scope.id, r.token FROM scope CROSS JOIN (VALUES ('territory:none'), ('authority:none')) AS r(token)
      WHERE NOT EXISTS (SELECT FROM seat WHERE seat.project_id = scope.id)
    UNION ALL SELECT scope.id, r.token FROM scope CROSS JOIN (VALUES ('organisation:none'), ('role:none')) AS r(token)
      WHERE NOT EXISTS (SELECT FROM part WHERE part.project_id = scope.id)
    UNION ALL SELECT scope.id, 'kind:none' FROM scope WHERE NOT EXISTS (SELECT FROM part WHERE part.project_id = scope.id AND part.role_code <> 'funder')
    UNION ALL SELECT scope.id, 'funder:none' FROM scope WHERE NOT EXISTS (SELECT FROM line WHERE line.project_id = scope.id)
    UNION ALL SELECT scope.id, 'scheme:none' FROM scope WHERE NOT EXISTS (SELECT FROM scheme WHERE scheme.project_id = scope.id)),
  tokens AS (
    SELECT token.project_id, array_agg(DISTINCT token.token COLLATE "C") AS list FROM token GROUP BY token.project_id),
  money AS (
    SELECT line.project_id, sum(line.amount) AS amount FROM line WHERE line.kind = 'cofunding' AND line.currency = 'EUR' GROUP BY line.project_id),
  -- Names that projects share, and who has which.
  fact AS (
    SELECT part.project_id, 'body' AS kind, part.id::text AS key FROM part UNION SELECT line.project_id, 'body', line.funder_id::text FROM line
    UNION SELECT here.project_id, 'place', here.place FROM here WHERE here.place IS NOT NULL
    UNION SELECT here.project_id, 'country', here.code FROM here
    UNION ALL SELECT topic.project_id, 'theme', topic.id::text FROM topic
    UNION ALL SELECT scope.id, 'form', scope.form_code FROM scope WHERE scope.form_code IS NOT NULL
    UNION ALL SELECT land.project_id, 'territory', land.id::text FROM land),
  named(kind, key, weight, fr, en, joined) AS (
    SELECT 'body', own.id::text, 'B'::"char", concat_ws(' ', o.name, o.acronym, a.names), o.name_en,
      concat_ws(' ', CASE WHEN length(o.name) <= 40 THEN replace(search_text(o.name), ' ', '') END, a.joined)
    FROM (SELECT part.id FROM part UNION SELECT line.funder_id FROM line) AS own
    CROSS JOIN LATERAL (SELECT o.name, o.acronym, o.name_en FROM organisation o WHERE o.id = own.id OFFSET 0) AS o
    CROSS JOIN LATERAL (
      SELECT string_agg(a.name, ' ' ORDER BY a.normalised COLLATE "C") AS names,
        string_agg(replace(a.normalised, ' ', ''), ' ' ORDER BY a.normalised COLLATE "C")
          FILTER (WHERE a.normalised LIKE '% %' AND length(a.normalised) <= 40) AS joined
      FROM organisation_alias a WHERE a.organisation_id = own.id) AS a
    UNION ALL SELECT 'place', own.place, 'B', own.place, NULL, replace(search_text(own.place), ' ', '')
    FROM (SELECT DISTINCT here.place FROM here) AS own
    UNION ALL SELECT 'country', own.code, 'B', concat_ws(' ', c.name_fr, a.names), c.name_en, NULL
    FROM (SELECT DISTINCT here.code FROM here) AS own JOIN country c ON c.code = own.code
    LEFT JOIN (
      SELECT country_code, string_agg(alias, ' ' ORDER BY alias COLLATE "C") AS names FROM country_alias WHERE length(alias) > 3 GROUP BY country_code
    ) AS a ON a.country_code = c.code
    UNION ALL SELECT 'theme', id::text, 'C', label_fr, label_en, NULL FROM theme WHERE id IN (SELECT topic.id FROM topic)
    UNION ALL SELECT 'form', code, 'C', label_fr, label_en, NULL FROM cooperation_form WHERE code IN (SELECT scope.form_code FROM scope)
    UNION ALL SELECT 'territory', ground.id::text, 'C', ground.name, NULL, NULL FROM ground),
  cut AS MATERIALIZED (
    SELECT kind, key, setweight(to_tsvector('public.atlas_fr', search_text(fr)) || coalesce(to_tsvector('public.atlas_en', search_text(en)), '')
      || coalesce(to_tsvector('simple', joined), ''), weight) AS words FROM named),
  shared AS (
    SELECT fact.project_id, search_concat(cut.words ORDER BY fact.kind COLLATE "C", fact.key COLLATE "C") AS words
    FROM fact JOIN cut USING (kind, key) GROUP BY fact.project_id),
  told AS (
    SELECT scope.id AS project_id, search_concat(setweight(to_tsvector(search_config(t.language), search_prose(t.body)),
      CASE t.field WHEN 'title' THEN 'A' ELSE 'D' END::"char") ORDER BY t.field, t.language) AS words
    FROM scope
    CROSS JOIN LATERAL (SELECT t.field, t.language, t.body FROM project_text t WHERE t.project_id = scope.id OFFSET 0) AS t GROUP BY scope.id)
  SELECT scope.id, tokens.list,
    setweight(to_tsvector(search_config(scope.language::text), search_prose(scope.title)), 'A')
      || coalesce(shared.words, '') || coalesce(told.words, ''),
    money.amount,
    coalesce(extract(year FROM scope.start_on)::int, scope.signed_year),
    extract(year FROM scope.end_on)::int
  FROM scope JOIN tokens ON tokens.project_id = scope.id
  LEFT JOIN money ON money.project_id = scope.id
  LEFT JOIN shared ON shared.project_id = scope.id
  LEFT JOIN told ON told.project_id = scope.id
$$;

-- A mark is what one statement changed: the projects whose rows are to be made anew before the transaction ends.
DROP TABLE "search_stale";
CREATE TABLE "search_stale" (
    "id" BIGSERIAL NOT NULL,
    "project_ids" INTEGER[] NOT NULL,

    CONSTRAINT "search_stale_pkey" PRIMARY KEY ("id")
);

CREATE OR REPLACE FUNCTION "search_mark"() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  EXECUTE format('INSERT INTO search_stale (project_ids) SELECT array_agg(DISTINCT found.project_id) FROM (%s) AS found(project_id) HAVING count(*) > 0',
    TG_ARGV[0]);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION "search_settle"() RETURNS trigger LANGUAGE plpgsql
AS $$
DECLARE ids integer[];
BEGIN
  -- The first of the marks settles all of the transaction.
  IF NOT EXISTS (SELECT FROM search_stale WHERE id = NEW.id) THEN RETURN NULL; END IF;
  WITH gone AS (DELETE FROM search_stale RETURNING project_ids)
  SELECT array_agg(DISTINCT id ORDER BY id) INTO ids FROM gone CROSS JOIN LATERAL unnest(project_ids) AS id;
  FOR start IN 1..cardinality(ids) BY 4000 LOOP
    -- Who changes the same projects at the same time is waited for: the statement after this one sees what they wrote.
    PERFORM FROM search_row WHERE project_id = ANY(ids[start:start + 3999]) ORDER BY project_id FOR NO KEY UPDATE;
    PERFORM search_refresh(ids[start:start + 3999]);
  END LOOP;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER "search_settle" AFTER INSERT ON "search_stale" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION search_settle();

-- No project can name what did not exist before: a new one of these concerns none.
DROP TRIGGER "search_mark_insert" ON "organisation";
DROP TRIGGER "search_mark_insert" ON "theme";
DROP TRIGGER "search_mark_insert" ON "cooperation_form";
DROP TRIGGER "search_mark_insert" ON "country";
DROP TRIGGER "search_mark_insert" ON "territory";

-- The projects of thousands of bodies are looked up body by body.
DROP TRIGGER "search_mark_insert" ON "organisation_alias";
CREATE TRIGGER "search_mark_insert" AFTER INSERT ON "organisation_alias" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
  EXECUTE FUNCTION search_mark('SELECT r.project_id FROM changed CROSS JOIN LATERAL (
      SELECT project_id FROM project_organisation WHERE organisation_id = changed.organisation_id OFFSET 0) AS r
    UNION ALL SELECT f.project_id FROM changed CROSS JOIN LATERAL (
      SELECT project_id FROM funding_line WHERE funder_id = changed.organisation_id OFFSET 0) AS f');

-- Only what suggestions, indexes and figures of the whole Atlas show is counted.
CREATE FUNCTION "search_counted"(token text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT split_part(token, ':', 1) NOT IN ('origin', 'role', 'source') $$;

DELETE FROM "search_count" WHERE NOT search_counted("token");

CREATE OR REPLACE FUNCTION "search_tally"() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  EXECUTE format('INSERT INTO search_count AS c (token, projects)
    SELECT token, sum(change)::int FROM (%s) AS changes(token, change) WHERE search_counted(token)
    GROUP BY token HAVING sum(change) <> 0 ORDER BY token COLLATE "C"
    ON CONFLICT (token) DO UPDATE SET projects = c.projects + excluded.projects', TG_ARGV[0]);
  -- What no project holds any more is not counted: it leaves no trace.
  IF TG_OP <> 'INSERT' THEN
    EXECUTE format('DELETE FROM search_count WHERE projects = 0 AND token IN (SELECT token FROM (%s) AS changes(token, change) WHERE change < 0)', TG_ARGV[0]);
  END IF;
  RETURN NULL;
END $$;
