-- AlterTable
ALTER TABLE "territory" ADD COLUMN "outline" JSONB;

-- What Prisma cannot express. The longest outline of a région has about 10,000 characters; pages draw these on the server.
ALTER TABLE "territory"
  ADD CONSTRAINT "territory_outline_shape" CHECK (jsonb_typeof(outline) = 'array' AND jsonb_array_length(outline) > 0),
  ADD CONSTRAINT "territory_outline_size" CHECK (length(outline::text) <= 131072);
