-- How many transactions wrote what the portal shows: two equal sums are of the same rows (docs/decisions/022-interface-and-limits.md).
-- A row for each writer that there ever was at one time, so that none waits for another.
CREATE TABLE "data_version" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "writes" BIGINT NOT NULL DEFAULT 1,

    CONSTRAINT "data_version_pkey" PRIMARY KEY ("id")
);

-- Counts this transaction, once. The sum of what others see changes when it is committed, together with what it wrote; where a
-- part of it is rolled back, so is the note that it was counted.
CREATE FUNCTION "count_write"() RETURNS void LANGUAGE plpgsql
AS $$
BEGIN
  IF current_setting('atlas.write_counted', true) = 'yes' THEN RETURN; END IF;
  -- In other isolations a row that was counted in meanwhile would be an error.
  UPDATE data_version SET writes = writes + 1 WHERE id = (
    SELECT id FROM data_version WHERE current_setting('transaction_isolation') = 'read committed' LIMIT 1 FOR UPDATE SKIP LOCKED);
  IF NOT FOUND THEN INSERT INTO data_version DEFAULT VALUES; END IF;
  PERFORM set_config('atlas.write_counted', 'yes', true);
END $$;

CREATE FUNCTION "count_write_of_statement"() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM count_write();
  RETURN NULL;
END $$;

-- Every table but those of which no page shows anything: reports of visitors, keys, and what the database notes for itself.
DO $$
DECLARE
  shown text;
BEGIN
  FOR shown IN SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
    AND relname NOT IN ('_prisma_migrations', 'data_version', 'feedback', 'feedback_mail', 'search_bits', 'search_count', 'search_loose', 'search_stale', 'search_turn', 'search_value', 'search_word_bits', 'secret')
  LOOP
    EXECUTE format('CREATE TRIGGER "data_version" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION count_write_of_statement()', shown);
  END LOOP;
END $$;

-- With a hundred, a word that no record holds counted as one in two hundred: a search for some of them at once read every row.
ALTER TABLE "search_row" ALTER COLUMN "words" SET STATISTICS 1000;
ANALYZE "search_row" ("words");
