-- Counts of a search that do not read every record found (docs/decisions/023-counts-at-scale.md). Bit i of chunk c of a value says
-- whether project 16,000 c + i has it: four rows of 2,000 bytes fill a page, and the numbers of a search are those of bits.

-- The orders of a list, each an index that is read from its beginning: the first twenty of a million are not sorted for.
ALTER TABLE "search_row" ADD COLUMN "updated_at" TIMESTAMPTZ(3);
UPDATE "search_row" r SET "updated_at" = p.updated_at FROM "project" p WHERE p.id = r.project_id;
ALTER TABLE "search_row" ALTER COLUMN "updated_at" SET NOT NULL;
CREATE FUNCTION "search_date"() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  SELECT p.updated_at INTO NEW.updated_at FROM project p WHERE p.id = NEW.project_id;
  RETURN NEW;
END $$;
CREATE TRIGGER "search_date" BEFORE INSERT OR UPDATE ON "search_row" FOR EACH ROW EXECUTE FUNCTION search_date();
CREATE INDEX "search_row_updated_at_project_id_idx" ON "search_row"("updated_at" DESC, "project_id" DESC);
CREATE INDEX "search_row_recent_idx" ON "search_row"("first_year" DESC NULLS LAST, "updated_at" DESC, "project_id" DESC);
CREATE INDEX "search_row_oldest_idx" ON "search_row"("first_year", "updated_at" DESC, "project_id" DESC);
CREATE INDEX "search_row_amount_idx" ON "search_row"("amount" DESC NULLS LAST, "updated_at" DESC, "project_id" DESC);

-- Values whose bits are kept: those of the filters, words that many records hold ("word:eau", and "title:eau" of those whose title
-- does), and phrases among the synonyms ("phrase:'young' <-> 'peopl'"). None is ever removed.
CREATE TABLE "search_value" (
    "id" SERIAL NOT NULL,
    "token" TEXT COLLATE "C" NOT NULL,
    "facet" TEXT,
    "projects" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "search_value_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "search_value_token_key" ON "search_value"("token");
CREATE INDEX "search_value_facet_idx" ON "search_value"("facet") WHERE "facet" IS NOT NULL;

-- Bits of the values that are counted stand by themselves: they are read together, and often. Token and filter stand here, too:
-- looking them up for each value would take as long as counting its bits.
CREATE TABLE "search_bits" (
    "value_id" INTEGER NOT NULL,
    "chunk" INTEGER NOT NULL,
    "token" TEXT COLLATE "C" NOT NULL,
    "facet" TEXT NOT NULL,
    "bits" bit(16000) NOT NULL,

    CONSTRAINT "search_bits_pkey" PRIMARY KEY ("value_id", "chunk"),
    CONSTRAINT "search_bits_value_id_fkey" FOREIGN KEY ("value_id") REFERENCES "search_value"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "search_bits_facet_idx" ON "search_bits"("facet");
CREATE INDEX "search_bits_chunk_idx" ON "search_bits"("chunk");
ALTER TABLE "search_bits" ALTER COLUMN "bits" SET STORAGE PLAIN;

-- Those of the others.
CREATE TABLE "search_word_bits" (
    "value_id" INTEGER NOT NULL,
    "chunk" INTEGER NOT NULL,
    "bits" bit(16000) NOT NULL,

    CONSTRAINT "search_word_bits_pkey" PRIMARY KEY ("value_id", "chunk"),
    CONSTRAINT "search_word_bits_value_id_fkey" FOREIGN KEY ("value_id") REFERENCES "search_value"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "search_word_bits_chunk_idx" ON "search_word_bits"("chunk");
ALTER TABLE "search_word_bits" ALTER COLUMN "bits" SET STORAGE PLAIN;

-- Projects that changed since their bits were written: they are counted one by one. Marks are only added, and one project may have
-- several, so that nobody waits for anybody.
CREATE TABLE "search_loose" (
    "id" BIGSERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,

    CONSTRAINT "search_loose_pkey" PRIMARY KEY ("id")
);

-- Days from which, and before which, the status in the bits is the one of the project; on others it is counted one by one, too.
CREATE TABLE "search_turn" (
    "project_id" INTEGER NOT NULL,
    "since" DATE,
    "until" DATE,

    CONSTRAINT "search_turn_pkey" PRIMARY KEY ("project_id")
);
CREATE INDEX "search_turn_since_idx" ON "search_turn"("since");
CREATE INDEX "search_turn_until_idx" ON "search_turn"("until");

-- Bits are set in blocks of 500, and 32 blocks are put together: setting one copies all of them.
DO $$
BEGIN
  EXECUTE format('CREATE AGGREGATE search_block(integer, integer) (SFUNC = set_bit, STYPE = bit, INITCOND = %L)', repeat('0', 500));
  EXECUTE format('CREATE AGGREGATE search_chunk(bit, integer) (SFUNC = "overlay", STYPE = bit, INITCOND = %L)', repeat('0', 16000));
END $$;

-- Last day that the end of a project can mean; as lastDayOf in lib/projects/policy.ts.
CREATE FUNCTION "last_day"(day date, "precision" date_precision) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT (day + CASE "precision" WHEN 'year' THEN interval '1 year' WHEN 'month' THEN interval '1 month' ELSE interval '1 day' END - interval '1 day')::date
$$;

-- Status of a project on a day; the rule of computeStatus in lib/projects/policy.ts.
CREATE FUNCTION "search_status"(p project, day date) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN p.declared_status_code IN ('closed', 'cancelled', 'suspended') THEN p.declared_status_code
    WHEN last_day(p.end_on, p.end_precision) < day THEN 'end_date_passed'
    WHEN p.start_on > day THEN 'planned'
    WHEN p.declared_status_code = 'planned' THEN CASE WHEN p.start_on IS NULL THEN 'planned' ELSE 'ongoing' END
    WHEN p.declared_status_code IN ('ongoing', 'finalisation') OR (p.start_on IS NOT NULL AND p.end_on IS NOT NULL) THEN 'ongoing'
    ELSE 'none' END
$$;

-- Band of an amount in euros; the bands that lib/search/facets.ts offers.
CREATE FUNCTION "search_band"(amount numeric) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN amount IS NULL THEN 'none' WHEN amount < 10000 THEN '..10000' WHEN amount < 50000 THEN '10000..50000'
    WHEN amount < 200000 THEN '50000..200000' WHEN amount < 1000000 THEN '200000..1000000' ELSE '1000000..' END
$$;

-- Filters all of whose values have bits; of others only those that many records have.
CREATE FUNCTION "search_has_bits"(token text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT split_part(token, ':', 1) IN ('country', 'region', 'theme', 'kind', 'role', 'form', 'scheme', 'origin', 'source', 'signed', 'amount', 'status', 'began', 'lasted', 'started', 'ended', 'all')
    OR token LIKE 'territory:R__' OR split_part(token, ':', 2) = 'none'
$$;

-- What follows from the row of a search and the day, beside its tokens.
CREATE FUNCTION "search_facts"(amount numeric, first_year integer, last_year integer, p project, day date) RETURNS text[] LANGUAGE sql IMMUTABLE
AS $$
  SELECT ARRAY[
    'all',
    'amount:' || search_band(amount),
    'status:' || search_status(p, day),
    'began:' || coalesce(coalesce(first_year, last_year)::text, 'none'),
    'started:' || coalesce(first_year::text, 'none'),
    'ended:' || coalesce(last_year::text, 'none'),
    'lasted:' || coalesce(coalesce(last_year, CASE WHEN p.declared_status_code IN ('closed', 'cancelled', 'suspended') THEN first_year END)::text, 'none')]
$$;

-- Words of a project, and those of its title.
CREATE FUNCTION "search_words"(words tsvector) RETURNS text[] LANGUAGE sql STABLE
AS $$
  SELECT ARRAY(SELECT 'word:' || w FROM unnest(tsvector_to_array(words)) AS w
    UNION ALL SELECT 'title:' || w FROM unnest(tsvector_to_array(ts_filter(words, '{a}'))) AS w)
$$;

-- Filter among whose values a token is counted; null for none.
CREATE FUNCTION "search_facet"(token text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN token ~ '^(theme|country|region|form|status|kind|scheme|amount):|^territory:(R|none$)' THEN split_part(token, ':', 1) END
$$;

-- Writes the bits of projects anew; the caller holds the lock of `search_fold`.
CREATE FUNCTION "search_write_bits"(ids integer[]) RETURNS void LANGUAGE plpgsql SET work_mem = '64MB'
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

  DELETE FROM search_turn WHERE project_id = ANY(ids);
  INSERT INTO search_turn (project_id, since, until)
  SELECT p.id, max(turn) FILTER (WHERE turn <= day), min(turn) FILTER (WHERE turn > day)
  FROM project p CROSS JOIN LATERAL (VALUES (p.start_on), (last_day(p.end_on, p.end_precision) + 1)) AS turns(turn)
  WHERE p.id = ANY(ids) AND p.declared_status_code IN ('closed', 'cancelled', 'suspended') IS NOT TRUE AND turn IS NOT NULL
  GROUP BY p.id;
END $$;

-- Chooses the words whose bits are kept, those of every two hundredth record of a sample, and the tokens that are as frequent.
CREATE FUNCTION "search_choose"(projects integer) RETURNS void LANGUAGE sql
AS $$
  INSERT INTO search_value (token, facet)
  SELECT kind || word, NULL FROM ts_stat(format('SELECT words FROM search_row TABLESAMPLE BERNOULLI (%s) REPEATABLE (1)', least(100, 1000000.0 / projects)))
    CROSS JOIN (VALUES ('word:'), ('title:')) AS kinds(kind) WHERE ndoc > least(projects, 10000) / 200
  UNION
  SELECT token, search_facet(token) FROM search_row TABLESAMPLE BERNOULLI (least(100, 1000000.0 / projects)) REPEATABLE (1), unnest(tokens) AS token
    GROUP BY 1 HAVING count(*) > least(projects, 10000) / 200
  ON CONFLICT DO NOTHING
$$;

-- Writes the bits of the projects that changed, or whose day has come, once there are `enough`; 0: always, and with what is frequent
-- now. Another that is at it is not waited for: what is left over is counted one by one until the next time. Returns the number of
-- projects.
CREATE FUNCTION "search_fold"(enough integer) RETURNS integer LANGUAGE plpgsql
AS $$
DECLARE
  known integer := coalesce((SELECT v.projects FROM search_value v WHERE v.token = 'all'), 0);
  chosen integer := coalesce((SELECT v.projects FROM search_value v WHERE v.token = 'chosen'), 0);
  ids integer[];
  part record;
BEGIN
  IF (SELECT count(*) FROM (SELECT FROM search_loose LIMIT enough) AS marks) < enough THEN RETURN 0; END IF;
  -- Each statement below must see what others have committed until then.
  IF current_setting('transaction_isolation') <> 'read committed' OR NOT pg_try_advisory_xact_lock(7201003) THEN RETURN 0; END IF;
  WITH gone AS (
    DELETE FROM search_loose WHERE id IN (SELECT id FROM search_loose FOR UPDATE SKIP LOCKED) RETURNING project_id)
  SELECT array_agg(DISTINCT project_id ORDER BY project_id) INTO ids FROM (
    SELECT project_id FROM gone
    UNION ALL (SELECT project_id FROM search_turn WHERE until <= (now() AT TIME ZONE 'Europe/Paris')::date LIMIT 10000)) AS every;
  known := known + coalesce(cardinality(ids), 0);
  -- What is frequent is looked for anew when there are four times as many projects.
  IF enough = 0 OR known >= greatest(1000, 4 * chosen) THEN
    PERFORM search_choose(known);
    INSERT INTO search_value (token, projects) VALUES ('chosen', known) ON CONFLICT (token) DO UPDATE SET projects = excluded.projects;
    SELECT array_agg(id ORDER BY id) INTO ids FROM (SELECT unnest(ids) AS id UNION SELECT project_id FROM search_row) AS every;
  END IF;
  -- Chunk by chunk: the bits of each value are written once.
  FOR part IN SELECT array_agg(id) AS ids FROM unnest(ids) AS id GROUP BY id / 16000 ORDER BY id / 16000 LOOP
    PERFORM search_write_bits(part.ids);
  END LOOP;
  RETURN coalesce(cardinality(ids), 0);
END $$;

CREATE FUNCTION "search_loosen"() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  INSERT INTO search_loose (project_id) SELECT project_id FROM changed;
  -- Commands write the bits of what they wrote when it is there. Where nobody does, this many are too many to be counted one by one.
  IF FOUND THEN PERFORM search_fold(20000); END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "search_loosen_insert" AFTER INSERT ON "search_row" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_loosen();
CREATE TRIGGER "search_loosen_update" AFTER UPDATE ON "search_row" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_loosen();
CREATE TRIGGER "search_loosen_delete" AFTER DELETE ON "search_row" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_loosen();

-- What a search finds: its bits, and its numbers. `asked` is a tree: {"oneOf": [values]}, {"between": [value, value]}, {"titles": tsquery,
-- "within": condition}, {"amount": [from, below]}, {"since": day}, and {"all": […]}, {"some": […]}, {"not": …} of such.

-- Projects whose bits are not those of this day.
CREATE FUNCTION "search_changed"(day date) RETURNS integer[] LANGUAGE sql STABLE
AS $$
  SELECT ARRAY(SELECT project_id FROM search_loose
    UNION SELECT project_id FROM search_turn WHERE until <= day
    UNION SELECT project_id FROM search_turn WHERE since > day)
$$;

-- The bits of some projects, in chunks from 0 to the last.
CREATE FUNCTION "search_bits_of"(ids integer[], last integer) RETURNS varbit[] LANGUAGE plpgsql STABLE
AS $$
DECLARE
  held varbit[] := array_fill(repeat('0', 16000)::varbit, ARRAY[last + 1]);
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
CREATE FUNCTION "search_ids"(bits varbit[]) RETURNS integer[] LANGUAGE sql IMMUTABLE
AS $$
  SELECT coalesce(array_agg(id::int), '{}') FROM (
    SELECT c.n, (c.n - 1) * 16000 - 1 + sum(length(p.zeros) + 1) OVER (PARTITION BY c.n ORDER BY p.at ROWS UNBOUNDED PRECEDING) AS id
    FROM unnest(bits) WITH ORDINALITY AS c(bits, n) CROSS JOIN LATERAL unnest(string_to_array(c.bits::text, '1')) WITH ORDINALITY AS p(zeros, at)
    WHERE bit_count(c.bits) > 0) AS found
  WHERE id < n * 16000
$$;

-- The bits as one line of bytes; bit i is that of i # 7: `get_bit` counts from the other end of a byte.
CREATE FUNCTION "search_line"(bits varbit[]) RETURNS bytea LANGUAGE sql IMMUTABLE
AS $$
  SELECT string_agg(substring(varbit_send(c.bits) FROM 5), '' ORDER BY c.n) FROM unnest(bits) WITH ORDINALITY AS c(bits, n)
$$;

-- Bits of the values of a leaf as they are kept, those of projects that changed since made right.
CREATE FUNCTION "search_kept"(known integer[], asked jsonb, loose integer[], last integer, day date) RETURNS varbit[] LANGUAGE plpgsql STABLE
AS $$
DECLARE
  held varbit[] := array_fill(repeat('0', 16000)::varbit, ARRAY[last + 1]);
  chunk record;
  changed varbit[];
  anew varbit[];
BEGIN
  FOR chunk IN SELECT b.chunk + 1 AS at, b.bits FROM search_bits b WHERE b.value_id = ANY(known)
    UNION ALL SELECT b.chunk + 1, b.bits FROM search_word_bits b WHERE b.value_id = ANY(known)
  LOOP
    held[chunk.at] := CASE WHEN cardinality(known) = 1 THEN chunk.bits ELSE held[chunk.at] | chunk.bits END;
  END LOOP;
  IF cardinality(loose) = 0 THEN RETURN held; END IF;
  changed := search_bits_of(loose, last);
  anew := search_bits_of(ARRAY(
    SELECT r.project_id FROM search_row r JOIN project p ON p.id = r.project_id
    WHERE r.project_id = ANY(loose) AND EXISTS (
      SELECT FROM unnest(r.tokens || search_facts(r.amount, r.first_year, r.last_year, p, day) || search_words(r.words)) AS t(token)
      WHERE t.token = ANY(ARRAY(SELECT jsonb_array_elements_text(asked->'oneOf')))
        OR t.token COLLATE "C" BETWEEN asked->'between'->>0 AND asked->'between'->>1
      UNION ALL SELECT FROM jsonb_array_elements_text(asked->'oneOf') AS t(token)
      WHERE starts_with(t.token, 'phrase:') AND r.words @@ substr(t.token, 8)::tsquery)), last);
  FOR i IN 1..last + 1 LOOP held[i] := held[i] & ~changed[i] | anew[i]; END LOOP;
  RETURN held;
END $$;

-- Projects that have one of some values that have no bits: an index knows them.
CREATE FUNCTION "search_rare"(asked text[]) RETURNS integer[] LANGUAGE sql STABLE
AS $$
  SELECT ARRAY(SELECT r.project_id FROM search_row r WHERE r.tokens && asked)
    || ARRAY(SELECT r.project_id FROM unnest(asked) AS t(token) JOIN search_row r ON r.words @@ (quote_literal(substr(t.token, 6)))::tsquery
      WHERE starts_with(t.token, 'word:'))
    || ARRAY(SELECT r.project_id FROM unnest(asked) AS t(token) JOIN search_row r ON r.words @@ (quote_literal(substr(t.token, 7)) || ':A')::tsquery
      WHERE starts_with(t.token, 'title:'))
    || ARRAY(SELECT r.project_id FROM unnest(asked) AS t(token) JOIN search_row r ON r.words @@ substr(t.token, 8)::tsquery
      WHERE starts_with(t.token, 'phrase:'))
$$;

-- Bits of the projects that meet a condition. Negated, those of projects that are no more are set, too.
CREATE FUNCTION "search_held"(asked jsonb, loose integer[], last integer, day date) RETURNS varbit[] LANGUAGE plpgsql STABLE
AS $$
DECLARE
  held varbit[];
  part varbit[];
  one jsonb;
  wanted text[];
  known integer[];
BEGIN
  CASE
    WHEN asked ? 'oneOf' THEN
      wanted := ARRAY(SELECT jsonb_array_elements_text(asked->'oneOf'));
      known := ARRAY(SELECT v.id FROM search_value v WHERE v.token = ANY(wanted));
      held := search_kept(known, asked, loose, last, day);
      IF cardinality(known) < cardinality(wanted) THEN
        wanted := ARRAY(SELECT t.token FROM unnest(wanted) AS t(token)
          WHERE NOT search_has_bits(t.token) AND NOT EXISTS (SELECT FROM search_value v WHERE v.token = t.token));
        known := CASE WHEN cardinality(wanted) > 0 THEN search_rare(wanted) END;
        IF cardinality(known) > 0 THEN
          part := search_bits_of(known, last);
          FOR i IN 1..last + 1 LOOP held[i] := held[i] | part[i]; END LOOP;
        END IF;
      END IF;
    WHEN asked ? 'between' THEN
      known := ARRAY(SELECT v.id FROM search_value v WHERE v.token BETWEEN asked->'between'->>0 AND asked->'between'->>1);
      held := search_kept(known, asked, loose, last, day);
    WHEN asked ? 'not' THEN
      held := search_held(asked->'not', loose, last, day);
      FOR i IN 1..last + 1 LOOP held[i] := ~held[i]; END LOOP;
    WHEN asked ? 'all' THEN
      FOR one IN SELECT jsonb_array_elements(asked->'all') LOOP
        part := search_held(one, loose, last, day);
        IF held IS NULL THEN held := part;
        ELSE FOR i IN 1..last + 1 LOOP held[i] := held[i] & part[i]; END LOOP;
        END IF;
      END LOOP;
    WHEN asked ? 'some' THEN
      FOR one IN SELECT jsonb_array_elements(asked->'some') LOOP
        part := search_held(one, loose, last, day);
        IF held IS NULL THEN held := part;
        ELSE FOR i IN 1..last + 1 LOOP held[i] := held[i] | part[i]; END LOOP;
        END IF;
      END LOOP;
    WHEN asked ? 'titles' THEN
      known := search_ids(search_held(asked->'within', loose, last, day));
      held := search_bits_of(ARRAY(SELECT r.project_id FROM search_row r
        WHERE r.project_id = ANY(known) AND ts_filter(r.words, '{a}') @@ (asked->>'titles')::tsquery), last);
    WHEN asked ? 'amount' THEN
      held := search_bits_of(ARRAY(SELECT r.project_id FROM search_row r WHERE r.amount >= (asked->'amount'->>0)::numeric
        AND r.amount < coalesce((asked->'amount'->>1)::numeric, 'infinity')), last);
    WHEN asked ? 'since' THEN
      held := search_bits_of(ARRAY(SELECT r.project_id FROM search_row r WHERE r.updated_at >= (asked->>'since')::date), last);
  END CASE;
  RETURN held;
END $$;

-- Chunks in use.
CREATE FUNCTION "search_last"(loose integer[]) RETURNS integer LANGUAGE sql STABLE
AS $$
  SELECT greatest(0, (SELECT max(b.chunk) FROM search_word_bits b WHERE b.value_id = (SELECT v.id FROM search_value v WHERE v.token = 'all')),
    (SELECT max(id) / 16000 FROM unnest(loose) AS id))
$$;

-- The projects that meet all of some conditions: [{"facet": filter or null, "held": condition}].
CREATE FUNCTION "search_hits"(parts jsonb, day date) RETURNS varbit[] LANGUAGE plpgsql STABLE
AS $$
DECLARE
  loose integer[] := search_changed(day);
  last integer := search_last(loose);
  hits varbit[] := search_held('{"oneOf": ["all"]}', loose, last, day);
  part varbit[];
  one jsonb;
BEGIN
  FOR one IN SELECT jsonb_array_elements(parts) LOOP
    part := search_held(one->'held', loose, last, day);
    FOR i IN 1..last + 1 LOOP hits[i] := hits[i] & part[i]; END LOOP;
  END LOOP;
  RETURN hits;
END $$;

-- How many of some projects have each value of some filters: {value: number}.
CREATE FUNCTION "search_counts"(hits varbit[], keys text[], loose integer[], day date) RETURNS jsonb LANGUAGE plpgsql STABLE
AS $$
DECLARE
  changed varbit[];
  alone integer[] := '{}';
  number integer := 0;
  counts jsonb;
BEGIN
  FOR i IN 1..cardinality(hits) LOOP number := number + bit_count(hits[i]); END LOOP;
  IF number = 0 OR cardinality(keys) = 0 THEN RETURN '{}'; END IF;
  -- The values of so few are read sooner than the bits of all values.
  IF number <= 30 * cardinality(hits) THEN
    alone := search_ids(hits);
  ELSIF cardinality(loose) > 0 THEN
    changed := search_bits_of(loose, cardinality(hits) - 1);
    FOR i IN 1..cardinality(hits) LOOP
      changed[i] := changed[i] & hits[i];
      hits[i] := hits[i] & ~changed[i];
    END LOOP;
    alone := search_ids(changed);
  END IF;
  IF number > 30 * cardinality(hits) THEN
    counts := (SELECT jsonb_object_agg(token, projects) FROM (
      SELECT b.token, sum(bit_count(b.bits & hits[b.chunk + 1])) AS projects
      FROM search_bits b WHERE b.facet = ANY(keys) GROUP BY 1) AS of_bits WHERE projects > 0);
    IF cardinality(alone) = 0 THEN RETURN counts; END IF;
  END IF;
  RETURN (SELECT jsonb_object_agg(token, projects) FROM (
    SELECT token, sum(projects) AS projects FROM (
      SELECT t.token, count(*) AS projects FROM search_row r JOIN project p ON p.id = r.project_id
        CROSS JOIN LATERAL unnest(r.tokens || search_facts(r.amount, r.first_year, r.last_year, p, day)) AS t(token)
        WHERE r.project_id = ANY(alone) AND search_facet(t.token) = ANY(keys) GROUP BY 1
      UNION ALL SELECT key, value::bigint FROM jsonb_each_text(counts)) AS both_ways GROUP BY 1) AS each);
END $$;

-- The numbers of a search: of the projects that meet all conditions, and of those that have each value of some filters, each filter
-- counted without its own condition.
CREATE FUNCTION "search_numbers"(parts jsonb, counted text[], day date) RETURNS jsonb LANGUAGE plpgsql STABLE
AS $$
DECLARE
  loose integer[] := search_changed(day);
  last integer := search_last(loose);
  every varbit[];
  made varbit[] := '{}';
  facets text[] := '{}';
  one jsonb;
  hits varbit[];
  total integer := 0;
  counts jsonb := '{}';
  alone text;
BEGIN
  -- Each value knows how many projects have it.
  IF parts = '[]' AND cardinality(loose) = 0 THEN
    RETURN (SELECT jsonb_build_object('total', projects, 'all', projects) FROM search_value WHERE token = 'all') || jsonb_build_object('counts', (
      SELECT coalesce(jsonb_object_agg(v.token, v.projects), '{}') FROM search_value v WHERE v.facet = ANY(counted) AND v.projects > 0));
  END IF;
  every := search_held('{"oneOf": ["all"]}', loose, last, day);
  FOR one IN SELECT jsonb_array_elements(parts) LOOP
    made := made || search_held(one->'held', loose, last, day);
    facets := facets || coalesce(one->>'facet', '');
  END LOOP;
  FOREACH alone IN ARRAY array_prepend('', ARRAY(SELECT key FROM unnest(counted) AS key WHERE key = ANY(facets))) LOOP
    hits := every;
    FOR n IN 1..cardinality(facets) LOOP
      CONTINUE WHEN alone <> '' AND facets[n] = alone;
      FOR i IN 1..last + 1 LOOP hits[i] := hits[i] & made[(n - 1) * (last + 1) + i]; END LOOP;
    END LOOP;
    IF alone = '' THEN
      FOR i IN 1..last + 1 LOOP total := total + bit_count(hits[i]); END LOOP;
    END IF;
    counts := counts || coalesce(search_counts(hits,
      CASE WHEN alone = '' THEN ARRAY(SELECT key FROM unnest(counted) AS key WHERE key <> ALL(facets)) ELSE ARRAY[alone] END, loose, day), '{}');
  END LOOP;
  RETURN jsonb_build_object('total', total, 'counts', counts, 'all', (SELECT v.projects FROM search_value v WHERE v.token = 'all'));
END $$;

INSERT INTO search_loose (project_id) SELECT project_id FROM search_row;
SELECT search_fold(1);
