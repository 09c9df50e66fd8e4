-- The rows of a search as a function that returns them, for those who keep them up to date and those who make all of them anew
-- (`atlas search rebuild`); the authority of a territory as a value of a filter; and each fact that many projects share cut into
-- words once a batch.
CREATE AGGREGATE "search_concat"(tsvector) (SFUNC = tsvector_concat, STYPE = tsvector, INITCOND = '', PARALLEL = SAFE);

-- With constants that are read once, not at each call.
CREATE OR REPLACE FUNCTION "search_config"(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE language WHEN 'en' THEN 'public.atlas_en'::regconfig ELSE 'public.atlas_fr'::regconfig END $$;

-- What a row says of each of these projects. A token is a value of a filter: "country:SN"; "country:none" says that none is
-- stated. "territory:D28" says that a body of the département or of any territory in it takes part, "authority:D28" that the
-- département itself does. Equal facts make equal rows: all that is put together has an order.
CREATE FUNCTION "search_rows"(ids integer[])
  RETURNS TABLE (project_id integer, tokens text[], words tsvector, amount numeric, first_year integer, last_year integer) LANGUAGE sql STABLE
AS $$
  WITH scope AS MATERIALIZED (SELECT p.* FROM project p WHERE p.id = ANY(ids)),
  part AS MATERIALIZED (
    SELECT r.project_id, r.role_code, o.id, o.public_id, o.kind_code, o.territory_id
    FROM project_organisation r JOIN organisation o ON o.id = r.organisation_id WHERE r.project_id IN (SELECT id FROM scope)),
  line AS MATERIALIZED (
    SELECT f.project_id, f.id, f.amount, f.kind, f.currency, o.id AS funder_id, o.public_id
    FROM funding_line f JOIN organisation o ON o.id = f.funder_id WHERE f.project_id IN (SELECT id FROM scope)),
  here AS MATERIALIZED (
    SELECT l.project_id, l.name AS place, c.code, c.continent_code, c.subregion_code
    FROM project_place l JOIN country c ON c.code = l.country_code WHERE l.project_id IN (SELECT id FROM scope)),
  topic AS MATERIALIZED (
    SELECT DISTINCT r.project_id, above.id, above.code
    FROM project_theme r JOIN theme t ON t.id = r.theme_id LEFT JOIN theme parent ON parent.id = t.parent_id
      CROSS JOIN LATERAL (VALUES (t.id), (t.parent_id), (parent.parent_id)) AS line(id) JOIN theme above ON above.id = line.id
    WHERE r.project_id IN (SELECT id FROM scope)),
  seat AS MATERIALIZED (SELECT DISTINCT project_id, territory_id FROM part WHERE role_code <> 'funder' AND territory_id IS NOT NULL),
  land AS MATERIALIZED (
    SELECT DISTINCT seat.project_id, line.id, line.code
    FROM (
      SELECT own.id AS start, t.id, t.code FROM (SELECT DISTINCT territory_id AS id FROM seat) AS own
      CROSS JOIN LATERAL search_lineage(own.id) AS line(id) JOIN territory t ON t.id = line.id) AS line
    JOIN seat ON seat.territory_id = line.start),
  token AS MATERIALIZED (
    SELECT project_id, 'country' AS facet, code::text AS value FROM here
    UNION ALL SELECT project_id, 'region', region FROM here CROSS JOIN LATERAL (VALUES (continent_code), (subregion_code)) AS r(region)
    UNION ALL SELECT project_id, 'theme', code FROM topic
    UNION ALL SELECT project_id, 'territory', code FROM land
    UNION ALL SELECT seat.project_id, 'authority', t.code FROM seat JOIN territory t ON t.id = seat.territory_id
    UNION ALL SELECT project_id, 'organisation', public_id FROM part
    UNION ALL SELECT project_id, 'role', role_code FROM part
    UNION ALL SELECT project_id, 'taking', role_code || '/' || public_id FROM part
    UNION ALL SELECT project_id, 'kind', kind_code FROM part WHERE role_code <> 'funder'
    UNION ALL SELECT project_id, 'funder', public_id FROM line
    UNION ALL SELECT line.project_id, 'scheme', s.scheme_code FROM line JOIN scheme_line s ON s.funding_line_id = line.id
    UNION ALL SELECT id, 'form', form_code FROM scope WHERE form_code IS NOT NULL
    UNION ALL SELECT id, 'signed', signed_year::text FROM scope WHERE signed_year IS NOT NULL
    UNION ALL SELECT id, 'origin', origin::text FROM scope
    UNION ALL SELECT scope.id, 'source', s.code FROM scope JOIN source s ON s.id = scope.source_id),
  missing AS (
    SELECT scope.id AS project_id, facet, 'none' FROM scope
      CROSS JOIN unnest(ARRAY['country', 'region', 'theme', 'territory', 'authority', 'organisation', 'role', 'kind', 'funder', 'scheme',
        'form', 'signed']) AS facet
    WHERE NOT EXISTS (SELECT FROM token WHERE token.project_id = scope.id AND token.facet = facet.facet)),
  tokens AS (
    SELECT project_id, array_agg(DISTINCT (facet || ':' || value) COLLATE "C") AS list
    FROM (SELECT * FROM token UNION ALL SELECT * FROM missing) AS every GROUP BY project_id),
  money AS (SELECT project_id, sum(amount) AS amount FROM line WHERE kind = 'cofunding' AND currency = 'EUR' GROUP BY project_id),
  -- Names that projects share, and who has which.
  fact AS (
    SELECT project_id, 'body' AS kind, id::text AS key FROM part UNION SELECT project_id, 'body', funder_id::text FROM line
    UNION SELECT project_id, 'place', place FROM here WHERE place IS NOT NULL
    UNION SELECT project_id, 'country', code FROM here
    UNION ALL SELECT project_id, 'theme', id::text FROM topic
    UNION ALL SELECT id, 'form', form_code FROM scope WHERE form_code IS NOT NULL
    UNION ALL SELECT project_id, 'territory', id::text FROM land),
  named(kind, key, weight, fr, en, joined) AS (
    SELECT 'body', o.id::text, 'B'::"char", concat_ws(' ', o.name, o.acronym, a.names), o.name_en,
      concat_ws(' ', CASE WHEN length(o.name) <= 40 THEN replace(search_text(o.name), ' ', '') END, a.joined)
    FROM organisation o LEFT JOIN LATERAL (
      SELECT string_agg(a.name, ' ' ORDER BY a.normalised COLLATE "C") AS names,
        string_agg(replace(a.normalised, ' ', ''), ' ' ORDER BY a.normalised COLLATE "C")
          FILTER (WHERE a.normalised LIKE '% %' AND length(a.normalised) <= 40) AS joined
      FROM organisation_alias a WHERE a.organisation_id = o.id) AS a ON true
    WHERE o.id IN (SELECT id FROM part UNION SELECT funder_id FROM line)
    UNION ALL SELECT 'place', place, 'B', place, NULL, replace(search_text(place), ' ', '') FROM (SELECT DISTINCT place FROM here) AS here
    UNION ALL SELECT 'country', c.code, 'B', concat_ws(' ', c.name_fr, a.names), c.name_en, NULL FROM country c LEFT JOIN LATERAL (
      SELECT string_agg(alias, ' ' ORDER BY alias COLLATE "C") AS names FROM country_alias WHERE country_code = c.code AND length(alias) > 3) AS a ON true
    WHERE c.code IN (SELECT code FROM here)
    UNION ALL SELECT 'theme', id::text, 'C', label_fr, label_en, NULL FROM theme WHERE id IN (SELECT id FROM topic)
    UNION ALL SELECT 'form', code, 'C', label_fr, label_en, NULL FROM cooperation_form WHERE code IN (SELECT form_code FROM scope)
    UNION ALL SELECT 'territory', id::text, 'C', name, NULL, NULL FROM territory WHERE id IN (SELECT id FROM land)),
  cut AS MATERIALIZED (
    SELECT kind, key, setweight(to_tsvector('public.atlas_fr', search_text(fr)) || to_tsvector('public.atlas_en', search_text(coalesce(en, '')))
      || to_tsvector('simple', coalesce(joined, '')), weight) AS words FROM named),
  shared AS (
    SELECT project_id, search_concat(words ORDER BY kind COLLATE "C", key COLLATE "C") AS words
    FROM fact JOIN cut USING (kind, key) GROUP BY project_id),
  told AS (
    SELECT project_id, search_concat(setweight(to_tsvector(search_config(language), search_prose(body)),
      CASE field WHEN 'title' THEN 'A' ELSE 'D' END::"char") ORDER BY field, language) AS words
    FROM project_text WHERE project_id IN (SELECT id FROM scope) GROUP BY project_id)
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

-- Makes the rows of projects anew.
CREATE OR REPLACE FUNCTION "search_refresh"(ids integer[]) RETURNS void LANGUAGE sql
AS $$
  INSERT INTO search_row SELECT * FROM search_rows(ids)
  ON CONFLICT (project_id) DO UPDATE SET tokens = excluded.tokens, words = excluded.words, amount = excluded.amount,
    first_year = excluded.first_year, last_year = excluded.last_year
$$;

-- The projects that are there already, settled when this transaction ends.
INSERT INTO search_stale SELECT id FROM project;
