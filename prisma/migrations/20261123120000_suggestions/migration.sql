-- Suggestions while typing (docs/decisions/021-help-while-typing.md): how many projects hold each token of the search, and names by their
-- beginnings.
CREATE TABLE "search_count" (
    "token" TEXT NOT NULL,
    "projects" INTEGER NOT NULL,

    CONSTRAINT "search_count_pkey" PRIMARY KEY ("token")
);

-- The values of a kind in the most projects.
CREATE INDEX "search_count_most_idx" ON "search_count" (split_part("token", ':', 1), "projects" DESC);

-- Adds what a statement changes of the rows. In one order, so that two transactions never wait for each other in a circle.
CREATE FUNCTION "search_tally"() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  EXECUTE format('INSERT INTO search_count AS c (token, projects)
    SELECT token, sum(change)::int FROM (%s) AS changes(token, change) GROUP BY token HAVING sum(change) <> 0 ORDER BY token COLLATE "C"
    ON CONFLICT (token) DO UPDATE SET projects = c.projects + excluded.projects', TG_ARGV[0]);
  -- What no project holds any more is not counted: it leaves no trace.
  IF TG_OP <> 'INSERT' THEN
    EXECUTE format('DELETE FROM search_count WHERE projects = 0 AND token IN (SELECT token FROM (%s) AS changes(token, change) WHERE change < 0)', TG_ARGV[0]);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "search_tally_insert" AFTER INSERT ON "search_row" REFERENCING NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION search_tally('SELECT unnest(tokens), 1 FROM after');
CREATE TRIGGER "search_tally_update" AFTER UPDATE ON "search_row" REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION search_tally('SELECT unnest(tokens), -1 FROM before UNION ALL SELECT unnest(tokens), 1 FROM after');
CREATE TRIGGER "search_tally_delete" AFTER DELETE ON "search_row" REFERENCING OLD TABLE AS before
  FOR EACH STATEMENT EXECUTE FUNCTION search_tally('SELECT unnest(tokens), -1 FROM before');

INSERT INTO "search_count" SELECT token, count(*)::int FROM "search_row" CROSS JOIN unnest(tokens) AS token GROUP BY token;

-- Form in which names are compared while they are typed: as `search_text`, without any sign, "st" and "ste" spelled out. The rule of
-- normaliseName (lib/core/text.ts).
CREATE FUNCTION "name_key"(body text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT btrim(replace(replace(' ' || regexp_replace(public.search_text(body), '[]\s!-,:-@[\\^-`{-~«»“”„…–—·•]+', ' ', 'g') || ' ',
    ' st ', ' saint '), ' ste ', ' sainte '))
$$;

-- A name written together; long enough for what anybody types, short enough for an index.
CREATE FUNCTION "joined_name"(key text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT left(replace(key, ' ', ''), 100) COLLATE "C" $$;

-- Beginnings of names, then beginnings of their words. The indexes of organisation_alias(normalised) are there already.
CREATE INDEX "organisation_alias_joined_idx" ON "organisation_alias" (joined_name("normalised") COLLATE "C");
CREATE INDEX "organisation_name_joined_idx" ON "organisation" (joined_name(name_key("name")) COLLATE "C");
CREATE INDEX "organisation_name_trgm_idx" ON "organisation" USING GIN (name_key("name") gin_trgm_ops);
CREATE INDEX "territory_name_joined_idx" ON "territory" (joined_name(name_key("name")) COLLATE "C");
CREATE INDEX "territory_name_trgm_idx" ON "territory" USING GIN (name_key("name") gin_trgm_ops);
CREATE INDEX "project_title_joined_idx" ON "project" (joined_name(name_key("title")) COLLATE "C");
CREATE INDEX "project_title_trgm_idx" ON "project" USING GIN (name_key("title") gin_trgm_ops);
CREATE INDEX "project_text_title_joined_idx" ON "project_text" (joined_name(name_key("body")) COLLATE "C") WHERE "field" = 'title';
CREATE INDEX "project_text_title_trgm_idx" ON "project_text" USING GIN (name_key("body") gin_trgm_ops) WHERE "field" = 'title';

-- Without figures of its expressions, no index of an expression is used.
ANALYZE "organisation", "organisation_alias", "territory", "project", "project_text", "search_count";
