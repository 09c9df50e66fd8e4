-- Counts of a search by who holds the values of the projects in memory (docs/decisions/031-counts-in-memory.md): putting the bits of
-- 270 values together with those of the hits was nine tenths of a search among a million projects.

-- The values of the projects of a chunk (`search_counted`) as of some write: whoever read them with this version holds them still.
CREATE TABLE "search_chunk" (
    "chunk" INTEGER NOT NULL,
    "version" UUID NOT NULL DEFAULT gen_random_uuid(),

    CONSTRAINT "search_chunk_pkey" PRIMARY KEY ("chunk")
);
INSERT INTO "search_chunk" ("chunk") SELECT DISTINCT "project_id" / 16000 FROM "search_counted";

CREATE FUNCTION "search_renew_chunks"() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  INSERT INTO search_chunk (chunk) SELECT DISTINCT project_id / 16000 FROM changed ORDER BY 1
  ON CONFLICT (chunk) DO UPDATE SET version = gen_random_uuid();
  RETURN NULL;
END $$;
CREATE TRIGGER "search_renew_insert" AFTER INSERT ON "search_counted" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_renew_chunks();
CREATE TRIGGER "search_renew_update" AFTER UPDATE ON "search_counted" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_renew_chunks();
CREATE TRIGGER "search_renew_delete" AFTER DELETE ON "search_counted" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_renew_chunks();

CREATE FUNCTION "search_forget_chunks"() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  DELETE FROM search_chunk;
  RETURN NULL;
END $$;
CREATE TRIGGER "search_renew_truncate" AFTER TRUNCATE ON "search_counted" FOR EACH STATEMENT EXECUTE FUNCTION search_forget_chunks();

DROP FUNCTION "search_numbers"(jsonb, text[], date, jsonb, integer, integer);

-- The numbers of a search: of the projects that meet all conditions (`total`), and of those that have each value of some filters, each
-- filter counted without its own condition (`tokens`, `counts`). Beside them `every` project that there is, but for the latest, and for
-- the page: the projects themselves (`ids`) where they are at most `most`, or so few that looking each of them up costs less than
-- passing others in an index until `up_to` of them are found (six times as much each, by estimate); else a line of their bits (`found_line`),
-- and how many of them meet the condition `title` (`titled`), with theirs (`titled_line`). `known`: the versions of all chunks whose
-- values the caller holds. Where they are those of now, filters are left to it to count (`left_keys`): among the projects of `lines`, one
-- line of bits after the other, in the line that `left_lines` says. What `tokens` and `counts` say of these is to be added. `outdated`:
-- they are not those of now. A condition {"facet": filter or null, "given": k} is met by the k-th of the `given` lists of projects, which
-- end at `given_to`.
CREATE FUNCTION "search_numbers"(parts jsonb, counted text[], day date, title jsonb, most integer, up_to integer, known uuid[],
  given integer[], given_to integer[], OUT total integer, OUT every integer, OUT tokens text[], OUT counts integer[], OUT ids integer[], OUT found_line bytea, OUT titled integer, OUT titled_line bytea,
  OUT lines bytea, OUT left_keys text[], OUT left_lines integer[], OUT outdated boolean)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  loose integer[] := search_changed(day);
  n integer;
  made varbit[] := '{}';
  part varbit[];
  facets text[] := '{}';
  -- Filters that are counted without their own condition; the first stands for all others.
  alone text[] := '{""}';
  hits varbit[] := '{}';
  changed varbit[];
  hit bit(16000);
  number integer;
  dense text[] := '{}';
  keys text[];
  lone integer[];
  few record;
  place integer;
  is_held boolean;
  held_lines integer := 0;
  -- Up to so many projects of a chunk and counted filter, what each has is read; beyond, the bits of all values (measured).
  few_projects CONSTANT integer := 15;
BEGIN
  every := (SELECT v.projects FROM search_value v WHERE v.token = 'all');
  -- Each value knows how many projects have it.
  IF parts = '[]' AND cardinality(loose) = 0 THEN
    total := coalesce(every, 0);
    SELECT array_agg(v.token), array_agg(v.projects) INTO tokens, counts FROM search_value v WHERE v.facet = ANY(counted) AND v.projects > 0;
    RETURN;
  END IF;
  n := search_last(loose) + 1;
  is_held := known = ARRAY(SELECT c.version FROM search_chunk c ORDER BY c.chunk);
  FOR p IN 0..jsonb_array_length(parts) LOOP
    place := (parts->(p - 1)->>'given')::int;
    part := CASE WHEN p = 0 THEN search_held('{"oneOf": ["all"]}', loose, n - 1, day)
      WHEN place IS NULL THEN search_held(parts->(p - 1)->'held', loose, n - 1, day)
      ELSE search_bits_of(given[coalesce(given_to[place - 1], 0) + 1:given_to[place]]) END;
    FOR i IN 1..n LOOP made[p * n + i] := part[i]; END LOOP;
    IF p > 0 THEN facets[p] := coalesce(parts->(p - 1)->>'facet', ''); END IF;
    IF facets[p] = ANY(counted) THEN alone := alone || facets[p]; END IF;
  END LOOP;
  IF cardinality(loose) > 0 AND cardinality(counted) > 0 THEN changed := search_bits_of(loose); END IF;
  FOR g IN 0..cardinality(alone) - 1 LOOP
    -- The only condition is the filter's own: its values know how many projects have each.
    IF g > 0 AND cardinality(facets) = 1 AND changed IS NULL THEN
      SELECT array_agg(v.token) AS tokens, array_agg(v.projects) AS counts INTO few FROM search_value v WHERE v.facet = alone[g + 1] AND v.projects > 0;
      tokens := tokens || few.tokens;
      counts := counts || few.counts;
      CONTINUE;
    END IF;
    number := 0;
    FOR i IN 1..n LOOP
      hit := made[i];
      FOR p IN 1..cardinality(facets) LOOP
        EXIT WHEN hit IS NULL;
        IF g = 0 OR facets[p] <> alone[g + 1] THEN hit := hit & made[p * n + i]; END IF;
      END LOOP;
      hits[g * n + i] := hit;
      IF hit IS NOT NULL THEN number := number + bit_count(hit); END IF;
    END LOOP;
    IF g = 0 THEN
      total := number;
      IF number <= most OR 6.0 * number * number <= 1.0 * least(up_to, number) * every THEN
        ids := search_ids(hits);
      ELSIF most > 0 OR up_to > 0 THEN
        found_line := search_line(hits, n - 1);
        IF title IS NOT NULL THEN
          part := search_held(title, loose, n - 1, day);
          titled := 0;
          FOR i IN 1..n LOOP
            part[i] := hits[i] & part[i];
            titled := titled + coalesce(bit_count(part[i]), 0);
          END LOOP;
          titled_line := search_line(part, n - 1);
        END IF;
      END IF;
    END IF;
    CONTINUE WHEN number = 0 OR cardinality(counted) = 0;
    keys := CASE WHEN g = 0 THEN ARRAY(SELECT key FROM unnest(counted) AS key WHERE key <> ALL(alone)) ELSE alone[g + 1:g + 1] END;
    -- Of projects that changed since, the rows tell.
    IF changed IS NOT NULL THEN
      part := hits[g * n + 1:(g + 1) * n];
      FOR i IN 1..n LOOP
        hits[g * n + i] := part[i] & ~coalesce(changed[i], 0::bit(16000));
        part[i] := part[i] & changed[i];
      END LOOP;
      lone := search_ids(part);
      SELECT array_agg(t.token) AS tokens, array_agg(t.projects) AS counts INTO few FROM (
        SELECT t.token, count(*)::int AS projects FROM search_row r JOIN project p ON p.id = r.project_id
          CROSS JOIN LATERAL unnest(r.tokens || ARRAY['amount:' || search_band(r.amount), 'status:' || search_status(p, day)]) AS t(token)
          WHERE r.project_id = ANY(lone) AND search_facet(t.token) = ANY(keys) GROUP BY 1) AS t;
      tokens := tokens || few.tokens;
      counts := counts || few.counts;
    END IF;
    IF is_held THEN
      lines := coalesce(lines, '') || search_line(hits[g * n + 1:(g + 1) * n], n - 1);
      left_keys := left_keys || keys;
      left_lines := left_lines || array_fill(held_lines, ARRAY[cardinality(keys)]);
      held_lines := held_lines + 1;
      CONTINUE;
    END IF;
    outdated := true;
    IF number > few_projects * cardinality(keys) * n THEN
      dense := dense || keys;
      CONTINUE;
    END IF;
    lone := CASE WHEN g = 0 AND ids IS NOT NULL AND changed IS NULL THEN ids ELSE search_ids(hits[g * n + 1:(g + 1) * n]) END;
    SELECT array_agg(v.token) AS tokens, array_agg(t.projects) AS counts INTO few FROM (
      SELECT c.value_id, count(*)::int AS projects FROM (SELECT unnest(value_ids) AS value_id FROM search_counted WHERE project_id = ANY(lone)) AS c
      GROUP BY 1) AS t JOIN search_value v ON v.id = t.value_id AND v.facet = ANY(keys);
    tokens := tokens || few.tokens;
    counts := counts || few.counts;
  END LOOP;
  IF cardinality(dense) > 0 THEN
    SELECT array_agg(t.token) AS tokens, array_agg(t.projects) AS counts INTO few FROM (
      SELECT b.token, sum(bit_count(b.bits & hits[coalesce(array_position(alone, b.facet) - 1, 0) * n + b.chunk + 1])::int)::int AS projects
      FROM search_bits b WHERE b.facet = ANY(dense) GROUP BY 1) AS t WHERE t.projects > 0;
    tokens := tokens || few.tokens;
    counts := counts || few.counts;
  END IF;
  IF changed IS NOT NULL THEN
    SELECT array_agg(t.token), array_agg(t.projects) INTO tokens, counts FROM (
      SELECT t.token, sum(t.projects)::int AS projects FROM unnest(tokens, counts) AS t(token, projects) GROUP BY 1) AS t;
  END IF;
END $$;
