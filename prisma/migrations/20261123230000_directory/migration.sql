-- Directory of contacts: when and where posts can be reached, places of their own, and who helps in France
-- (docs/decisions/028-directory-and-relay.md).
CREATE SEQUENCE "public_id_b_seq" START 1001;

-- CreateEnum
CREATE TYPE "office_kind" AS ENUM ('international_office', 'regional_network', 'national_network');

-- AlterTable
ALTER TABLE "place" ADD COLUMN "time_zone" TEXT;

-- AlterTable
ALTER TABLE "diplomatic_post" ADD COLUMN "time_zone" TEXT,
ADD COLUMN "verified_on" DATE;

-- AlterTable
ALTER TABLE "post_jurisdiction" ADD COLUMN "place_id" INTEGER;

-- CreateTable
CREATE TABLE "office" (
    "id" SERIAL NOT NULL,
    "public_id" TEXT NOT NULL DEFAULT next_public_id('b'::text),
    "code" TEXT,
    "kind" "office_kind" NOT NULL,
    "name_fr" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "city" TEXT,
    "website" TEXT,
    "phone" TEXT,
    "generic_email" TEXT,
    "organisation_id" INTEGER,
    "verified_on" DATE,
    "source_url" TEXT,
    "origin" "record_origin" NOT NULL,
    "source_id" INTEGER NOT NULL,

    CONSTRAINT "office_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "office_territory" (
    "office_id" INTEGER NOT NULL,
    "territory_id" INTEGER NOT NULL,

    CONSTRAINT "office_territory_pkey" PRIMARY KEY ("office_id","territory_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "office_public_id_key" ON "office"("public_id");

-- CreateIndex
CREATE UNIQUE INDEX "office_code_key" ON "office"("code");

-- CreateIndex
CREATE INDEX "office_organisation_id_idx" ON "office"("organisation_id");

-- CreateIndex
CREATE INDEX "office_source_id_idx" ON "office"("source_id");

-- CreateIndex
CREATE INDEX "office_territory_territory_id_idx" ON "office_territory"("territory_id");

-- CreateIndex
CREATE INDEX "post_jurisdiction_place_id_idx" ON "post_jurisdiction"("place_id");

-- AddForeignKey
ALTER TABLE "post_jurisdiction" ADD CONSTRAINT "post_jurisdiction_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "place"("geonames_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office" ADD CONSTRAINT "office_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office" ADD CONSTRAINT "office_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office_territory" ADD CONSTRAINT "office_territory_office_id_fkey" FOREIGN KEY ("office_id") REFERENCES "office"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office_territory" ADD CONSTRAINT "office_territory_territory_id_fkey" FOREIGN KEY ("territory_id") REFERENCES "territory"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot express.
DROP INDEX "post_jurisdiction_post_id_country_code_subdivision_code_key";
CREATE UNIQUE INDEX "post_jurisdiction_rule_key"
  ON "post_jurisdiction" ("post_id", "country_code", "subdivision_code", "place_id") NULLS NOT DISTINCT;
ALTER TABLE "post_jurisdiction"
  ADD CONSTRAINT "post_jurisdiction_one_place" CHECK (num_nonnulls(subdivision_code, place_id) <= 1);
ALTER TABLE "office"
  ADD CONSTRAINT "office_text_stated" CHECK (btrim(name_fr) <> '' AND btrim(name_en) <> '' AND btrim(city) <> ''),
  ADD CONSTRAINT "office_http" CHECK (website ~* '^https?://' AND source_url ~* '^https?://'),
  ADD CONSTRAINT "office_email_one_line" CHECK (generic_email ~ '^[^\s@]+@[^\s@]+$'),
  ADD CONSTRAINT "office_of_organisation" CHECK ((kind = 'international_office') = (organisation_id IS NOT NULL));
ALTER TABLE "feedback" DROP CONSTRAINT "feedback_public_id_format",
  ADD CONSTRAINT "feedback_public_id_format" CHECK (public_id ~ '^[podnb][0-9]+$');

-- Time zone of a place in a country: that of the nearest populated place, else of the town of that name, else of the whole country.
CREATE FUNCTION "time_zone_at"("at_country" text, "at_latitude" numeric, "at_longitude" numeric, "at_city" text) RETURNS text LANGUAGE sql STABLE
AS $$
  SELECT coalesce(
    (SELECT time_zone FROM place WHERE country_code = at_country AND time_zone IS NOT NULL AND at_latitude IS NOT NULL AND at_longitude IS NOT NULL
     ORDER BY power(latitude - at_latitude, 2) + power((longitude - at_longitude) * cos(radians(at_latitude))::numeric, 2) LIMIT 1),
    (SELECT time_zone FROM place WHERE country_code = at_country AND normalised_names @> ARRAY[name_key(at_city)] AND time_zone IS NOT NULL ORDER BY population DESC NULLS LAST LIMIT 1),
    (SELECT min(time_zone) FROM place WHERE country_code = at_country HAVING count(DISTINCT time_zone) = 1))
$$;

CREATE FUNCTION "post_time_zone"() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  NEW.time_zone := time_zone_at(NEW.country_code, NEW.latitude, NEW.longitude, NEW.city_en);
  RETURN NEW;
END $$;
CREATE TRIGGER "post_time_zone" BEFORE INSERT OR UPDATE OF country_code, latitude, longitude, city_en ON "diplomatic_post"
  FOR EACH ROW EXECUTE FUNCTION post_time_zone();

CREATE TRIGGER "data_version" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "office"
  FOR EACH STATEMENT EXECUTE FUNCTION count_write_of_statement();
CREATE TRIGGER "data_version" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "office_territory"
  FOR EACH STATEMENT EXECUTE FUNCTION count_write_of_statement();
