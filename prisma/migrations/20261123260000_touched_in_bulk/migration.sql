-- A transaction that touches more than a thousand projects touches anything, and says so once: telling what thousands of projects
-- name took an import of 13,000 a seventh of its time. How many they were is known for the length of the transaction.
CREATE FUNCTION "touched_projects"() RETURNS integer LANGUAGE sql STABLE
AS $$ SELECT coalesce(nullif(current_setting('atlas.touched_projects', true), ''), '0')::integer $$;

CREATE OR REPLACE FUNCTION "touch_projects"(ids integer[]) RETURNS void LANGUAGE plpgsql
AS $$
DECLARE
  before integer := touched_projects();
  every integer := before + coalesce(cardinality(ids), 0);
BEGIN
  IF every = before OR before > 1000 THEN RETURN; END IF;
  PERFORM set_config('atlas.touched_projects', every::text, true);
  IF every > 1000 THEN PERFORM touch(ARRAY['*']); RETURN; END IF;
  PERFORM touch(array_agg(found.tag)) FROM (
    SELECT 'project:' || p.public_id AS tag FROM project p WHERE p.id = ANY(ids)
    UNION SELECT token FROM search_row r CROSS JOIN unnest(r.tokens) AS token
      WHERE r.project_id = ANY(ids) AND token ~ '^(country|territory|theme|scheme|organisation|funder):') AS found;
END $$;

CREATE OR REPLACE FUNCTION "touch_changed"() RETURNS trigger LANGUAGE plpgsql
AS $$
DECLARE
  found text[];
  ids integer[];
BEGIN
  IF touched_projects() > 1000 THEN RETURN NULL; END IF;
  EXECUTE format('SELECT array_agg(DISTINCT tag) FROM (%s LIMIT 20001) AS found(tag)', TG_ARGV[0]) INTO found;
  PERFORM touch(found);
  IF TG_NARGS > 1 THEN
    EXECUTE format('SELECT array_agg(DISTINCT id) FROM (%s LIMIT 1001) AS found(id)', TG_ARGV[1]) INTO ids;
    PERFORM touch_projects(ids);
  END IF;
  RETURN NULL;
END $$;
