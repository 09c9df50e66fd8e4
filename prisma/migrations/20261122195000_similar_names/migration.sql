-- Names of organisations that resemble each other are found by trigrams. A trusted extension: the owner of the database may install it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "organisation_alias_normalised_trgm_idx" ON "organisation_alias" USING gin ("normalised" gin_trgm_ops);
