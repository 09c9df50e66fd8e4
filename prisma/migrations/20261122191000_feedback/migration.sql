-- CreateEnum
CREATE TYPE "feedback_kind" AS ENUM ('error', 'confirmation', 'personal_data');

-- CreateEnum
CREATE TYPE "feedback_part" AS ENUM ('title', 'dates', 'organisations', 'places', 'funding', 'texts', 'contacts', 'other');

-- CreateEnum
CREATE TYPE "feedback_status" AS ENUM ('new', 'accepted', 'rejected', 'done');

-- CreateEnum
CREATE TYPE "feedback_mail_kind" AS ENUM ('acknowledgement', 'operators');

-- CreateTable
CREATE TABLE "feedback" (
    "id" SERIAL NOT NULL,
    "number" TEXT NOT NULL,
    "form_key" TEXT NOT NULL,
    "public_id" TEXT NOT NULL,
    "kind" "feedback_kind" NOT NULL,
    "part" "feedback_part",
    "body" TEXT,
    "evidence_url" TEXT,
    "organisation" TEXT,
    "email" TEXT,
    "language" CHAR(2) NOT NULL,
    "status" "feedback_status" NOT NULL DEFAULT 'new',
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "feedback_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feedback_mail" (
    "id" SERIAL NOT NULL,
    "feedback_id" INTEGER NOT NULL,
    "kind" "feedback_mail_kind" NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "given_up_at" TIMESTAMPTZ(3),
    "last_error" TEXT,

    CONSTRAINT "feedback_mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "secret" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "secret_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "feedback_number_key" ON "feedback"("number");

-- CreateIndex
CREATE UNIQUE INDEX "feedback_form_key_key" ON "feedback"("form_key");

-- CreateIndex
CREATE INDEX "feedback_created_at_idx" ON "feedback"("created_at");

-- CreateIndex
CREATE INDEX "feedback_status_created_at_idx" ON "feedback"("status", "created_at");

-- CreateIndex
CREATE INDEX "feedback_public_id_idx" ON "feedback"("public_id");

-- CreateIndex
CREATE INDEX "feedback_mail_next_attempt_at_idx" ON "feedback_mail"("next_attempt_at");

-- CreateIndex
CREATE UNIQUE INDEX "feedback_mail_feedback_id_kind_key" ON "feedback_mail"("feedback_id", "kind");

-- AddForeignKey
ALTER TABLE "feedback_mail" ADD CONSTRAINT "feedback_mail_feedback_id_fkey" FOREIGN KEY ("feedback_id") REFERENCES "feedback"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot express.
ALTER TABLE "feedback"
  ADD CONSTRAINT "feedback_number_format" CHECK (number ~ '^A-[0-9]{4}-[0-9A-HJKMNP-TV-Z]{6}$'),
  ADD CONSTRAINT "feedback_public_id_format" CHECK (public_id ~ '^[podn][0-9]+$'),
  ADD CONSTRAINT "feedback_language" CHECK (language ~ '^[a-z]{2}$'),
  ADD CONSTRAINT "feedback_text_stated" CHECK (btrim(body) <> '' AND btrim(organisation) <> '' AND btrim(note) <> ''),
  ADD CONSTRAINT "feedback_evidence_http" CHECK (evidence_url ~* '^https?://'),
  ADD CONSTRAINT "feedback_email_one_line" CHECK (email ~ '^[^\s@]+@[^\s@]+$'),
  ADD CONSTRAINT "feedback_closed" CHECK ((status = 'new') = (closed_at IS NULL));
COMMENT ON TABLE "feedback" IS 'personal data: what visitors reported, with their e-mail address; never public';
COMMENT ON TABLE "secret" IS 'keys of the portal; never public';
