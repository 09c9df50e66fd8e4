-- An import looks for names like those that it wrote a moment ago: entries that wait to be put in the index are read whole at each
-- look, a hundred times as slow.
ALTER INDEX "organisation_alias_normalised_trgm_idx" SET (fastupdate = off);
SELECT gin_clean_pending_list('organisation_alias_normalised_trgm_idx');
