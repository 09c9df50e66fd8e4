-- AlterEnum
ALTER TYPE "post_kind" ADD VALUE 'honorary_consulate';

-- AlterTable
ALTER TABLE "diplomatic_post" ADD COLUMN "wikidata_id" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "diplomatic_post_wikidata_id_key" ON "diplomatic_post"("wikidata_id");

-- What Prisma cannot express
ALTER TABLE "diplomatic_post"
  ADD CONSTRAINT "diplomatic_post_wikidata_id_format" CHECK (wikidata_id ~ '^Q[1-9][0-9]*$');
