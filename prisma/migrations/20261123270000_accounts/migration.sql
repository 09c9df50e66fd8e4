-- People who sign in, what they may do, and what they did (docs/decisions/030-accounts.md). Nothing of it is on a public page.
-- CreateEnum
CREATE TYPE "account_role" AS ENUM ('correspondent', 'officer', 'operator');

-- CreateEnum
CREATE TYPE "account_link_purpose" AS ENUM ('sign_in', 'invitation');

-- CreateEnum
CREATE TYPE "audit_kind" AS ENUM ('contact_seen', 'signed_in', 'invited', 'changed', 'revoked');

-- CreateTable
CREATE TABLE "account" (
    "id" SERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "role" "account_role" NOT NULL,
    "language" CHAR(2) NOT NULL,
    "invited_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_sign_in_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "oidc_issuer" TEXT,
    "oidc_subject" TEXT,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_country" (
    "account_id" INTEGER NOT NULL,
    "country_code" CHAR(2) NOT NULL,

    CONSTRAINT "account_country_pkey" PRIMARY KEY ("account_id","country_code")
);

-- CreateTable
CREATE TABLE "account_organisation" (
    "account_id" INTEGER NOT NULL,
    "organisation_id" INTEGER NOT NULL,

    CONSTRAINT "account_organisation_pkey" PRIMARY KEY ("account_id","organisation_id")
);

-- CreateTable
CREATE TABLE "account_session" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_link" (
    "id" SERIAL NOT NULL,
    "purpose" "account_link_purpose" NOT NULL,
    "email" TEXT NOT NULL,
    "language" CHAR(2) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "token_hash" BYTEA,
    "expires_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_mail" (
    "id" SERIAL NOT NULL,
    "link_id" INTEGER NOT NULL,
    "kind" "account_link_purpose" NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "given_up_at" TIMESTAMPTZ(3),
    "last_error" TEXT,

    CONSTRAINT "account_mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "account_id" INTEGER,
    "kind" "audit_kind" NOT NULL,
    "page" TEXT,
    "contact_id" INTEGER,
    "contact_of" TEXT,
    "contact_function" TEXT,
    "subject_id" INTEGER,
    "access" TEXT,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_email_key" ON "account"("email");

-- CreateIndex
CREATE UNIQUE INDEX "account_oidc_issuer_oidc_subject_key" ON "account"("oidc_issuer", "oidc_subject");

-- CreateIndex
CREATE INDEX "account_country_country_code_idx" ON "account_country"("country_code");

-- CreateIndex
CREATE INDEX "account_organisation_organisation_id_idx" ON "account_organisation"("organisation_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_session_token_hash_key" ON "account_session"("token_hash");

-- CreateIndex
CREATE INDEX "account_session_account_id_idx" ON "account_session"("account_id");

-- CreateIndex
CREATE INDEX "account_session_expires_at_idx" ON "account_session"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "account_link_token_hash_key" ON "account_link"("token_hash");

-- CreateIndex
CREATE INDEX "account_link_email_created_at_idx" ON "account_link"("email", "created_at");

-- CreateIndex
CREATE INDEX "account_link_created_at_idx" ON "account_link"("created_at");

-- CreateIndex
CREATE INDEX "account_mail_next_attempt_at_idx" ON "account_mail"("next_attempt_at");

-- CreateIndex
CREATE UNIQUE INDEX "account_mail_link_id_kind_key" ON "account_mail"("link_id", "kind");

-- CreateIndex
CREATE INDEX "audit_entry_account_id_id_idx" ON "audit_entry"("account_id", "id");

-- CreateIndex
CREATE INDEX "audit_entry_contact_id_id_idx" ON "audit_entry"("contact_id", "id");

-- CreateIndex
CREATE INDEX "audit_entry_subject_id_idx" ON "audit_entry"("subject_id");

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

-- AddForeignKey
ALTER TABLE "account_country" ADD CONSTRAINT "account_country_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_country" ADD CONSTRAINT "account_country_country_code_fkey" FOREIGN KEY ("country_code") REFERENCES "country"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_organisation" ADD CONSTRAINT "account_organisation_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_organisation" ADD CONSTRAINT "account_organisation_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_session" ADD CONSTRAINT "account_session_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_mail" ADD CONSTRAINT "account_mail_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "account_link"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot express. Addresses are compared in lower case, and stand in the header of a mail.
ALTER TABLE "account"
  ADD CONSTRAINT "account_email_format" CHECK (email ~ '^[^\s@]+@[^\s@]+$' AND email = lower(email)),
  ADD CONSTRAINT "account_language" CHECK (language ~ '^[a-z]{2}$'),
  ADD CONSTRAINT "account_oidc_whole" CHECK (num_nonnulls(oidc_issuer, oidc_subject) IN (0, 2));
ALTER TABLE "account_session"
  ADD CONSTRAINT "account_session_token_is_hash" CHECK (octet_length(token_hash) = 32),
  ADD CONSTRAINT "account_session_ends" CHECK (expires_at > created_at);
ALTER TABLE "account_link"
  ADD CONSTRAINT "account_link_email_format" CHECK (email ~ '^[^\s@]+@[^\s@]+$' AND email = lower(email)),
  ADD CONSTRAINT "account_link_language" CHECK (language ~ '^[a-z]{2}$'),
  ADD CONSTRAINT "account_link_token_is_hash" CHECK (octet_length(token_hash) = 32),
  ADD CONSTRAINT "account_link_token_ends" CHECK (num_nonnulls(token_hash, expires_at) IN (0, 2));
ALTER TABLE "audit_entry"
  ADD CONSTRAINT "audit_entry_whole" CHECK (CASE kind
    WHEN 'contact_seen' THEN num_nonnulls(account_id, page, contact_id, contact_of, contact_function) = 5
    WHEN 'signed_in' THEN account_id IS NOT NULL
    ELSE subject_id IS NOT NULL END);

-- Whoever writes, also an operator with the rights of the owner: entries get the time of the database, stay as they are, and go only
-- when their time is over (`auditMonths` of lib/core/limits.ts).
CREATE FUNCTION "keep_audit"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.at := now();
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF OLD.at < now() - interval '12 months' THEN RETURN OLD; END IF;
  END IF;
  RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'audit_entry_append_only';
END $$;
CREATE TRIGGER "audit_entry_append_only" BEFORE INSERT OR UPDATE OR DELETE ON "audit_entry"
  FOR EACH ROW EXECUTE FUNCTION keep_audit();
CREATE TRIGGER "audit_entry_not_truncated" BEFORE TRUNCATE ON "audit_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION keep_audit();
ALTER TABLE "audit_entry" ENABLE ALWAYS TRIGGER "audit_entry_append_only";
ALTER TABLE "audit_entry" ENABLE ALWAYS TRIGGER "audit_entry_not_truncated";

COMMENT ON TABLE "account" IS 'personal data: who may sign in; never public';
COMMENT ON TABLE "account_link" IS 'personal data: one-time links that were asked for; never public, in no backup';
COMMENT ON TABLE "audit_entry" IS 'personal data: who saw which contact, and who let whom in; never public';
