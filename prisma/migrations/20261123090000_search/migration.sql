-- Search (docs/decisions/019-search.md): one row a project, written by the database at the end of every transaction that changes
-- what it is made of.
CREATE EXTENSION IF NOT EXISTS unaccent;

CREATE TABLE "search_row" (
    "project_id" INTEGER NOT NULL,
    "tokens" TEXT[] NOT NULL,
    "words" tsvector NOT NULL,
    "amount" DECIMAL(16,2),
    "first_year" INTEGER,
    "last_year" INTEGER,

    CONSTRAINT "search_row_pkey" PRIMARY KEY ("project_id"),
    CONSTRAINT "search_row_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "search_row_tokens_idx" ON "search_row" USING GIN ("tokens");
CREATE INDEX "search_row_words_idx" ON "search_row" USING GIN ("words");

-- Projects whose row is to be made anew before the transaction ends; empty outside of one.
CREATE TABLE "search_stale" (
    "project_id" INTEGER NOT NULL,

    CONSTRAINT "search_stale_pkey" PRIMARY KEY ("project_id")
);

-- Addresses, and what may be an e-mail address or a telephone number, are not searched: the portal masks them when it shows a text.
CREATE TEXT SEARCH CONFIGURATION "atlas_fr" (COPY = french);
CREATE TEXT SEARCH CONFIGURATION "atlas_en" (COPY = english);
ALTER TEXT SEARCH CONFIGURATION "atlas_fr" DROP MAPPING IF EXISTS FOR email, url, url_path, host, file, protocol, tag, entity, sfloat, float, version;
ALTER TEXT SEARCH CONFIGURATION "atlas_en" DROP MAPPING IF EXISTS FOR email, url, url_path, host, file, protocol, tag, entity, sfloat, float, version;

-- Form in which texts and questions are cut into words: no accents, lower case, and spaces for the signs at which the parser would not
-- cut, or would see an address. "L’ÉDUCATION" must not become one word.
CREATE FUNCTION "search_text"(body text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT replace(replace(replace(replace(replace(lower(public.unaccent('public.unaccent', body)), '''', ' '), 'ʼ', ' '), '-', ' '), '/', ' '), '.', ' ')
$$;

-- The same of free text, without e-mail addresses and without numbers as long as those of telephones.
CREATE FUNCTION "search_prose"(body text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT public.search_text(CASE WHEN body ~ '@|\d[\s.()/-]*\d[\s.()/-]*\d[\s.()/-]*\d[\s.()/-]*\d'
    THEN regexp_replace(regexp_replace(body, '\S+@\S+', ' ', 'g'), '\+?\d(?:[\s.()/-]*\d){7,}', ' ', 'g') ELSE body END)
$$;

CREATE FUNCTION "search_config"(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE language WHEN 'en' THEN 'public.atlas_en' ELSE 'public.atlas_fr' END::regconfig $$;

-- What a word or phrase of a question means in both languages; nothing where it is a word like "the" or "de" in either.
CREATE FUNCTION "search_term"(body text) RETURNS tsquery LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN numnode(fr) = 0 THEN fr WHEN numnode(en) = 0 THEN en ELSE fr || en END
  FROM (SELECT phraseto_tsquery('public.atlas_fr', search_text(body)) AS fr, phraseto_tsquery('public.atlas_en', search_text(body)) AS en) AS meant
$$;

-- A territory and all that it lies in: commune, grouping, département, région; of a merged commune also those of its successor.
CREATE FUNCTION "search_lineage"(start integer) RETURNS SETOF integer LANGUAGE sql STABLE ROWS 5
AS $$
  WITH RECURSIVE line(id) AS (
    SELECT start
    UNION
    SELECT above.id FROM line JOIN territory t ON t.id = line.id
      CROSS JOIN LATERAL (VALUES (t.parent_id), (t.epci_id), (t.successor_id)) AS above(id) WHERE above.id IS NOT NULL)
  SELECT id FROM line
$$;

-- Makes the rows of projects anew. A token is a value of a filter: "country:SN"; "country:none" says that none is stated.
CREATE FUNCTION "search_refresh"(ids integer[]) RETURNS void LANGUAGE sql
AS $$
  WITH scope AS MATERIALIZED (SELECT p.* FROM project p WHERE p.id = ANY(ids)),
  part AS MATERIALIZED (
    SELECT r.project_id, r.role_code, o.id, o.public_id, o.kind_code, o.territory_id, o.name, o.name_en, o.acronym
    FROM project_organisation r JOIN organisation o ON o.id = r.organisation_id WHERE r.project_id IN (SELECT id FROM scope)),
  line AS MATERIALIZED (
    SELECT f.project_id, f.id, f.amount, f.kind, f.currency, o.id AS funder_id, o.public_id, o.name, o.name_en, o.acronym
    FROM funding_line f JOIN organisation o ON o.id = f.funder_id WHERE f.project_id IN (SELECT id FROM scope)),
  here AS MATERIALIZED (
    SELECT l.project_id, l.name AS place, c.code, c.continent_code, c.subregion_code, c.name_fr, c.name_en
    FROM project_place l JOIN country c ON c.code = l.country_code WHERE l.project_id IN (SELECT id FROM scope)),
  topic AS MATERIALIZED (
    SELECT DISTINCT r.project_id, above.code, above.label_fr, above.label_en
    FROM project_theme r JOIN theme t ON t.id = r.theme_id LEFT JOIN theme parent ON parent.id = t.parent_id
      CROSS JOIN LATERAL (VALUES (t.id), (t.parent_id), (parent.parent_id)) AS line(id) JOIN theme above ON above.id = line.id
    WHERE r.project_id IN (SELECT id FROM scope)),
  land AS MATERIALIZED (
    SELECT DISTINCT part.project_id, line.code, line.name
    FROM (
      SELECT own.id, t.code, t.name FROM (SELECT DISTINCT territory_id AS id FROM part WHERE role_code <> 'funder') AS own
      CROSS JOIN LATERAL search_lineage(own.id) AS line(id) JOIN territory t ON t.id = line.id) AS line
    JOIN part ON part.territory_id = line.id AND part.role_code <> 'funder'),
  token AS (
    SELECT project_id, 'country' AS facet, code::text AS value FROM here
    UNION SELECT project_id, 'region', region FROM here CROSS JOIN LATERAL (VALUES (continent_code), (subregion_code)) AS r(region)
    UNION SELECT project_id, 'theme', code FROM topic
    UNION SELECT project_id, 'territory', code FROM land
    UNION SELECT project_id, 'organisation', public_id FROM part
    UNION SELECT project_id, 'role', role_code FROM part
    UNION SELECT project_id, 'taking', role_code || '/' || public_id FROM part
    UNION SELECT project_id, 'kind', kind_code FROM part WHERE role_code <> 'funder'
    UNION SELECT project_id, 'funder', public_id FROM line
    UNION SELECT line.project_id, 'scheme', s.scheme_code FROM line JOIN scheme_line s ON s.funding_line_id = line.id
    UNION SELECT id, 'form', form_code FROM scope WHERE form_code IS NOT NULL
    UNION SELECT id, 'signed', signed_year::text FROM scope WHERE signed_year IS NOT NULL
    UNION SELECT id, 'origin', origin::text FROM scope
    UNION SELECT scope.id, 'source', s.code FROM scope JOIN source s ON s.id = scope.source_id),
  missing AS (
    SELECT scope.id AS project_id, facet, 'none' FROM scope
      CROSS JOIN unnest(ARRAY['country', 'region', 'theme', 'territory', 'organisation', 'role', 'kind', 'funder', 'scheme', 'form', 'signed']) AS facet
    WHERE NOT EXISTS (SELECT FROM token WHERE token.project_id = scope.id AND token.facet = facet.facet)),
  tokens AS (
    SELECT project_id, array_agg(facet || ':' || value ORDER BY facet, value) AS list
    FROM (SELECT * FROM token UNION ALL SELECT * FROM missing) AS every GROUP BY project_id),
  money AS (SELECT project_id, sum(amount) AS amount FROM line WHERE kind = 'cofunding' AND currency = 'EUR' GROUP BY project_id),
  named AS (
    SELECT project_id, string_agg(search_text(name), ' ') AS names, string_agg(search_text(name_en), ' ') AS names_en,
      string_agg(joined, ' ') AS joined
    FROM (
      SELECT project_id, concat_ws(' ', b.name, b.acronym, a.names) AS name, b.name_en,
        concat_ws(' ', CASE WHEN length(b.name) <= 40 THEN replace(search_text(b.name), ' ', '') END, a.joined) AS joined
      FROM (SELECT project_id, id, name, name_en, acronym FROM part UNION SELECT project_id, funder_id, name, name_en, acronym FROM line) AS b
      LEFT JOIN LATERAL (
        SELECT string_agg(a.name, ' ') AS names,
          string_agg(replace(a.normalised, ' ', ''), ' ') FILTER (WHERE a.normalised LIKE '% %' AND length(a.normalised) <= 40) AS joined
        FROM organisation_alias a WHERE a.organisation_id = b.id) AS a ON true
      UNION ALL SELECT project_id, place, NULL, replace(search_text(place), ' ', '') FROM here
      UNION ALL SELECT project_id, concat_ws(' ', here.name_fr, a.names), here.name_en, NULL FROM here
        LEFT JOIN LATERAL (SELECT string_agg(alias, ' ') AS names FROM country_alias WHERE country_code = here.code AND length(alias) > 3) AS a ON true
    ) AS every GROUP BY project_id),
  termed AS (
    SELECT project_id, string_agg(fr, ' ') AS fr, string_agg(en, ' ') AS en FROM (
      SELECT project_id, search_text(label_fr) AS fr, search_text(label_en) AS en FROM topic
      UNION ALL SELECT scope.id, search_text(f.label_fr), search_text(f.label_en) FROM scope JOIN cooperation_form f ON f.code = scope.form_code
      UNION ALL SELECT project_id, search_text(name), NULL FROM land) AS every GROUP BY project_id),
  told AS (
    SELECT project_id,
      string_agg(search_prose(body), ' ') FILTER (WHERE field = 'title' AND language <> 'en') AS title_fr,
      string_agg(search_prose(body), ' ') FILTER (WHERE field = 'title' AND language = 'en') AS title_en,
      string_agg(search_prose(body), ' ') FILTER (WHERE field <> 'title' AND language <> 'en') AS fr,
      string_agg(search_prose(body), ' ') FILTER (WHERE field <> 'title' AND language = 'en') AS en
    FROM project_text WHERE project_id IN (SELECT id FROM scope) GROUP BY project_id)
  INSERT INTO search_row (project_id, tokens, words, amount, first_year, last_year)
  SELECT scope.id, tokens.list,
    setweight(to_tsvector(search_config(scope.language::text), search_prose(scope.title)), 'A')
      || setweight(to_tsvector('public.atlas_fr', coalesce(told.title_fr, '')), 'A')
      || setweight(to_tsvector('public.atlas_en', coalesce(told.title_en, '')), 'A')
      || setweight(to_tsvector('public.atlas_fr', coalesce(named.names, '')), 'B')
      || setweight(to_tsvector('public.atlas_en', coalesce(named.names_en, '')), 'B')
      || setweight(to_tsvector('simple', coalesce(named.joined, '')), 'B')
      || setweight(to_tsvector('public.atlas_fr', coalesce(termed.fr, '')), 'C')
      || setweight(to_tsvector('public.atlas_en', coalesce(termed.en, '')), 'C')
      || setweight(to_tsvector('public.atlas_fr', coalesce(told.fr, '')), 'D')
      || setweight(to_tsvector('public.atlas_en', coalesce(told.en, '')), 'D'),
    money.amount,
    coalesce(extract(year FROM scope.start_on)::int, scope.signed_year),
    extract(year FROM scope.end_on)::int
  FROM scope JOIN tokens ON tokens.project_id = scope.id
  LEFT JOIN money ON money.project_id = scope.id
  LEFT JOIN named ON named.project_id = scope.id
  LEFT JOIN termed ON termed.project_id = scope.id
  LEFT JOIN told ON told.project_id = scope.id
  ON CONFLICT (project_id) DO UPDATE SET tokens = excluded.tokens, words = excluded.words, amount = excluded.amount,
    first_year = excluded.first_year, last_year = excluded.last_year
$$;

CREATE FUNCTION "search_mark"() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  EXECUTE format('INSERT INTO search_stale SELECT DISTINCT found.project_id FROM (%s) AS found(project_id) ORDER BY 1 ON CONFLICT DO NOTHING', TG_ARGV[0]);
  RETURN NULL;
END $$;

CREATE FUNCTION "search_settle"() RETURNS trigger LANGUAGE plpgsql
AS $$
DECLARE ids integer[];
BEGIN
  -- The first of the marks settles all of the transaction.
  IF NOT EXISTS (SELECT FROM search_stale WHERE project_id = NEW.project_id) THEN RETURN NULL; END IF;
  WITH gone AS (DELETE FROM search_stale RETURNING project_id) SELECT array_agg(project_id ORDER BY project_id) INTO ids FROM gone;
  FOR start IN 1..cardinality(ids) BY 4000 LOOP
    PERFORM search_refresh(ids[start:start + 3999]);
  END LOOP;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER "search_settle" AFTER INSERT ON "search_stale" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION search_settle();

-- Which projects a change concerns: of new and removed rows, and of rows that are no longer what they were.
DO $$
DECLARE
  source record;
  event record;
BEGIN
  FOR source IN SELECT * FROM (VALUES
    ('project', 'id', 'SELECT id FROM changed'),
    ('project_text', 'project_id, field, language', 'SELECT project_id FROM changed'),
    ('project_place', 'project_id, position', 'SELECT project_id FROM changed'),
    ('project_organisation', 'project_id, organisation_id, role_code', 'SELECT project_id FROM changed'),
    ('project_theme', 'project_id, theme_id', 'SELECT project_id FROM changed'),
    ('funding_line', 'id', 'SELECT project_id FROM changed'),
    ('scheme_line', 'funding_line_id, scheme_code', 'SELECT f.project_id FROM changed JOIN funding_line f ON f.id = changed.funding_line_id'),
    ('organisation', 'id', 'SELECT r.project_id FROM changed JOIN project_organisation r ON r.organisation_id = changed.id
       UNION SELECT f.project_id FROM changed JOIN funding_line f ON f.funder_id = changed.id'),
    ('organisation_alias', 'organisation_id, normalised', 'SELECT r.project_id FROM changed JOIN project_organisation r USING (organisation_id)
       UNION SELECT f.project_id FROM changed JOIN funding_line f ON f.funder_id = changed.organisation_id'),
    ('theme', 'id', 'SELECT r.project_id FROM changed JOIN theme t ON t.nomenclature_id = changed.nomenclature_id
       AND (t.id = changed.id OR starts_with(t.code, changed.code || ''.'')) JOIN project_theme r ON r.theme_id = t.id'),
    ('cooperation_form', 'code', 'SELECT p.id FROM changed JOIN project p ON p.form_code = changed.code'),
    ('country', 'code', 'SELECT l.project_id FROM changed JOIN project_place l ON l.country_code = changed.code'),
    ('country_alias', 'alias', 'SELECT l.project_id FROM changed JOIN project_place l USING (country_code)'),
    ('territory', 'id', 'SELECT r.project_id FROM project_organisation r JOIN organisation o ON o.id = r.organisation_id
       WHERE EXISTS (SELECT FROM changed) AND EXISTS (SELECT FROM search_lineage(o.territory_id) AS line(id) JOIN changed ON changed.id = line.id)')
  ) AS sources(name, key, query)
  LOOP
    FOR event IN SELECT * FROM (VALUES
      ('INSERT', 'REFERENCING NEW TABLE AS changed', source.query),
      ('DELETE', 'REFERENCING OLD TABLE AS changed', source.query),
      -- Both what it was and what it is: a row may have left one project for another.
      ('UPDATE', 'REFERENCING OLD TABLE AS before NEW TABLE AS after', format(
        'WITH changed AS MATERIALIZED ((TABLE before EXCEPT TABLE after) UNION ALL (TABLE after EXCEPT TABLE before)) %s', source.query))
    ) AS events(name, tables, query)
    LOOP
      EXECUTE format('CREATE TRIGGER %I AFTER %s ON %I %s FOR EACH STATEMENT EXECUTE FUNCTION search_mark(%L)',
        'search_mark_' || lower(event.name), event.name, source.name, event.tables, event.query);
    END LOOP;
  END LOOP;
END $$;

-- The projects that are there already, settled when this transaction ends.
INSERT INTO search_stale SELECT id FROM project;
