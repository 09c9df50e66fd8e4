-- What a news item lacked: its place, figures, picture, what its agreement is about and for how long, and what an import proposes
-- (docs/decisions/029-news.md).
ALTER TABLE "news_item"
    ADD COLUMN "place_name_fr" TEXT,
    ADD COLUMN "place_name_en" TEXT,
    ADD COLUMN "published" BOOLEAN NOT NULL DEFAULT true,
    ADD COLUMN "source_name" TEXT;
ALTER TABLE "news_item"
    ADD CONSTRAINT "news_item_stated" CHECK (btrim("place_name_fr") <> '' AND btrim("place_name_en") <> '' AND btrim("source_name") <> '');

-- The index of news is read newest first, of those that are shown.
DROP INDEX "news_item_happened_on_idx";
CREATE INDEX "news_item_published_happened_on_id_idx" ON "news_item"("published", "happened_on" DESC, "id" DESC);

ALTER TABLE "agreement"
    ADD COLUMN "object_fr" TEXT,
    ADD COLUMN "object_en" TEXT,
    ADD COLUMN "duration_months" SMALLINT;
ALTER TABLE "agreement"
    ADD CONSTRAINT "agreement_duration" CHECK ("duration_months" BETWEEN 1 AND 1200),
    ADD CONSTRAINT "agreement_object" CHECK (btrim("object_fr") <> '' AND btrim("object_en") <> '');
CREATE INDEX "agreement_ends_on_idx" ON "agreement"("ends_on");

-- An amount that an item states. It is no funding of decentralised cooperation and enters no total.
CREATE TABLE "news_figure" (
    "news_item_id" INTEGER NOT NULL,
    "position" SMALLINT NOT NULL,
    "amount" DECIMAL(18,2) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "approximate" BOOLEAN NOT NULL DEFAULT false,
    "year" SMALLINT,
    "label_fr" TEXT,
    "label_en" TEXT,
    "source_name" TEXT,

    CONSTRAINT "news_figure_pkey" PRIMARY KEY ("news_item_id","position"),
    CONSTRAINT "news_figure_amount" CHECK ("amount" > 0),
    CONSTRAINT "news_figure_currency" CHECK ("currency" ~ '^[A-Z]{3}$'),
    CONSTRAINT "news_figure_year" CHECK ("year" BETWEEN 1900 AND 2100),
    CONSTRAINT "news_figure_labelled" CHECK (num_nonnulls("label_fr", "label_en") > 0)
);
ALTER TABLE "news_figure" ADD CONSTRAINT "news_figure_news_item_id_fkey" FOREIGN KEY ("news_item_id") REFERENCES "news_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The file of a picture, without what cameras write into it. Never an address elsewhere.
CREATE TABLE "news_picture" (
    "news_item_id" INTEGER NOT NULL,
    "file" BYTEA NOT NULL,
    "media_type" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "credit" TEXT NOT NULL,
    "alternative_fr" TEXT NOT NULL,
    "alternative_en" TEXT NOT NULL,

    CONSTRAINT "news_picture_pkey" PRIMARY KEY ("news_item_id"),
    CONSTRAINT "news_picture_kind" CHECK ("media_type" IN ('image/jpeg', 'image/png')),
    CONSTRAINT "news_picture_size" CHECK ("width" > 0 AND "height" > 0 AND octet_length("file") <= 4194304),
    CONSTRAINT "news_picture_stated" CHECK (btrim("credit") <> '' AND btrim("alternative_fr") <> '' AND btrim("alternative_en") <> '')
);
ALTER TABLE "news_picture" ADD CONSTRAINT "news_picture_news_item_id_fkey" FOREIGN KEY ("news_item_id") REFERENCES "news_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TYPE "news_proposal_kind" AS ENUM ('date', 'agreement', 'country', 'organisation', 'amount');

-- What an import read in a text, and the passage; an operator accepts it by its number.
CREATE TABLE "news_proposal" (
    "id" SERIAL NOT NULL,
    "news_item_id" INTEGER NOT NULL,
    "kind" "news_proposal_kind" NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "organisation_id" INTEGER,
    "passage" TEXT NOT NULL,
    "sure" BOOLEAN NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),

    CONSTRAINT "news_proposal_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "news_proposal_news_item_id_kind_key_key" ON "news_proposal"("news_item_id", "kind", "key");
CREATE INDEX "news_proposal_organisation_id_idx" ON "news_proposal"("organisation_id");
ALTER TABLE "news_proposal" ADD CONSTRAINT "news_proposal_news_item_id_fkey" FOREIGN KEY ("news_item_id") REFERENCES "news_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "news_proposal" ADD CONSTRAINT "news_proposal_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Pages show figures and pictures; proposals are for operators.
CREATE TRIGGER "data_version" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "news_figure"
  FOR EACH STATEMENT EXECUTE FUNCTION count_write_of_statement();
CREATE TRIGGER "data_version" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "news_picture"
  FOR EACH STATEMENT EXECUTE FUNCTION count_write_of_statement();
