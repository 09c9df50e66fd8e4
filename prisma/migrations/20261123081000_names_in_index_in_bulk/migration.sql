-- Names wait for the index again, which takes them in bulk four times as fast; who looks for like names has them put in first
-- (lib/quality/checks/likeness.ts).
ALTER INDEX "organisation_alias_normalised_trgm_idx" RESET (fastupdate);
