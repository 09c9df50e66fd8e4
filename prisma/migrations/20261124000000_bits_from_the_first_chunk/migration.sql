-- An array whose first element is set at the fourth place begins at the fourth place, and has one element: values that no project of the first
-- 16,000 has were lost where chunks are counted from one to the number of elements. All arrays of chunks begin at the first.

-- The bits of some projects, chunk by chunk.
CREATE OR REPLACE FUNCTION "search_bits_of"(ids integer[]) RETURNS varbit[] LANGUAGE plpgsql STABLE
AS $$
DECLARE
  held varbit[] := '{NULL}';
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

-- Bits of the values of a leaf as they are kept, those of projects that changed since made right.
CREATE OR REPLACE FUNCTION "search_kept"(known integer[], asked jsonb, loose integer[], day date) RETURNS varbit[] LANGUAGE plpgsql STABLE
AS $$
DECLARE
  held varbit[] := '{NULL}';
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

-- What one or the other holds.
CREATE OR REPLACE FUNCTION "search_either"(one varbit[], other varbit[]) RETURNS varbit[] LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
  IF cardinality(one) = 0 THEN one := '{NULL}'; END IF;
  FOR i IN 1..cardinality(other) LOOP
    IF other[i] IS NOT NULL THEN one[i] := coalesce(one[i] | other[i], other[i]); END IF;
  END LOOP;
  RETURN one;
END $$;
