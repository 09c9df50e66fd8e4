-- CreateTable
CREATE TABLE "project_source_key" (
    "source_id" INTEGER NOT NULL,
    "source_key" TEXT NOT NULL,
    "project_id" INTEGER NOT NULL,
    "legacy_id" INTEGER,

    CONSTRAINT "project_source_key_pkey" PRIMARY KEY ("source_id","source_key")
);

-- CreateTable
CREATE TABLE "merged_organisation" (
    "public_id" TEXT NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    "kind_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT,
    "normalised_names" TEXT[],
    "country_code" CHAR(2),
    "subdivision_code" TEXT,
    "place_id" INTEGER,
    "latitude" DECIMAL(8,5),
    "longitude" DECIMAL(8,5),
    "coordinate_precision" "coordinate_precision",
    "iati" TEXT,
    "origin" "record_origin" NOT NULL,
    "source_id" INTEGER NOT NULL,

    CONSTRAINT "merged_organisation_pkey" PRIMARY KEY ("public_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "project_source_key_legacy_id_key" ON "project_source_key"("legacy_id");

-- CreateIndex
CREATE INDEX "project_source_key_project_id_idx" ON "project_source_key"("project_id");

-- CreateIndex
CREATE INDEX "merged_organisation_organisation_id_idx" ON "merged_organisation"("organisation_id");

-- AddForeignKey
ALTER TABLE "project_source_key" ADD CONSTRAINT "project_source_key_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_source_key" ADD CONSTRAINT "project_source_key_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "merged_organisation" ADD CONSTRAINT "merged_organisation_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot express
ALTER TABLE "merged_organisation"
  ADD CONSTRAINT "merged_organisation_public_id_format" CHECK (public_id ~ '^o[0-9]+$'),
  ADD CONSTRAINT "merged_organisation_position" CHECK (num_nulls(latitude, longitude, coordinate_precision) IN (0, 3));
