-- The same numbers of a search in fewer steps (docs/decisions/023-counts-at-scale.md): at 13,000 projects most of the time went into
-- starting small statements, into `jsonb`, and into finding the same bits again for the page. A chunk in which no project is held is
-- NULL: whatever is put together with it is not computed.

-- The words that rank a record: those of its title, of names and places, and of themes. They stand in the row itself: the words of its
-- texts fill pages elsewhere, which were read for each record found.
ALTER TABLE "search_row" ADD COLUMN "head" tsvector GENERATED ALWAYS AS (ts_filter("words", '{a,b,c}')) STORED;
ALTER TABLE "search_row" ALTER COLUMN "head" SET STORAGE MAIN;
-- Records found that are sorted by what an order looks at are looked up here, and not in their rows.
CREATE INDEX "search_row_order_idx" ON "search_row"("project_id", "updated_at", "first_year", "amount");

DROP FUNCTION "search_numbers"(jsonb, text[], date);
DROP FUNCTION "search_counts"(varbit[], text[], integer[], date);
DROP FUNCTION "search_hits"(jsonb, date);
DROP FUNCTION "search_held"(jsonb, integer[], integer, date);
DROP FUNCTION "search_kept"(integer[], jsonb, integer[], integer, date);
DROP FUNCTION "search_bits_of"(integer[], integer);
DROP FUNCTION "search_ids"(varbit[]);
DROP FUNCTION "search_line"(varbit[]);

-- Filter among whose values a token is counted; null for none. It is asked of every token of a row: no regular expression.
CREATE OR REPLACE FUNCTION "search_facet"(token text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN split_part(token, ':', 1) IN ('theme', 'country', 'region', 'form', 'status', 'kind', 'scheme', 'amount')
    OR starts_with(token, 'territory:R') OR token = 'territory:none' THEN split_part(token, ':', 1) END
$$;

-- What the bits say of each project, of the values that are counted: where few projects are found, counting what each has is less than
-- putting the bits of all values together. Written with the bits.
CREATE TABLE "search_counted" (
    "project_id" INTEGER NOT NULL,
    "value_ids" INTEGER[] NOT NULL,

    CONSTRAINT "search_counted_pkey" PRIMARY KEY ("project_id")
);
ALTER TABLE "search_counted" ALTER COLUMN "value_ids" SET STORAGE MAIN;
INSERT INTO "search_counted" ("project_id", "value_ids")
SELECT r.project_id, array_agg(v.id) FROM search_row r JOIN project p ON p.id = r.project_id
  CROSS JOIN LATERAL unnest(r.tokens || search_facts(r.amount, r.first_year, r.last_year, p, (now() AT TIME ZONE 'Europe/Paris')::date)) AS t(token)
  JOIN search_value v ON v.token = t.token AND v.facet IS NOT NULL
GROUP BY 1 ORDER BY 1;

-- Writes the bits of projects anew; the caller holds the lock of `search_fold`.
CREATE OR REPLACE FUNCTION "search_write_bits"(ids integer[]) RETURNS void LANGUAGE plpgsql SET work_mem = '64MB'
AS $$
DECLARE
  day date := (now() AT TIME ZONE 'Europe/Paris')::date;
BEGIN
  INSERT INTO search_value (token, facet)
  SELECT token, search_facet(token) FROM (
    SELECT DISTINCT t.token FROM search_row r JOIN project p ON p.id = r.project_id
      CROSS JOIN LATERAL unnest(r.tokens || search_facts(r.amount, r.first_year, r.last_year, p, day)) AS t(token)
    WHERE r.project_id = ANY(ids) AND NOT EXISTS (SELECT FROM search_value v WHERE v.token = t.token)) AS new
  WHERE search_has_bits(token) ORDER BY 1 ON CONFLICT DO NOTHING;
  WITH mask AS MATERIALIZED (
    SELECT block / 32 AS chunk, search_chunk(bits, block % 32 * 500 + 1) AS bits
    FROM (SELECT id / 500 AS block, search_block(id % 500, 1) AS bits FROM unnest(ids) AS id GROUP BY 1) AS blocks GROUP BY 1),
  -- Words put together with none are no longer read anew for each phrase.
  rows AS MATERIALIZED (
    SELECT r.project_id, r.tokens || search_facts(r.amount, r.first_year, r.last_year, p, day) AS tokens, r.words || '' AS words
    FROM search_row r JOIN project p ON p.id = r.project_id WHERE r.project_id = ANY(ids)),
  phrases AS MATERIALIZED (SELECT v.id, substr(v.token, 8)::tsquery AS query FROM search_value v WHERE v.token BETWEEN 'phrase:' AND 'phrase;'),
  held AS (
    SELECT r.project_id, v.id AS value_id FROM rows r CROSS JOIN LATERAL unnest(r.tokens || search_words(r.words)) AS t(token)
      JOIN search_value v USING (token)
    UNION ALL SELECT r.project_id, phrases.id FROM rows r JOIN phrases ON r.words @@ phrases.query),
  now AS MATERIALIZED (
    SELECT value_id, block / 32 AS chunk, search_chunk(bits, block % 32 * 500 + 1) AS bits
    FROM (SELECT value_id, project_id / 500 AS block, search_block(project_id % 500, 1) AS bits FROM held GROUP BY 1, 2) AS blocks
    GROUP BY 1, 2),
  former AS MATERIALIZED (
    SELECT b.value_id, b.chunk, b.bits, b.bits & ~mask.bits AS kept FROM mask JOIN (
      SELECT value_id, chunk, bits FROM search_bits UNION ALL SELECT value_id, chunk, bits FROM search_word_bits) AS b USING (chunk)),
  new AS MATERIALIZED (
    SELECT coalesce(f.value_id, n.value_id) AS value_id, coalesce(f.chunk, n.chunk) AS chunk,
      coalesce(f.kept | n.bits, f.kept, n.bits) AS bits, coalesce(bit_count(f.bits), 0) AS before
    FROM former f FULL JOIN now n ON n.value_id = f.value_id AND n.chunk = f.chunk
    WHERE f.value_id IS NULL OR coalesce(f.kept | n.bits, f.kept) <> f.bits),
  counted AS (
    UPDATE search_value v SET projects = v.projects + d.more
    FROM (SELECT value_id, sum(bit_count(bits) - before)::int AS more FROM new GROUP BY 1 HAVING sum(bit_count(bits) - before) <> 0) AS d
    WHERE d.value_id = v.id),
  others AS (
    INSERT INTO search_word_bits (value_id, chunk, bits)
    SELECT n.value_id, n.chunk, n.bits FROM new n JOIN search_value v ON v.id = n.value_id WHERE v.facet IS NULL
    ON CONFLICT (value_id, chunk) DO UPDATE SET bits = excluded.bits)
  INSERT INTO search_bits (value_id, chunk, token, facet, bits)
  SELECT n.value_id, n.chunk, v.token, v.facet, n.bits FROM new n JOIN search_value v ON v.id = n.value_id WHERE v.facet IS NOT NULL
  ON CONFLICT (value_id, chunk) DO UPDATE SET bits = excluded.bits;

  DELETE FROM search_counted WHERE project_id = ANY(ids);
  INSERT INTO search_counted (project_id, value_ids)
  SELECT r.project_id, array_agg(v.id) FROM search_row r JOIN project p ON p.id = r.project_id
    CROSS JOIN LATERAL unnest(r.tokens || search_facts(r.amount, r.first_year, r.last_year, p, day)) AS t(token)
    JOIN search_value v ON v.token = t.token AND v.facet IS NOT NULL
  WHERE r.project_id = ANY(ids) GROUP BY 1;

  DELETE FROM search_turn WHERE project_id = ANY(ids);
  INSERT INTO search_turn (project_id, since, until)
  SELECT p.id, max(turn) FILTER (WHERE turn <= day), min(turn) FILTER (WHERE turn > day)
  FROM project p CROSS JOIN LATERAL (VALUES (p.start_on), (last_day(p.end_on, p.end_precision) + 1)) AS turns(turn)
  WHERE p.id = ANY(ids) AND p.declared_status_code IN ('closed', 'cancelled', 'suspended') IS NOT TRUE AND turn IS NOT NULL
  GROUP BY p.id;
END $$;

-- Projects whose bits are not those of this day.
CREATE OR REPLACE FUNCTION "search_changed"(day date) RETURNS integer[] LANGUAGE plpgsql STABLE
AS $$
BEGIN
  RETURN ARRAY(SELECT project_id FROM search_loose
    UNION ALL SELECT project_id FROM search_turn WHERE until <= day
    UNION ALL SELECT project_id FROM search_turn WHERE since > day);
END $$;

-- Chunks in use, from 0 to this one.
CREATE OR REPLACE FUNCTION "search_last"(loose integer[]) RETURNS integer LANGUAGE plpgsql STABLE
AS $$
DECLARE
  last integer := (SELECT b.chunk FROM search_word_bits b WHERE b.value_id = (SELECT v.id FROM search_value v WHERE v.token = 'all') ORDER BY b.chunk DESC LIMIT 1);
BEGIN
  IF cardinality(loose) > 0 THEN last := greatest(last, (SELECT max(id) / 16000 FROM unnest(loose) AS id)); END IF;
  RETURN coalesce(last, 0);
END $$;

-- The bits of some projects, chunk by chunk.
CREATE FUNCTION "search_bits_of"(ids integer[]) RETURNS varbit[] LANGUAGE plpgsql STABLE
AS $$
DECLARE
  held varbit[] := '{}';
  chunk record;
BEGIN
  FOR chunk IN
    SELECT block / 32 + 1 AS at, search_chunk(bits, block % 32 * 500 + 1) AS bits
    FROM (SELECT id / 500 AS block, search_block(id % 500, 1) AS bits FROM unnest(ids) AS id GROUP BY 1) AS blocks GROUP BY 1
  LOOP
    held[chunk.at] := chunk.bits;
  END LOOP;
  RETURN held;
END $$;

-- The projects whose bits are set. Between two of them stand zeros: their number is read from the written form.
CREATE FUNCTION "search_ids"(bits varbit[]) RETURNS integer[] LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
  ids integer[] := '{}';
  chunk integer[];
BEGIN
  FOR i IN 1..cardinality(bits) LOOP
    CONTINUE WHEN bits[i] IS NULL;
    -- The rows of one array come in its order, so the sum goes on from one to the next. What follows the last project is no project.
    chunk := ARRAY(SELECT (sum(length(zeros) + 1) OVER (ROWS UNBOUNDED PRECEDING))::int + (i - 1) * 16000 - 1
      FROM unnest(string_to_array(bits[i]::text, '1')) AS zeros);
    ids := ids || trim_array(chunk, 1);
  END LOOP;
  RETURN ids;
END $$;

-- The bits as one line of bytes; bit i is that of i # 7: `get_bit` counts from the other end of a byte.
CREATE FUNCTION "search_line"(bits varbit[], last integer) RETURNS bytea LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
  RETURN (SELECT string_agg(substring(varbit_send(coalesce(bits[i + 1], 0::bit(16000))) FROM 5), '' ORDER BY i) FROM generate_series(0, last) AS i);
END $$;

-- Bits of the values of a leaf as they are kept, those of projects that changed since made right.
CREATE FUNCTION "search_kept"(known integer[], asked jsonb, loose integer[], day date) RETURNS varbit[] LANGUAGE plpgsql STABLE
AS $$
DECLARE
  held varbit[] := '{}';
  chunk record;
  changed varbit[];
  anew varbit[];
BEGIN
  IF cardinality(known) = 1 THEN
    FOR chunk IN SELECT b.chunk + 1 AS at, b.bits FROM search_bits b WHERE b.value_id = known[1]
      UNION ALL SELECT b.chunk + 1, b.bits FROM search_word_bits b WHERE b.value_id = known[1]
    LOOP
      held[chunk.at] := chunk.bits;
    END LOOP;
  ELSE
    FOR chunk IN SELECT b.chunk + 1 AS at, bit_or(b.bits) AS bits FROM (
        SELECT c.chunk, c.bits FROM search_bits c WHERE c.value_id = ANY(known)
        UNION ALL SELECT w.chunk, w.bits FROM search_word_bits w WHERE w.value_id = ANY(known)) AS b GROUP BY 1
    LOOP
      held[chunk.at] := chunk.bits;
    END LOOP;
  END IF;
  IF cardinality(loose) = 0 THEN RETURN held; END IF;
  changed := search_bits_of(loose);
  anew := search_bits_of(ARRAY(
    SELECT r.project_id FROM search_row r JOIN project p ON p.id = r.project_id
    WHERE r.project_id = ANY(loose) AND EXISTS (
      SELECT FROM unnest(r.tokens || search_facts(r.amount, r.first_year, r.last_year, p, day) || search_words(r.words)) AS t(token)
      WHERE t.token = ANY(ARRAY(SELECT jsonb_array_elements_text(asked->'oneOf')))
        OR t.token COLLATE "C" BETWEEN asked->'between'->>0 AND asked->'between'->>1
      UNION ALL SELECT FROM jsonb_array_elements_text(asked->'oneOf') AS t(token)
      WHERE starts_with(t.token, 'phrase:') AND r.words @@ substr(t.token, 8)::tsquery)));
  RETURN search_either(search_without(held, changed), anew);
END $$;

-- What one or the other holds; what the first holds and the second does not.
CREATE FUNCTION "search_either"(one varbit[], other varbit[]) RETURNS varbit[] LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
  FOR i IN 1..cardinality(other) LOOP
    IF other[i] IS NOT NULL THEN one[i] := coalesce(one[i] | other[i], other[i]); END IF;
  END LOOP;
  RETURN one;
END $$;
CREATE FUNCTION "search_without"(one varbit[], other varbit[]) RETURNS varbit[] LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
  FOR i IN 1..least(cardinality(one), cardinality(other)) LOOP
    IF other[i] IS NOT NULL THEN one[i] := one[i] & ~other[i]; END IF;
  END LOOP;
  RETURN one;
END $$;

-- Projects that have one of some values that have no bits: an index knows them. Which words stand in the title is told by the short
-- column: the index does not know it, and the words of all texts would be read.
CREATE OR REPLACE FUNCTION "search_rare"(asked text[]) RETURNS integer[] LANGUAGE plpgsql STABLE
AS $$
DECLARE
  ids integer[] := ARRAY(SELECT r.project_id FROM search_row r WHERE r.tokens && asked);
  word text;
BEGIN
  FOREACH word IN ARRAY asked LOOP
    CASE split_part(word, ':', 1)
      WHEN 'word' THEN
        ids := ids || ARRAY(SELECT r.project_id FROM search_row r WHERE r.words @@ quote_literal(substr(word, 6))::tsquery);
      WHEN 'title' THEN
        ids := ids || ARRAY(SELECT r.project_id FROM search_row r WHERE r.words @@ quote_literal(substr(word, 7))::tsquery
          AND r.head @@ (quote_literal(substr(word, 7)) || ':A')::tsquery);
      WHEN 'phrase' THEN
        ids := ids || ARRAY(SELECT r.project_id FROM search_row r WHERE r.words @@ substr(word, 8)::tsquery);
      ELSE
    END CASE;
  END LOOP;
  RETURN ids;
END $$;

-- Bits of the projects that meet a condition. Negated, those of projects that are no more are set, too.
CREATE FUNCTION "search_held"(asked jsonb, loose integer[], last integer, day date) RETURNS varbit[] LANGUAGE plpgsql STABLE
AS $$
DECLARE
  held varbit[];
  part varbit[];
  parts jsonb;
  wanted text[];
  known integer[];
BEGIN
  CASE
    WHEN asked ? 'oneOf' THEN
      wanted := CASE jsonb_array_length(asked->'oneOf') WHEN 1 THEN ARRAY[asked->'oneOf'->>0] ELSE ARRAY(SELECT jsonb_array_elements_text(asked->'oneOf')) END;
      known := ARRAY(SELECT v.id FROM search_value v WHERE v.token = ANY(wanted));
      held := search_kept(known, asked, loose, day);
      IF cardinality(known) < cardinality(wanted) THEN
        wanted := ARRAY(SELECT t.token FROM unnest(wanted) AS t(token)
          WHERE NOT search_has_bits(t.token) AND NOT EXISTS (SELECT FROM search_value v WHERE v.token = t.token));
        IF cardinality(wanted) > 0 THEN held := search_either(held, search_bits_of(search_rare(wanted))); END IF;
      END IF;
    WHEN asked ? 'between' THEN
      known := ARRAY(SELECT v.id FROM search_value v WHERE v.token BETWEEN asked->'between'->>0 AND asked->'between'->>1);
      held := search_kept(known, asked, loose, day);
    WHEN asked ? 'not' THEN
      part := search_held(asked->'not', loose, last, day);
      FOR i IN 1..last + 1 LOOP held[i] := ~coalesce(part[i], 0::bit(16000)); END LOOP;
    WHEN asked ? 'all' THEN
      parts := asked->'all';
      FOR n IN 0..jsonb_array_length(parts) - 1 LOOP
        IF n > 0 AND parts->n ? 'not' THEN
          held := search_without(held, search_held(parts->n->'not', loose, last, day));
        ELSE
          part := search_held(parts->n, loose, last, day);
          IF n = 0 THEN held := part;
          ELSE FOR i IN 1..cardinality(held) LOOP held[i] := held[i] & part[i]; END LOOP;
          END IF;
        END IF;
      END LOOP;
    WHEN asked ? 'some' THEN
      parts := asked->'some';
      FOR n IN 0..jsonb_array_length(parts) - 1 LOOP
        held := search_either(coalesce(held, '{}'), search_held(parts->n, loose, last, day));
      END LOOP;
    WHEN asked ? 'amount' THEN
      -- Planned for the very bounds.
      EXECUTE 'SELECT array_agg(project_id) FROM search_row WHERE amount >= $1 AND amount < $2'
        INTO known USING (asked->'amount'->>0)::numeric, coalesce((asked->'amount'->>1)::numeric, 'infinity');
      held := search_bits_of(known);
    WHEN asked ? 'funded' THEN
      EXECUTE CASE WHEN asked->'funded' = 'null'
        THEN 'SELECT array_agg(DISTINCT project_id) FROM funding_line WHERE kind = ''cofunding'' AND year IS NULL'
        ELSE 'SELECT array_agg(DISTINCT project_id) FROM funding_line WHERE kind = ''cofunding'' AND year BETWEEN $1 AND $2' END
        INTO known USING (asked->'funded'->>0)::int, (asked->'funded'->>1)::int;
      held := search_bits_of(known);
    WHEN asked ? 'since' THEN
      EXECUTE 'SELECT array_agg(project_id) FROM search_row WHERE updated_at >= $1' INTO known USING (asked->>'since')::date;
      held := search_bits_of(known);
  END CASE;
  RETURN coalesce(held, '{}');
END $$;

-- The projects that meet all of some conditions: [{"facet": filter or null, "held": condition}].
CREATE FUNCTION "search_hits"(parts jsonb, day date) RETURNS varbit[] LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  loose integer[] := search_changed(day);
  last integer := search_last(loose);
  hits varbit[] := search_held('{"oneOf": ["all"]}', loose, last, day);
  part varbit[];
BEGIN
  FOR n IN 0..jsonb_array_length(parts) - 1 LOOP
    part := search_held(parts->n->'held', loose, last, day);
    FOR i IN 1..cardinality(hits) LOOP hits[i] := hits[i] & part[i]; END LOOP;
  END LOOP;
  RETURN hits;
END $$;

-- The same as a line of bytes.
CREATE FUNCTION "search_hit_line"(parts jsonb, day date) RETURNS bytea LANGUAGE plpgsql STABLE
AS $$
DECLARE
  hits varbit[] := search_hits(parts, day);
BEGIN
  RETURN search_line(hits, cardinality(hits) - 1);
END $$;

-- The numbers of a search: of the projects that meet all conditions (`total`), and of those that have each value of some filters, each
-- filter counted without its own condition (`tokens`, `counts`). Beside them `every` project that there is, but for the latest, and for
-- the page: the projects themselves (`ids`) where they are at most `most`, or so few that looking each of them up costs less than
-- passing others in an index until `up_to` of them are found (six times as much each, by estimate); else how many of them meet the
-- condition `title`.
CREATE FUNCTION "search_numbers"(parts jsonb, counted text[], day date, title jsonb, most integer, up_to integer,
  OUT total integer, OUT every integer, OUT tokens text[], OUT counts integer[], OUT ids integer[], OUT titled integer)
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
  FOR p IN 0..jsonb_array_length(parts) LOOP
    part := search_held(CASE WHEN p = 0 THEN '{"oneOf": ["all"]}' ELSE parts->(p - 1)->'held' END, loose, n - 1, day);
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
      ELSIF title IS NOT NULL THEN
        part := search_held(title, loose, n - 1, day);
        titled := 0;
        FOR i IN 1..n LOOP titled := titled + coalesce(bit_count(hits[i] & part[i]), 0); END LOOP;
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

-- The likest name of a body that takes part, of those that share two fifths of the trigrams; as `alike` in lib/search/spelling.ts. With the
-- three tenths of the extension's default thousands of names are read for a short word.
CREATE FUNCTION "search_likest_body"(asked text, OUT name text, OUT score real) LANGUAGE plpgsql STABLE SET pg_trgm.similarity_threshold = 0.4
AS $$
DECLARE
  word text := btrim(search_text(asked));
BEGIN
  SELECT a.normalised, similarity(a.normalised, word) INTO name, score
  FROM (SELECT * FROM organisation_alias WHERE normalised % word AND normalised <> word OFFSET 0) AS a
  WHERE EXISTS (SELECT FROM project_organisation r WHERE r.organisation_id = a.organisation_id) ORDER BY 2 DESC, 1 LIMIT 1;
END $$;
