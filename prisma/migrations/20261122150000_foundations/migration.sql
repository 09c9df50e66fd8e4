-- Public ids: a letter for the kind of record and a number that is never used twice (sequences only go forward).
CREATE SEQUENCE "public_id_p_seq" START 1001;
CREATE SEQUENCE "public_id_o_seq" START 1001;
CREATE SEQUENCE "public_id_d_seq" START 1001;
CREATE SEQUENCE "public_id_n_seq" START 1001;

CREATE FUNCTION "next_public_id"(kind text) RETURNS text LANGUAGE sql VOLATILE
AS $$ SELECT kind || nextval(format('public_id_%s_seq', kind)::regclass)::text $$;

-- SIREN: nine digits whose Luhn sum is a multiple of ten (INSEE, répertoire Sirene).
CREATE FUNCTION "is_siren"(code text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT code ~ '^[0-9]{9}$' AND (
    SELECT sum(CASE WHEN i % 2 = 1 THEN d WHEN d > 4 THEN 2 * d - 9 ELSE 2 * d END) % 10 = 0
    FROM (SELECT i, substr(code, i, 1)::int AS d FROM generate_series(1, 9) AS i) AS digits
  )
$$;

-- CreateEnum
CREATE TYPE "news_role" AS ENUM ('signatory', 'host', 'supporter', 'mentioned');

-- CreateEnum
CREATE TYPE "organisation_code_scheme" AS ENUM ('siren', 'geonames', 'iati', 'wikidata');

-- CreateEnum
CREATE TYPE "post_kind" AS ENUM ('embassy', 'consulate_general', 'consulate', 'permanent_representation', 'cooperation_office');

-- CreateEnum
CREATE TYPE "contact_visibility" AS ENUM ('public', 'on_request', 'restricted');

-- CreateEnum
CREATE TYPE "contact_function" AS ENUM ('decentralised_cooperation_correspondent', 'cooperation_counsellor', 'international_office', 'partner_staff', 'other');

-- CreateEnum
CREATE TYPE "territory_level" AS ENUM ('region', 'departement', 'epci', 'commune', 'overseas');

-- CreateEnum
CREATE TYPE "project_text_field" AS ENUM ('title', 'context', 'background', 'objectives', 'description', 'beneficiaries');

-- CreateEnum
CREATE TYPE "funding_kind" AS ENUM ('cofunding', 'budget', 'commitment', 'disbursement');

-- CreateEnum
CREATE TYPE "record_origin" AS ENUM ('reference', 'imported', 'manual', 'demo');

-- CreateEnum
CREATE TYPE "date_precision" AS ENUM ('year', 'month', 'day');

-- CreateEnum
CREATE TYPE "coordinate_precision" AS ENUM ('exact', 'municipality', 'area', 'country', 'inferred');

-- CreateEnum
CREATE TYPE "translation_status" AS ENUM ('original', 'human', 'machine');

-- CreateEnum
CREATE TYPE "finding_severity" AS ENUM ('info', 'warning', 'error');

-- CreateEnum
CREATE TYPE "import_status" AS ENUM ('running', 'done', 'rejected', 'failed');

-- CreateTable
CREATE TABLE "organisation_kind" (
    "code" TEXT NOT NULL,
    "label_fr" TEXT NOT NULL,
    "label_en" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "is_authority" BOOLEAN NOT NULL,
    "iati_type_code" TEXT,
    "source_id" INTEGER NOT NULL,

    CONSTRAINT "organisation_kind_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "iati_organisation_type" (
    "code" TEXT NOT NULL,
    "label_fr" TEXT NOT NULL,
    "label_en" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "source_id" INTEGER NOT NULL,

    CONSTRAINT "iati_organisation_type_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "cooperation_form" (
    "code" TEXT NOT NULL,
    "label_fr" TEXT NOT NULL,
    "label_en" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "source_id" INTEGER NOT NULL,

    CONSTRAINT "cooperation_form_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "project_status" (
    "code" TEXT NOT NULL,
    "label_fr" TEXT NOT NULL,
    "label_en" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "iati_code" TEXT NOT NULL,
    "source_id" INTEGER NOT NULL,

    CONSTRAINT "project_status_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "project_role" (
    "code" TEXT NOT NULL,
    "label_fr" TEXT NOT NULL,
    "label_en" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "source_id" INTEGER NOT NULL,

    CONSTRAINT "project_role_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "one_percent_scheme" (
    "code" TEXT NOT NULL,
    "label_fr" TEXT NOT NULL,
    "label_en" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "article" TEXT NOT NULL,
    "since" INTEGER NOT NULL,
    "source_id" INTEGER NOT NULL,

    CONSTRAINT "one_percent_scheme_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "theme_nomenclature" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name_fr" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "source_id" INTEGER NOT NULL,

    CONSTRAINT "theme_nomenclature_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "theme" (
    "id" SERIAL NOT NULL,
    "nomenclature_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "level" INTEGER NOT NULL,
    "parent_id" INTEGER,
    "label_fr" TEXT NOT NULL,
    "label_en" TEXT NOT NULL,
    "legacy_label" TEXT,
    "position" INTEGER NOT NULL,
    "crs_codes" TEXT[],
    "sdg_goals" INTEGER[],

    CONSTRAINT "theme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "news_item" (
    "id" SERIAL NOT NULL,
    "public_id" TEXT NOT NULL DEFAULT next_public_id('n'::text),
    "source_key" TEXT NOT NULL,
    "language" CHAR(2) NOT NULL,
    "slug_fr" TEXT NOT NULL,
    "slug_en" TEXT NOT NULL,
    "happened_on" DATE NOT NULL,
    "source_url" TEXT,
    "origin" "record_origin" NOT NULL,
    "source_id" INTEGER NOT NULL,
    "import_run_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "news_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "news_text" (
    "news_item_id" INTEGER NOT NULL,
    "language" CHAR(2) NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "status" "translation_status" NOT NULL,

    CONSTRAINT "news_text_pkey" PRIMARY KEY ("news_item_id","language")
);

-- CreateTable
CREATE TABLE "news_organisation" (
    "news_item_id" INTEGER NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    "role" "news_role" NOT NULL,

    CONSTRAINT "news_organisation_pkey" PRIMARY KEY ("news_item_id","organisation_id")
);

-- CreateTable
CREATE TABLE "news_country" (
    "news_item_id" INTEGER NOT NULL,
    "country_code" CHAR(2) NOT NULL,

    CONSTRAINT "news_country_pkey" PRIMARY KEY ("news_item_id","country_code")
);

-- CreateTable
CREATE TABLE "news_project" (
    "news_item_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,

    CONSTRAINT "news_project_pkey" PRIMARY KEY ("news_item_id","project_id")
);

-- CreateTable
CREATE TABLE "news_theme" (
    "news_item_id" INTEGER NOT NULL,
    "theme_id" INTEGER NOT NULL,

    CONSTRAINT "news_theme_pkey" PRIMARY KEY ("news_item_id","theme_id")
);

-- CreateTable
CREATE TABLE "agreement" (
    "id" SERIAL NOT NULL,
    "news_item_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "related_action" BOOLEAN NOT NULL,
    "signed_on" DATE,
    "signed_precision" "date_precision",
    "place_name_fr" TEXT,
    "place_name_en" TEXT,
    "place_country_code" CHAR(2),
    "ends_on" DATE,

    CONSTRAINT "agreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agreement_party" (
    "agreement_id" INTEGER NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "signatory_function_fr" TEXT,
    "signatory_function_en" TEXT,

    CONSTRAINT "agreement_party_pkey" PRIMARY KEY ("agreement_id","organisation_id")
);

-- CreateTable
CREATE TABLE "organisation" (
    "id" SERIAL NOT NULL,
    "public_id" TEXT NOT NULL DEFAULT next_public_id('o'::text),
    "kind_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT,
    "acronym" TEXT,
    "slug" TEXT NOT NULL,
    "country_code" CHAR(2),
    "subdivision_code" TEXT,
    "territory_id" INTEGER,
    "place_id" INTEGER,
    "latitude" DECIMAL(8,5),
    "longitude" DECIMAL(8,5),
    "coordinate_precision" "coordinate_precision",
    "website" TEXT,
    "successor_id" INTEGER,
    "dissolved_on" DATE,
    "origin" "record_origin" NOT NULL,
    "source_id" INTEGER NOT NULL,
    "import_run_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organisation_code" (
    "scheme" "organisation_code_scheme" NOT NULL,
    "code" TEXT NOT NULL,
    "organisation_id" INTEGER NOT NULL,

    CONSTRAINT "organisation_code_pkey" PRIMARY KEY ("scheme","code")
);

-- CreateTable
CREATE TABLE "organisation_alias" (
    "organisation_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "normalised" TEXT NOT NULL,

    CONSTRAINT "organisation_alias_pkey" PRIMARY KEY ("organisation_id","normalised")
);

-- CreateTable
CREATE TABLE "diplomatic_post" (
    "id" SERIAL NOT NULL,
    "public_id" TEXT NOT NULL DEFAULT next_public_id('d'::text),
    "kind" "post_kind" NOT NULL,
    "name_fr" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "city_fr" TEXT NOT NULL,
    "city_en" TEXT NOT NULL,
    "country_code" CHAR(2) NOT NULL,
    "latitude" DECIMAL(8,5),
    "longitude" DECIMAL(8,5),
    "website" TEXT,
    "phone" TEXT,
    "generic_email" TEXT,
    "closed_on" DATE,
    "origin" "record_origin" NOT NULL,
    "source_id" INTEGER NOT NULL,
    "import_run_id" INTEGER,

    CONSTRAINT "diplomatic_post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "post_jurisdiction" (
    "id" SERIAL NOT NULL,
    "post_id" INTEGER NOT NULL,
    "country_code" CHAR(2) NOT NULL,
    "subdivision_code" TEXT,

    CONSTRAINT "post_jurisdiction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact" (
    "id" SERIAL NOT NULL,
    "post_id" INTEGER,
    "organisation_id" INTEGER,
    "project_id" INTEGER,
    "function_code" "contact_function" NOT NULL,
    "function_label" TEXT,
    "last_name" TEXT,
    "first_name" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "visibility" "contact_visibility" NOT NULL,
    "legal_basis" TEXT,
    "verified_on" DATE,
    "opted_out" BOOLEAN NOT NULL DEFAULT false,
    "origin" "record_origin" NOT NULL,
    "source_id" INTEGER NOT NULL,
    "import_run_id" INTEGER,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "world_region" (
    "code" TEXT NOT NULL,
    "name_fr" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "parent_code" TEXT,
    "source_id" INTEGER NOT NULL,

    CONSTRAINT "world_region_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "country" (
    "code" CHAR(2) NOT NULL,
    "alpha3" CHAR(3) NOT NULL,
    "numeric" CHAR(3) NOT NULL,
    "name_fr" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "slug_fr" TEXT NOT NULL,
    "slug_en" TEXT NOT NULL,
    "continent_code" TEXT NOT NULL,
    "subregion_code" TEXT NOT NULL,
    "latitude" DECIMAL(8,5),
    "longitude" DECIMAL(8,5),
    "source_id" INTEGER NOT NULL,

    CONSTRAINT "country_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "country_alias" (
    "alias" TEXT NOT NULL,
    "country_code" CHAR(2) NOT NULL,

    CONSTRAINT "country_alias_pkey" PRIMARY KEY ("alias")
);

-- CreateTable
CREATE TABLE "territory" (
    "id" SERIAL NOT NULL,
    "level" "territory_level" NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "parent_id" INTEGER,
    "epci_id" INTEGER,
    "successor_id" INTEGER,
    "valid_to" DATE,
    "population" INTEGER,
    "population_year" INTEGER,
    "latitude" DECIMAL(8,5),
    "longitude" DECIMAL(8,5),
    "coordinate_precision" "coordinate_precision",
    "source_id" INTEGER NOT NULL,

    CONSTRAINT "territory_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "place" (
    "geonames_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "country_code" CHAR(2) NOT NULL,
    "admin1_code" TEXT,
    "latitude" DECIMAL(8,5) NOT NULL,
    "longitude" DECIMAL(8,5) NOT NULL,
    "population" INTEGER NOT NULL,
    "normalised_names" TEXT[],
    "source_id" INTEGER NOT NULL,

    CONSTRAINT "place_pkey" PRIMARY KEY ("geonames_id")
);

-- CreateTable
CREATE TABLE "project" (
    "id" SERIAL NOT NULL,
    "public_id" TEXT NOT NULL DEFAULT next_public_id('p'::text),
    "legacy_id" INTEGER,
    "source_key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "language" CHAR(2) NOT NULL,
    "slug_fr" TEXT NOT NULL,
    "slug_en" TEXT NOT NULL,
    "form_code" TEXT,
    "declared_status_code" TEXT,
    "signed_year" INTEGER,
    "start_on" DATE,
    "start_precision" "date_precision",
    "end_on" DATE,
    "end_precision" "date_precision",
    "last_confirmed_on" DATE,
    "three_year_funding" BOOLEAN,
    "communication_in_france" BOOLEAN,
    "communication_abroad" BOOLEAN,
    "evaluation" BOOLEAN,
    "multilateral" BOOLEAN NOT NULL DEFAULT false,
    "origin" "record_origin" NOT NULL,
    "source_id" INTEGER NOT NULL,
    "import_run_id" INTEGER,
    "source_url" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project_text" (
    "project_id" INTEGER NOT NULL,
    "field" "project_text_field" NOT NULL,
    "language" CHAR(2) NOT NULL,
    "body" TEXT NOT NULL,
    "status" "translation_status" NOT NULL,

    CONSTRAINT "project_text_pkey" PRIMARY KEY ("project_id","field","language")
);

-- CreateTable
CREATE TABLE "project_place" (
    "project_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "country_code" CHAR(2) NOT NULL,
    "name" TEXT,
    "latitude" DECIMAL(8,5),
    "longitude" DECIMAL(8,5),
    "coordinate_precision" "coordinate_precision",

    CONSTRAINT "project_place_pkey" PRIMARY KEY ("project_id","position")
);

-- CreateTable
CREATE TABLE "project_organisation" (
    "project_id" INTEGER NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    "role_code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "project_organisation_pkey" PRIMARY KEY ("project_id","organisation_id","role_code")
);

-- CreateTable
CREATE TABLE "project_theme" (
    "project_id" INTEGER NOT NULL,
    "theme_id" INTEGER NOT NULL,
    "rank" INTEGER NOT NULL,
    "percentage" DECIMAL(5,2),

    CONSTRAINT "project_theme_pkey" PRIMARY KEY ("project_id","theme_id")
);

-- CreateTable
CREATE TABLE "funding_line" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "funder_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "year" INTEGER,
    "amount" DECIMAL(14,2),
    "currency" CHAR(3) NOT NULL DEFAULT 'EUR',
    "kind" "funding_kind" NOT NULL,
    "in_kind" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "funding_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scheme_line" (
    "funding_line_id" INTEGER NOT NULL,
    "scheme_code" TEXT NOT NULL,
    "amount" DECIMAL(14,2),

    CONSTRAINT "scheme_line_pkey" PRIMARY KEY ("funding_line_id","scheme_code")
);

-- CreateTable
CREATE TABLE "volunteer" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "last_name" TEXT,
    "first_name" TEXT,
    "mission" TEXT,
    "field" TEXT,
    "assigned_to" TEXT,

    CONSTRAINT "volunteer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "source" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name_fr" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "publisher" TEXT NOT NULL,
    "licence" TEXT,
    "licence_url" TEXT,
    "url" TEXT,
    "as_of" DATE,

    CONSTRAINT "source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_run" (
    "id" SERIAL NOT NULL,
    "source_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_sha256" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "status" "import_status" NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "report" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revision" (
    "id" BIGSERIAL NOT NULL,
    "entity" TEXT NOT NULL,
    "public_id" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "import_run_id" INTEGER,
    "changes" JSONB NOT NULL,

    CONSTRAINT "revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quality_finding" (
    "id" SERIAL NOT NULL,
    "rule" TEXT NOT NULL,
    "severity" "finding_severity" NOT NULL,
    "project_id" INTEGER,
    "organisation_id" INTEGER,
    "key" TEXT NOT NULL DEFAULT '',
    "details" JSONB NOT NULL DEFAULT '{}',
    "import_run_id" INTEGER,
    "detected_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "quality_finding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "public_id_redirect" (
    "from_id" TEXT NOT NULL,
    "to_id" TEXT NOT NULL,

    CONSTRAINT "public_id_redirect_pkey" PRIMARY KEY ("from_id")
);

-- CreateIndex
CREATE INDEX "organisation_kind_iati_type_code_idx" ON "organisation_kind"("iati_type_code");

-- CreateIndex
CREATE INDEX "organisation_kind_source_id_idx" ON "organisation_kind"("source_id");

-- CreateIndex
CREATE INDEX "iati_organisation_type_source_id_idx" ON "iati_organisation_type"("source_id");

-- CreateIndex
CREATE INDEX "cooperation_form_source_id_idx" ON "cooperation_form"("source_id");

-- CreateIndex
CREATE UNIQUE INDEX "project_status_iati_code_key" ON "project_status"("iati_code");

-- CreateIndex
CREATE INDEX "project_status_source_id_idx" ON "project_status"("source_id");

-- CreateIndex
CREATE INDEX "project_role_source_id_idx" ON "project_role"("source_id");

-- CreateIndex
CREATE INDEX "one_percent_scheme_source_id_idx" ON "one_percent_scheme"("source_id");

-- CreateIndex
CREATE UNIQUE INDEX "theme_nomenclature_code_key" ON "theme_nomenclature"("code");

-- CreateIndex
CREATE INDEX "theme_nomenclature_source_id_idx" ON "theme_nomenclature"("source_id");

-- CreateIndex
CREATE INDEX "theme_parent_id_idx" ON "theme"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "theme_nomenclature_id_code_key" ON "theme"("nomenclature_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "news_item_public_id_key" ON "news_item"("public_id");

-- CreateIndex
CREATE INDEX "news_item_happened_on_idx" ON "news_item"("happened_on" DESC);

-- CreateIndex
CREATE INDEX "news_item_import_run_id_idx" ON "news_item"("import_run_id");

-- CreateIndex
CREATE UNIQUE INDEX "news_item_source_id_source_key_key" ON "news_item"("source_id", "source_key");

-- CreateIndex
CREATE INDEX "news_organisation_organisation_id_idx" ON "news_organisation"("organisation_id");

-- CreateIndex
CREATE INDEX "news_country_country_code_idx" ON "news_country"("country_code");

-- CreateIndex
CREATE INDEX "news_project_project_id_idx" ON "news_project"("project_id");

-- CreateIndex
CREATE INDEX "news_theme_theme_id_idx" ON "news_theme"("theme_id");

-- CreateIndex
CREATE INDEX "agreement_news_item_id_idx" ON "agreement"("news_item_id");

-- CreateIndex
CREATE INDEX "agreement_place_country_code_idx" ON "agreement"("place_country_code");

-- CreateIndex
CREATE INDEX "agreement_party_organisation_id_idx" ON "agreement_party"("organisation_id");

-- CreateIndex
CREATE UNIQUE INDEX "organisation_public_id_key" ON "organisation"("public_id");

-- CreateIndex
CREATE INDEX "organisation_kind_code_idx" ON "organisation"("kind_code");

-- CreateIndex
CREATE INDEX "organisation_country_code_idx" ON "organisation"("country_code");

-- CreateIndex
CREATE INDEX "organisation_territory_id_idx" ON "organisation"("territory_id");

-- CreateIndex
CREATE INDEX "organisation_place_id_idx" ON "organisation"("place_id");

-- CreateIndex
CREATE INDEX "organisation_successor_id_idx" ON "organisation"("successor_id");

-- CreateIndex
CREATE INDEX "organisation_source_id_idx" ON "organisation"("source_id");

-- CreateIndex
CREATE INDEX "organisation_import_run_id_idx" ON "organisation"("import_run_id");

-- CreateIndex
CREATE UNIQUE INDEX "organisation_code_organisation_id_scheme_key" ON "organisation_code"("organisation_id", "scheme");

-- CreateIndex
CREATE INDEX "organisation_alias_normalised_idx" ON "organisation_alias"("normalised");

-- CreateIndex
CREATE UNIQUE INDEX "diplomatic_post_public_id_key" ON "diplomatic_post"("public_id");

-- CreateIndex
CREATE UNIQUE INDEX "diplomatic_post_name_fr_key" ON "diplomatic_post"("name_fr");

-- CreateIndex
CREATE INDEX "diplomatic_post_country_code_idx" ON "diplomatic_post"("country_code");

-- CreateIndex
CREATE INDEX "diplomatic_post_source_id_idx" ON "diplomatic_post"("source_id");

-- CreateIndex
CREATE INDEX "diplomatic_post_import_run_id_idx" ON "diplomatic_post"("import_run_id");

-- CreateIndex
CREATE INDEX "post_jurisdiction_country_code_idx" ON "post_jurisdiction"("country_code");

-- CreateIndex
CREATE UNIQUE INDEX "post_jurisdiction_post_id_country_code_subdivision_code_key" ON "post_jurisdiction"("post_id", "country_code", "subdivision_code");

-- CreateIndex
CREATE INDEX "contact_post_id_idx" ON "contact"("post_id");

-- CreateIndex
CREATE INDEX "contact_organisation_id_idx" ON "contact"("organisation_id");

-- CreateIndex
CREATE INDEX "contact_project_id_idx" ON "contact"("project_id");

-- CreateIndex
CREATE INDEX "contact_source_id_idx" ON "contact"("source_id");

-- CreateIndex
CREATE INDEX "contact_import_run_id_idx" ON "contact"("import_run_id");

-- CreateIndex
CREATE INDEX "world_region_parent_code_idx" ON "world_region"("parent_code");

-- CreateIndex
CREATE INDEX "world_region_source_id_idx" ON "world_region"("source_id");

-- CreateIndex
CREATE UNIQUE INDEX "country_alpha3_key" ON "country"("alpha3");

-- CreateIndex
CREATE UNIQUE INDEX "country_numeric_key" ON "country"("numeric");

-- CreateIndex
CREATE UNIQUE INDEX "country_slug_fr_key" ON "country"("slug_fr");

-- CreateIndex
CREATE UNIQUE INDEX "country_slug_en_key" ON "country"("slug_en");

-- CreateIndex
CREATE INDEX "country_continent_code_idx" ON "country"("continent_code");

-- CreateIndex
CREATE INDEX "country_subregion_code_idx" ON "country"("subregion_code");

-- CreateIndex
CREATE INDEX "country_source_id_idx" ON "country"("source_id");

-- CreateIndex
CREATE INDEX "country_alias_country_code_idx" ON "country_alias"("country_code");

-- CreateIndex
CREATE UNIQUE INDEX "territory_code_key" ON "territory"("code");

-- CreateIndex
CREATE INDEX "territory_parent_id_idx" ON "territory"("parent_id");

-- CreateIndex
CREATE INDEX "territory_epci_id_idx" ON "territory"("epci_id");

-- CreateIndex
CREATE INDEX "territory_successor_id_idx" ON "territory"("successor_id");

-- CreateIndex
CREATE INDEX "territory_level_slug_idx" ON "territory"("level", "slug");

-- CreateIndex
CREATE INDEX "territory_source_id_idx" ON "territory"("source_id");

-- CreateIndex
CREATE INDEX "place_normalised_names_idx" ON "place" USING GIN ("normalised_names");

-- CreateIndex
CREATE INDEX "place_country_code_idx" ON "place"("country_code");

-- CreateIndex
CREATE INDEX "place_source_id_idx" ON "place"("source_id");

-- CreateIndex
CREATE UNIQUE INDEX "project_public_id_key" ON "project"("public_id");

-- CreateIndex
CREATE UNIQUE INDEX "project_legacy_id_key" ON "project"("legacy_id");

-- CreateIndex
CREATE INDEX "project_updated_at_id_idx" ON "project"("updated_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "project_origin_idx" ON "project"("origin");

-- CreateIndex
CREATE INDEX "project_form_code_idx" ON "project"("form_code");

-- CreateIndex
CREATE INDEX "project_declared_status_code_idx" ON "project"("declared_status_code");

-- CreateIndex
CREATE INDEX "project_import_run_id_idx" ON "project"("import_run_id");

-- CreateIndex
CREATE UNIQUE INDEX "project_source_id_source_key_key" ON "project"("source_id", "source_key");

-- CreateIndex
CREATE INDEX "project_place_country_code_project_id_idx" ON "project_place"("country_code", "project_id");

-- CreateIndex
CREATE INDEX "project_organisation_organisation_id_idx" ON "project_organisation"("organisation_id");

-- CreateIndex
CREATE INDEX "project_organisation_role_code_idx" ON "project_organisation"("role_code");

-- CreateIndex
CREATE INDEX "project_theme_theme_id_project_id_idx" ON "project_theme"("theme_id", "project_id");

-- CreateIndex
CREATE UNIQUE INDEX "project_theme_project_id_rank_key" ON "project_theme"("project_id", "rank");

-- CreateIndex
CREATE INDEX "funding_line_funder_id_idx" ON "funding_line"("funder_id");

-- CreateIndex
CREATE UNIQUE INDEX "funding_line_project_id_position_key" ON "funding_line"("project_id", "position");

-- CreateIndex
CREATE INDEX "scheme_line_scheme_code_idx" ON "scheme_line"("scheme_code");

-- CreateIndex
CREATE INDEX "volunteer_project_id_idx" ON "volunteer"("project_id");

-- CreateIndex
CREATE UNIQUE INDEX "source_code_key" ON "source"("code");

-- CreateIndex
CREATE INDEX "import_run_kind_file_sha256_idx" ON "import_run"("kind", "file_sha256");

-- CreateIndex
CREATE INDEX "import_run_source_id_idx" ON "import_run"("source_id");

-- CreateIndex
CREATE INDEX "revision_public_id_changed_at_idx" ON "revision"("public_id", "changed_at");

-- CreateIndex
CREATE INDEX "revision_import_run_id_idx" ON "revision"("import_run_id");

-- CreateIndex
CREATE INDEX "quality_finding_project_id_idx" ON "quality_finding"("project_id");

-- CreateIndex
CREATE INDEX "quality_finding_organisation_id_idx" ON "quality_finding"("organisation_id");

-- CreateIndex
CREATE INDEX "quality_finding_import_run_id_idx" ON "quality_finding"("import_run_id");

-- CreateIndex
CREATE UNIQUE INDEX "quality_finding_rule_project_id_organisation_id_key_key" ON "quality_finding"("rule", "project_id", "organisation_id", "key");

-- CreateIndex
CREATE INDEX "public_id_redirect_to_id_idx" ON "public_id_redirect"("to_id");

-- AddForeignKey
ALTER TABLE "organisation_kind" ADD CONSTRAINT "organisation_kind_iati_type_code_fkey" FOREIGN KEY ("iati_type_code") REFERENCES "iati_organisation_type"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organisation_kind" ADD CONSTRAINT "organisation_kind_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "iati_organisation_type" ADD CONSTRAINT "iati_organisation_type_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cooperation_form" ADD CONSTRAINT "cooperation_form_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_status" ADD CONSTRAINT "project_status_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_role" ADD CONSTRAINT "project_role_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "one_percent_scheme" ADD CONSTRAINT "one_percent_scheme_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "theme_nomenclature" ADD CONSTRAINT "theme_nomenclature_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "theme" ADD CONSTRAINT "theme_nomenclature_id_fkey" FOREIGN KEY ("nomenclature_id") REFERENCES "theme_nomenclature"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "theme" ADD CONSTRAINT "theme_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "theme"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "news_item" ADD CONSTRAINT "news_item_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "news_item" ADD CONSTRAINT "news_item_import_run_id_fkey" FOREIGN KEY ("import_run_id") REFERENCES "import_run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "news_text" ADD CONSTRAINT "news_text_news_item_id_fkey" FOREIGN KEY ("news_item_id") REFERENCES "news_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "news_organisation" ADD CONSTRAINT "news_organisation_news_item_id_fkey" FOREIGN KEY ("news_item_id") REFERENCES "news_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "news_organisation" ADD CONSTRAINT "news_organisation_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "news_country" ADD CONSTRAINT "news_country_news_item_id_fkey" FOREIGN KEY ("news_item_id") REFERENCES "news_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "news_country" ADD CONSTRAINT "news_country_country_code_fkey" FOREIGN KEY ("country_code") REFERENCES "country"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "news_project" ADD CONSTRAINT "news_project_news_item_id_fkey" FOREIGN KEY ("news_item_id") REFERENCES "news_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "news_project" ADD CONSTRAINT "news_project_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "news_theme" ADD CONSTRAINT "news_theme_news_item_id_fkey" FOREIGN KEY ("news_item_id") REFERENCES "news_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "news_theme" ADD CONSTRAINT "news_theme_theme_id_fkey" FOREIGN KEY ("theme_id") REFERENCES "theme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_news_item_id_fkey" FOREIGN KEY ("news_item_id") REFERENCES "news_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_place_country_code_fkey" FOREIGN KEY ("place_country_code") REFERENCES "country"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement_party" ADD CONSTRAINT "agreement_party_agreement_id_fkey" FOREIGN KEY ("agreement_id") REFERENCES "agreement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement_party" ADD CONSTRAINT "agreement_party_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_kind_code_fkey" FOREIGN KEY ("kind_code") REFERENCES "organisation_kind"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_country_code_fkey" FOREIGN KEY ("country_code") REFERENCES "country"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_territory_id_fkey" FOREIGN KEY ("territory_id") REFERENCES "territory"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "place"("geonames_id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_successor_id_fkey" FOREIGN KEY ("successor_id") REFERENCES "organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_import_run_id_fkey" FOREIGN KEY ("import_run_id") REFERENCES "import_run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organisation_code" ADD CONSTRAINT "organisation_code_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organisation_alias" ADD CONSTRAINT "organisation_alias_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "diplomatic_post" ADD CONSTRAINT "diplomatic_post_country_code_fkey" FOREIGN KEY ("country_code") REFERENCES "country"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "diplomatic_post" ADD CONSTRAINT "diplomatic_post_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "diplomatic_post" ADD CONSTRAINT "diplomatic_post_import_run_id_fkey" FOREIGN KEY ("import_run_id") REFERENCES "import_run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_jurisdiction" ADD CONSTRAINT "post_jurisdiction_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "diplomatic_post"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_jurisdiction" ADD CONSTRAINT "post_jurisdiction_country_code_fkey" FOREIGN KEY ("country_code") REFERENCES "country"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "diplomatic_post"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_import_run_id_fkey" FOREIGN KEY ("import_run_id") REFERENCES "import_run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "world_region" ADD CONSTRAINT "world_region_parent_code_fkey" FOREIGN KEY ("parent_code") REFERENCES "world_region"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "world_region" ADD CONSTRAINT "world_region_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "country" ADD CONSTRAINT "country_continent_code_fkey" FOREIGN KEY ("continent_code") REFERENCES "world_region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "country" ADD CONSTRAINT "country_subregion_code_fkey" FOREIGN KEY ("subregion_code") REFERENCES "world_region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "country" ADD CONSTRAINT "country_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "country_alias" ADD CONSTRAINT "country_alias_country_code_fkey" FOREIGN KEY ("country_code") REFERENCES "country"("code") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "territory" ADD CONSTRAINT "territory_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "territory"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "territory" ADD CONSTRAINT "territory_epci_id_fkey" FOREIGN KEY ("epci_id") REFERENCES "territory"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "territory" ADD CONSTRAINT "territory_successor_id_fkey" FOREIGN KEY ("successor_id") REFERENCES "territory"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "territory" ADD CONSTRAINT "territory_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "place" ADD CONSTRAINT "place_country_code_fkey" FOREIGN KEY ("country_code") REFERENCES "country"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "place" ADD CONSTRAINT "place_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_form_code_fkey" FOREIGN KEY ("form_code") REFERENCES "cooperation_form"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_declared_status_code_fkey" FOREIGN KEY ("declared_status_code") REFERENCES "project_status"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_import_run_id_fkey" FOREIGN KEY ("import_run_id") REFERENCES "import_run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_text" ADD CONSTRAINT "project_text_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_place" ADD CONSTRAINT "project_place_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_place" ADD CONSTRAINT "project_place_country_code_fkey" FOREIGN KEY ("country_code") REFERENCES "country"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_organisation" ADD CONSTRAINT "project_organisation_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_organisation" ADD CONSTRAINT "project_organisation_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_organisation" ADD CONSTRAINT "project_organisation_role_code_fkey" FOREIGN KEY ("role_code") REFERENCES "project_role"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_theme" ADD CONSTRAINT "project_theme_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_theme" ADD CONSTRAINT "project_theme_theme_id_fkey" FOREIGN KEY ("theme_id") REFERENCES "theme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funding_line" ADD CONSTRAINT "funding_line_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funding_line" ADD CONSTRAINT "funding_line_funder_id_fkey" FOREIGN KEY ("funder_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scheme_line" ADD CONSTRAINT "scheme_line_funding_line_id_fkey" FOREIGN KEY ("funding_line_id") REFERENCES "funding_line"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scheme_line" ADD CONSTRAINT "scheme_line_scheme_code_fkey" FOREIGN KEY ("scheme_code") REFERENCES "one_percent_scheme"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "volunteer" ADD CONSTRAINT "volunteer_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision" ADD CONSTRAINT "revision_import_run_id_fkey" FOREIGN KEY ("import_run_id") REFERENCES "import_run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quality_finding" ADD CONSTRAINT "quality_finding_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quality_finding" ADD CONSTRAINT "quality_finding_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quality_finding" ADD CONSTRAINT "quality_finding_import_run_id_fkey" FOREIGN KEY ("import_run_id") REFERENCES "import_run"("id") ON DELETE SET NULL ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------------------------------------------
-- What Prisma cannot express: the database refuses nonsense whoever writes to it.
-- ---------------------------------------------------------------------------------------------------------------

-- Codes and names
ALTER TABLE "country"
  ADD CONSTRAINT "country_code_iso" CHECK (code ~ '^[A-Z]{2}$'),
  ADD CONSTRAINT "country_alpha3_iso" CHECK (alpha3 ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT "country_numeric_iso" CHECK ("numeric" ~ '^[0-9]{3}$'),
  ADD CONSTRAINT "country_position" CHECK (num_nulls(latitude, longitude) IN (0, 2) AND latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180);
ALTER TABLE "world_region" ADD CONSTRAINT "world_region_code_m49" CHECK (code ~ '^[0-9]{3}$');
ALTER TABLE "territory"
  ADD CONSTRAINT "territory_code_format" CHECK (CASE level
    WHEN 'region' THEN code ~ '^R[0-9]{2}$'
    WHEN 'departement' THEN code ~ '^D([0-9]{2}|2[AB]|97[1-6])$'
    WHEN 'overseas' THEN code ~ '^C9[78][0-9]$'
    WHEN 'epci' THEN is_siren(code)
    WHEN 'commune' THEN code ~ '^[0-9][0-9AB][0-9]{3}$' END),
  ADD CONSTRAINT "territory_population" CHECK (population >= 0 AND num_nulls(population, population_year) IN (0, 2) AND population_year BETWEEN 1801 AND 2100),
  ADD CONSTRAINT "territory_position" CHECK (num_nulls(latitude, longitude, coordinate_precision) IN (0, 3) AND latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180),
  ADD CONSTRAINT "territory_name_stated" CHECK (btrim(name) <> '');
ALTER TABLE "place"
  ADD CONSTRAINT "place_position" CHECK (latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180),
  ADD CONSTRAINT "place_population" CHECK (population >= 0);
ALTER TABLE "organisation_code"
  ADD CONSTRAINT "organisation_code_format" CHECK (CASE scheme
    WHEN 'siren' THEN is_siren(code)
    WHEN 'geonames' THEN code ~ '^[0-9]{1,10}$'
    WHEN 'wikidata' THEN code ~ '^Q[0-9]+$'
    ELSE btrim(code) <> '' END);
ALTER TABLE "organisation"
  ADD CONSTRAINT "organisation_public_id_format" CHECK (public_id ~ '^o[0-9]+$'),
  ADD CONSTRAINT "organisation_name_stated" CHECK (btrim(name) <> ''),
  ADD CONSTRAINT "organisation_position" CHECK (num_nulls(latitude, longitude, coordinate_precision) IN (0, 3) AND latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180),
  ADD CONSTRAINT "organisation_subdivision_iso" CHECK (subdivision_code IS NULL OR (subdivision_code ~ '^[A-Z]{2}-[A-Z0-9]{1,3}$' AND left(subdivision_code, 2) IS NOT DISTINCT FROM country_code)),
  ADD CONSTRAINT "organisation_website_http" CHECK (website ~* '^https?://');
ALTER TABLE "diplomatic_post"
  ADD CONSTRAINT "diplomatic_post_public_id_format" CHECK (public_id ~ '^d[0-9]+$'),
  ADD CONSTRAINT "diplomatic_post_position" CHECK (num_nulls(latitude, longitude) IN (0, 2) AND latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180),
  ADD CONSTRAINT "diplomatic_post_website_http" CHECK (website ~* '^https?://');
ALTER TABLE "post_jurisdiction"
  ADD CONSTRAINT "post_jurisdiction_subdivision_iso" CHECK (subdivision_code ~ '^[A-Z]{2}-[A-Z0-9]{1,3}$' AND left(subdivision_code, 2) = country_code);
-- One row for the whole country, too: a null subdivision is a value here.
DROP INDEX "post_jurisdiction_post_id_country_code_subdivision_code_key";
CREATE UNIQUE INDEX "post_jurisdiction_post_id_country_code_subdivision_code_key"
  ON "post_jurisdiction" ("post_id", "country_code", "subdivision_code") NULLS NOT DISTINCT;
DROP INDEX "quality_finding_rule_project_id_organisation_id_key_key";
CREATE UNIQUE INDEX "quality_finding_rule_project_id_organisation_id_key_key"
  ON "quality_finding" ("rule", "project_id", "organisation_id", "key") NULLS NOT DISTINCT;
ALTER TABLE "public_id_redirect"
  ADD CONSTRAINT "public_id_redirect_kind" CHECK (left(from_id, 1) = left(to_id, 1) AND from_id <> to_id);

-- Themes
ALTER TABLE "theme"
  ADD CONSTRAINT "theme_level" CHECK (level BETWEEN 1 AND 3 AND (level = 1) = (parent_id IS NULL)),
  ADD CONSTRAINT "theme_sdg_goals" CHECK (sdg_goals <@ ARRAY[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17]),
  ADD CONSTRAINT "theme_crs_codes" CHECK (array_to_string(crs_codes, ',') ~ '^([0-9]{3,5}(,[0-9]{3,5})*)?$');
ALTER TABLE "theme_nomenclature" ADD CONSTRAINT "theme_nomenclature_validity" CHECK (valid_to >= valid_from);
ALTER TABLE "one_percent_scheme" ADD CONSTRAINT "one_percent_scheme_since" CHECK (since BETWEEN 1900 AND 2100);

-- Projects: 1900 is before the first twinning, 2100 after any programme.
ALTER TABLE "project"
  ADD CONSTRAINT "project_public_id_format" CHECK (public_id ~ '^p[0-9]+$'),
  ADD CONSTRAINT "project_title_stated" CHECK (btrim(title) <> ''),
  ADD CONSTRAINT "project_language" CHECK (language ~ '^[a-z]{2}$'),
  ADD CONSTRAINT "project_legacy_id" CHECK (legacy_id > 0),
  ADD CONSTRAINT "project_signed_year" CHECK (signed_year BETWEEN 1900 AND 2100),
  ADD CONSTRAINT "project_dates_bounds" CHECK (start_on BETWEEN '1900-01-01' AND '2100-12-31' AND end_on BETWEEN '1900-01-01' AND '2100-12-31'),
  ADD CONSTRAINT "project_dates_order" CHECK (end_on >= start_on),
  ADD CONSTRAINT "project_start_precision" CHECK (num_nulls(start_on, start_precision) IN (0, 2)
    AND (start_precision IS DISTINCT FROM 'year' OR to_char(start_on, 'MM-DD') = '01-01')
    AND (start_precision IS DISTINCT FROM 'month' OR extract(day FROM start_on) = 1)),
  ADD CONSTRAINT "project_end_precision" CHECK (num_nulls(end_on, end_precision) IN (0, 2)
    AND (end_precision IS DISTINCT FROM 'year' OR to_char(end_on, 'MM-DD') = '01-01')
    AND (end_precision IS DISTINCT FROM 'month' OR extract(day FROM end_on) = 1)),
  ADD CONSTRAINT "project_source_url_http" CHECK (source_url ~* '^https?://');
ALTER TABLE "project_text"
  ADD CONSTRAINT "project_text_language" CHECK (language ~ '^[a-z]{2}$'),
  ADD CONSTRAINT "project_text_stated" CHECK (btrim(body) <> ''),
  ADD CONSTRAINT "project_text_title_is_translation" CHECK (field <> 'title' OR status <> 'original');
ALTER TABLE "project_place"
  ADD CONSTRAINT "project_place_position" CHECK (num_nulls(latitude, longitude, coordinate_precision) IN (0, 3) AND latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180),
  ADD CONSTRAINT "project_place_order" CHECK ("position" >= 0);
ALTER TABLE "project_organisation" ADD CONSTRAINT "project_organisation_order" CHECK ("position" >= 0);
ALTER TABLE "project_theme"
  ADD CONSTRAINT "project_theme_rank" CHECK (rank >= 0),
  ADD CONSTRAINT "project_theme_percentage" CHECK (percentage BETWEEN 0 AND 100);
ALTER TABLE "funding_line"
  ADD CONSTRAINT "funding_line_amount" CHECK (amount >= 0),
  ADD CONSTRAINT "funding_line_year" CHECK (year BETWEEN 1900 AND 2100),
  ADD CONSTRAINT "funding_line_currency_iso" CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT "funding_line_order" CHECK ("position" >= 0);
ALTER TABLE "scheme_line" ADD CONSTRAINT "scheme_line_amount" CHECK (amount >= 0);

-- News
ALTER TABLE "news_item"
  ADD CONSTRAINT "news_item_public_id_format" CHECK (public_id ~ '^n[0-9]+$'),
  ADD CONSTRAINT "news_item_language" CHECK (language ~ '^[a-z]{2}$'),
  ADD CONSTRAINT "news_item_source_url_http" CHECK (source_url ~* '^https?://');
ALTER TABLE "news_text" ADD CONSTRAINT "news_text_stated" CHECK (btrim(title) <> '' AND btrim(body) <> '' AND language ~ '^[a-z]{2}$');
ALTER TABLE "agreement"
  ADD CONSTRAINT "agreement_dates_order" CHECK (ends_on >= signed_on),
  ADD CONSTRAINT "agreement_signed_precision" CHECK (num_nulls(signed_on, signed_precision) IN (0, 2));
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_sha256" CHECK (file_sha256 ~ '^[0-9a-f]{64}$');

-- People (domain rule: a name is public only with a recorded legal basis, that of staff of partners and people who object never)
ALTER TABLE "contact"
  ADD CONSTRAINT "contact_owner" CHECK (num_nonnulls(post_id, organisation_id) = 1),
  ADD CONSTRAINT "contact_public_name_has_basis" CHECK (visibility <> 'public' OR num_nonnulls(last_name, first_name) = 0 OR coalesce(btrim(legal_basis), '') <> ''),
  ADD CONSTRAINT "contact_partner_staff_restricted" CHECK (function_code <> 'partner_staff' OR visibility = 'restricted'),
  ADD CONSTRAINT "contact_objection_restricted" CHECK (NOT opted_out OR visibility = 'restricted');
COMMENT ON TABLE "contact" IS 'personal data: names, addresses and telephone numbers of people';
COMMENT ON TABLE "volunteer" IS 'personal data: names of volunteers, always restricted';

-- Trees have no cycles. TG_ARGV[0] is the column that points to the parent.
CREATE FUNCTION "refuse_cycle"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  key_column text := TG_ARGV[1];
  found boolean;
BEGIN
  EXECUTE format(
    'WITH RECURSIVE above(key, depth) AS (
       SELECT ($1).%1$I, 1
       UNION ALL
       SELECT t.%1$I, above.depth + 1 FROM %2$I t JOIN above ON t.%3$I = above.key WHERE above.depth < 50 AND above.key <> ($1).%3$I
     )
     SELECT EXISTS (SELECT FROM above WHERE key = ($1).%3$I)', TG_ARGV[0], TG_TABLE_NAME, key_column)
  INTO found USING NEW;
  IF found THEN
    RAISE EXCEPTION '%.% would make a cycle', TG_TABLE_NAME, TG_ARGV[0] USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_no_cycle';
  END IF;
  RETURN NULL;
END $$;

-- A new row closes a cycle only with rows of the same statement (nothing could refer to it before), and every cycle has a
-- row that points to a key not below its own: only such rows are looked at, or loading 38,000 territories takes 10 s more.
CREATE CONSTRAINT TRIGGER "world_region_no_cycle_insert" AFTER INSERT ON "world_region"
  FOR EACH ROW WHEN (NEW.parent_code >= NEW.code) EXECUTE FUNCTION refuse_cycle('parent_code', 'code');
CREATE CONSTRAINT TRIGGER "world_region_no_cycle" AFTER UPDATE OF "parent_code" ON "world_region"
  FOR EACH ROW WHEN (NEW.parent_code IS NOT NULL) EXECUTE FUNCTION refuse_cycle('parent_code', 'code');
CREATE CONSTRAINT TRIGGER "territory_no_cycle_insert" AFTER INSERT ON "territory"
  FOR EACH ROW WHEN (NEW.parent_id >= NEW.id) EXECUTE FUNCTION refuse_cycle('parent_id', 'id');
CREATE CONSTRAINT TRIGGER "territory_no_cycle" AFTER UPDATE OF "parent_id" ON "territory"
  FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION refuse_cycle('parent_id', 'id');
CREATE CONSTRAINT TRIGGER "territory_successor_no_cycle_insert" AFTER INSERT ON "territory"
  FOR EACH ROW WHEN (NEW.successor_id >= NEW.id) EXECUTE FUNCTION refuse_cycle('successor_id', 'id');
CREATE CONSTRAINT TRIGGER "territory_successor_no_cycle" AFTER UPDATE OF "successor_id" ON "territory"
  FOR EACH ROW WHEN (NEW.successor_id IS NOT NULL) EXECUTE FUNCTION refuse_cycle('successor_id', 'id');
CREATE CONSTRAINT TRIGGER "organisation_successor_no_cycle_insert" AFTER INSERT ON "organisation"
  FOR EACH ROW WHEN (NEW.successor_id >= NEW.id) EXECUTE FUNCTION refuse_cycle('successor_id', 'id');
CREATE CONSTRAINT TRIGGER "organisation_successor_no_cycle" AFTER UPDATE OF "successor_id" ON "organisation"
  FOR EACH ROW WHEN (NEW.successor_id IS NOT NULL) EXECUTE FUNCTION refuse_cycle('successor_id', 'id');
CREATE CONSTRAINT TRIGGER "theme_no_cycle_insert" AFTER INSERT ON "theme"
  FOR EACH ROW WHEN (NEW.parent_id >= NEW.id) EXECUTE FUNCTION refuse_cycle('parent_id', 'id');
CREATE CONSTRAINT TRIGGER "theme_no_cycle" AFTER UPDATE OF "parent_id" ON "theme"
  FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION refuse_cycle('parent_id', 'id');

-- A theme stands one level below its parent, in the same nomenclature.
CREATE FUNCTION "refuse_theme_out_of_place"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM theme parent WHERE parent.id = NEW.parent_id AND parent.level = NEW.level - 1 AND parent.nomenclature_id = NEW.nomenclature_id) THEN
    RAISE EXCEPTION 'theme % is not one level below its parent', NEW.code USING ERRCODE = 'check_violation', CONSTRAINT = 'theme_in_place';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "theme_in_place" AFTER INSERT OR UPDATE ON "theme"
  FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION refuse_theme_out_of_place();

-- History is only ever added to.
CREATE FUNCTION "refuse_change_of_history"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'revision is append-only' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'revision_append_only';
END $$;
CREATE TRIGGER "revision_append_only" BEFORE UPDATE OR DELETE ON "revision"
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();
CREATE TRIGGER "revision_not_truncated" BEFORE TRUNCATE ON "revision"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();
