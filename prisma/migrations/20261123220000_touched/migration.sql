-- What each transaction touched of what pages are about, so that a kept page is made anew when, and only when, something of it was
-- written, by whomever (docs/decisions/027-freshness.md). Tags are tokens of the search ("country:SN"), "project:p12", and "*": anything.
CREATE TABLE "touched" (
    "id" BIGSERIAL NOT NULL,
    "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tags" TEXT[],

    CONSTRAINT "touched_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "touched_xid_idx" ON "touched"("xid");
CREATE INDEX "touched_at_idx" ON "touched"("at");

-- Lines are only added, so that no writer waits for another; those that no kept page is older than go. What touches too much to be
-- told touches anything.
CREATE FUNCTION "touch"(tags text[]) RETURNS void LANGUAGE plpgsql
AS $$
BEGIN
  IF coalesce(cardinality(tags), 0) = 0 THEN RETURN; END IF;
  INSERT INTO touched (tags) VALUES (CASE WHEN cardinality(tags) > 20000 THEN ARRAY['*'] ELSE tags END);
  DELETE FROM touched WHERE id IN (SELECT t.id FROM touched t WHERE t.at < now() - interval '2 days' ORDER BY t.id LIMIT 200 FOR UPDATE SKIP LOCKED);
END $$;

-- The page of each of these projects, and those of what their search rows name: who takes part, who pays, where, on what.
CREATE FUNCTION "touch_projects"(ids integer[]) RETURNS void LANGUAGE plpgsql
AS $$
BEGIN
  IF coalesce(cardinality(ids), 0) = 0 THEN RETURN; END IF;
  IF cardinality(ids) > 5000 THEN PERFORM touch(ARRAY['*']); RETURN; END IF;
  PERFORM touch(array_agg(found.tag)) FROM (
    SELECT 'project:' || p.public_id AS tag FROM project p WHERE p.id = ANY(ids)
    UNION SELECT token FROM search_row r CROSS JOIN unnest(r.tokens) AS token
      WHERE r.project_id = ANY(ids) AND token ~ '^(country|territory|theme|scheme|organisation|funder):') AS found;
END $$;

-- Tags of the rows that a statement changed; with a second argument, their projects.
CREATE FUNCTION "touch_changed"() RETURNS trigger LANGUAGE plpgsql
AS $$
DECLARE
  found text[];
  ids integer[];
BEGIN
  EXECUTE format('SELECT array_agg(DISTINCT tag) FROM (%s LIMIT 20001) AS found(tag)', TG_ARGV[0]) INTO found;
  PERFORM touch(found);
  IF TG_NARGS > 1 THEN
    EXECUTE format('SELECT array_agg(DISTINCT id) FROM (%s LIMIT 5001) AS found(id)', TG_ARGV[1]) INTO ids;
    PERFORM touch_projects(ids);
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION "touch_anything"() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM touch(ARRAY['*']);
  RETURN NULL;
END $$;

-- Projects whose search rows are made anew touch what these named before, and what they name now.
CREATE OR REPLACE FUNCTION "search_settle"() RETURNS trigger LANGUAGE plpgsql
AS $$
DECLARE ids integer[];
BEGIN
  -- The first of the marks settles all of the transaction.
  IF NOT EXISTS (SELECT FROM search_stale WHERE id = NEW.id) THEN RETURN NULL; END IF;
  WITH gone AS (DELETE FROM search_stale RETURNING project_ids)
  SELECT array_agg(DISTINCT id ORDER BY id) INTO ids FROM gone CROSS JOIN LATERAL unnest(project_ids) AS id;
  PERFORM touch_projects(ids);
  FOR start IN 1..cardinality(ids) BY 4000 LOOP
    -- Who changes the same projects at the same time is waited for: the statement after this one sees what they wrote.
    PERFORM FROM search_row WHERE project_id = ANY(ids[start:start + 3999]) ORDER BY project_id FOR NO KEY UPDATE;
    PERFORM search_refresh(ids[start:start + 3999]);
  END LOOP;
  PERFORM touch_projects(ids);
  RETURN NULL;
END $$;

DO $$
DECLARE
  source record;
  event record;
  shown text;
BEGIN
  FOR source IN SELECT * FROM (VALUES
    ('quality_finding', 'SELECT ''organisation:'' || o.public_id FROM changed JOIN organisation o ON o.id = changed.organisation_id',
      'SELECT project_id FROM changed WHERE project_id IS NOT NULL'),
    ('volunteer', 'SELECT NULL::text WHERE false', 'SELECT project_id FROM changed'),
    ('contact', 'SELECT ''*'' FROM changed WHERE post_id IS NOT NULL
       UNION SELECT ''organisation:'' || o.public_id FROM changed JOIN organisation o ON o.id = changed.organisation_id',
      'SELECT project_id FROM changed WHERE project_id IS NOT NULL'),
    ('revision', 'SELECT entity || '':'' || public_id FROM changed', NULL),
    ('organisation', 'SELECT ''organisation:'' || public_id FROM changed
       UNION SELECT ''organisation:'' || o.public_id FROM changed JOIN organisation o ON o.id = changed.successor_id', NULL),
    ('organisation_code', 'SELECT ''organisation:'' || o.public_id FROM changed JOIN organisation o ON o.id = changed.organisation_id', NULL)
    -- Whatever else is shown may be on any page, and is seldom written.
    UNION ALL SELECT relname, 'SELECT ''*'' FROM changed', NULL FROM pg_class
      WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
      AND EXISTS (SELECT FROM pg_trigger WHERE tgrelid = pg_class.oid AND tgname = 'data_version')
      AND relname NOT IN ('quality_finding', 'volunteer', 'contact', 'revision', 'organisation', 'organisation_code',
        -- Their projects are marked, and settled when the transaction ends.
        'project', 'project_text', 'project_place', 'project_organisation', 'project_theme', 'funding_line', 'scheme_line', 'organisation_alias',
        -- On no kept page.
        'search_row', 'import_run', 'project_source_key', 'merged_organisation', 'public_id_redirect')
  ) AS sources(name, tags, projects)
  LOOP
    FOR event IN SELECT * FROM (VALUES
      ('INSERT', 'REFERENCING NEW TABLE AS changed', ''),
      ('DELETE', 'REFERENCING OLD TABLE AS changed', ''),
      ('UPDATE', 'REFERENCING OLD TABLE AS before NEW TABLE AS after',
        'WITH changed AS MATERIALIZED ((TABLE before EXCEPT TABLE after) UNION ALL (TABLE after EXCEPT TABLE before)) ')
    ) AS events(name, tables, prefix)
    LOOP
      EXECUTE format('CREATE TRIGGER %I AFTER %s ON %I %s FOR EACH STATEMENT EXECUTE FUNCTION touch_changed(%s)',
        'touch_' || lower(event.name), event.name, source.name, event.tables,
        concat_ws(', ', quote_literal(event.prefix || source.tags), quote_literal(event.prefix || source.projects)));
    END LOOP;
  END LOOP;
  FOR shown IN SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
    AND EXISTS (SELECT FROM pg_trigger WHERE tgrelid = pg_class.oid AND tgname = 'data_version')
  LOOP
    EXECUTE format('CREATE TRIGGER "touch_truncate" AFTER TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION touch_anything()', shown);
  END LOOP;
END $$;

-- A project that is removed takes its row with it before anything is settled.
CREATE TRIGGER "touch_delete" AFTER DELETE ON "search_row" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT
  EXECUTE FUNCTION touch_changed('SELECT DISTINCT token FROM changed CROSS JOIN unnest(tokens) AS token
    WHERE token ~ ''^(country|territory|theme|scheme|organisation|funder):''');
