-- A word of a question means its stems in both languages, and itself: names are stored as they are written, too (and written
-- together), so that "Tours" finds the town before a tower.
CREATE OR REPLACE FUNCTION "search_term"(body text) RETURNS tsquery LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN numnode(fr) = 0 THEN fr WHEN numnode(en) = 0 THEN en ELSE fr || en || plainto_tsquery('simple', replace(plain, ' ', '')) END
  FROM (SELECT phraseto_tsquery('public.atlas_fr', plain) AS fr, phraseto_tsquery('public.atlas_en', plain) AS en, plain
    FROM (SELECT search_text(body) AS plain) AS read) AS meant
$$;

-- The same cutting for texts that are shown, which keep their accents and capitals: for marking what was found in them.
CREATE TEXT SEARCH CONFIGURATION "atlas_shown_fr" (COPY = french);
CREATE TEXT SEARCH CONFIGURATION "atlas_shown_en" (COPY = english);
ALTER TEXT SEARCH CONFIGURATION "atlas_shown_fr" ALTER MAPPING FOR asciiword, word, asciihword, hword, hword_asciipart, hword_part
  WITH unaccent, french_stem;
ALTER TEXT SEARCH CONFIGURATION "atlas_shown_en" ALTER MAPPING FOR asciiword, word, asciihword, hword, hword_asciipart, hword_part
  WITH unaccent, english_stem;
