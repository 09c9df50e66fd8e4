-- Rows of the search in less time, by two processes where they are many (docs/decisions/019-search.md).

-- What `search_rows` was. Countries and themes are joined once for all, not project by project.
CREATE FUNCTION "search_rows_of"(ids integer[])
  RETURNS TABLE (project_id integer, tokens text[], words tsvector, amount numeric, first_year integer, last_year integer) LANGUAGE sql STABLE
  PARALLEL SAFE COST 1000000 ROWS 2000 SET work_mem = '32MB'
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
  place AS MATERIALIZED (
    SELECT scope.id AS project_id, l.name, l.country_code
    FROM scope CROSS JOIN LATERAL (SELECT l.name, l.country_code FROM project_place l WHERE l.project_id = scope.id OFFSET 0) AS l),
  here AS MATERIALIZED (
    SELECT place.project_id, place.name AS place, c.code, c.continent_code, c.subregion_code FROM place JOIN country c ON c.code = place.country_code),
  subject AS MATERIALIZED (
    SELECT scope.id AS project_id, r.theme_id
    FROM scope CROSS JOIN LATERAL (SELECT r.theme_id FROM project_theme r WHERE r.project_id = scope.id OFFSET 0) AS r),
  topic AS MATERIALIZED (
    SELECT DISTINCT r.project_id, above.id, above.code
    FROM subject AS r
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

-- What a row says of each of these projects. Half of many are made by a process that helps; where none is to be had, by this one.
CREATE OR REPLACE FUNCTION "search_rows"(ids integer[])
  RETURNS TABLE (project_id integer, tokens text[], words tsvector, amount numeric, first_year integer, last_year integer) LANGUAGE plpgsql STABLE
  SET max_parallel_workers_per_gather = 2 SET parallel_setup_cost = 0 SET parallel_tuple_cost = 0
AS $$
DECLARE
  half integer := cardinality(ids) / 2;
BEGIN
  IF half < 250 THEN
    RETURN QUERY SELECT * FROM search_rows_of(ids);
  ELSE
    RETURN QUERY SELECT * FROM search_rows_of(ids[:half]) UNION ALL SELECT * FROM search_rows_of(ids[half + 1:]);
  END IF;
END $$;
