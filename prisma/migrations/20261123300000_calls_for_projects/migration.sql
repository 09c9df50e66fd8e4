-- The last day on which one may answer the call for projects that an item tells.
ALTER TABLE "news_item" ADD COLUMN "closes_on" DATE;
CREATE INDEX "news_item_closes_on_idx" ON "news_item"("closes_on");

ALTER TYPE "news_proposal_kind" ADD VALUE 'closing';
