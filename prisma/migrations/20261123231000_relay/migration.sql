-- Letters of visitors to those who stand in the directory (docs/decisions/028-directory-and-relay.md).
-- CreateEnum
CREATE TYPE "relay_mail_kind" AS ENUM ('delivery', 'copy');

-- CreateTable
CREATE TABLE "relay_message" (
    "id" SERIAL NOT NULL,
    "number" TEXT NOT NULL,
    "form_key" TEXT NOT NULL,
    "public_id" TEXT NOT NULL,
    "name" TEXT,
    "email" TEXT,
    "subject" TEXT,
    "body" TEXT,
    "language" CHAR(2) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "relay_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "relay_mail" (
    "id" SERIAL NOT NULL,
    "message_id" INTEGER NOT NULL,
    "kind" "relay_mail_kind" NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "given_up_at" TIMESTAMPTZ(3),
    "last_error" TEXT,

    CONSTRAINT "relay_mail_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "relay_message_number_key" ON "relay_message"("number");

-- CreateIndex
CREATE UNIQUE INDEX "relay_message_form_key_key" ON "relay_message"("form_key");

-- CreateIndex
CREATE INDEX "relay_message_created_at_idx" ON "relay_message"("created_at");

-- CreateIndex
CREATE INDEX "relay_message_public_id_created_at_idx" ON "relay_message"("public_id", "created_at");

-- CreateIndex
CREATE INDEX "relay_mail_next_attempt_at_idx" ON "relay_mail"("next_attempt_at");

-- CreateIndex
CREATE UNIQUE INDEX "relay_mail_message_id_kind_key" ON "relay_mail"("message_id", "kind");

-- AddForeignKey
ALTER TABLE "relay_mail" ADD CONSTRAINT "relay_mail_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "relay_message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot express. Headers are of one line: what stands in them is checked here, too.
ALTER TABLE "relay_message"
  ADD CONSTRAINT "relay_message_number_format" CHECK (number ~ '^M-[0-9]{4}-[0-9A-HJKMNP-TV-Z]{6}$'),
  ADD CONSTRAINT "relay_message_public_id_format" CHECK (public_id ~ '^[db][0-9]+$'),
  ADD CONSTRAINT "relay_message_language" CHECK (language ~ '^[a-z]{2}$'),
  ADD CONSTRAINT "relay_message_one_line" CHECK (email ~ '^[^\s@]+@[^\s@]+$' AND name !~ '[\r\n]' AND subject !~ '[\r\n]'),
  ADD CONSTRAINT "relay_message_erased_together" CHECK (num_nonnulls(email, subject, body) IN (0, 3));
COMMENT ON TABLE "relay_message" IS 'personal data: what visitors write to those who stand in the directory; never public';
