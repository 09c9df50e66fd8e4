-- Contacts are asked whether what is held of them is right; what cannot be delivered is marked; who objects stays out
-- (docs/decisions/028-directory-and-relay.md).
-- CreateEnum
CREATE TYPE "verification_answer" AS ENUM ('confirmed', 'corrected', 'objected');

-- CreateEnum
CREATE TYPE "verification_mail_kind" AS ENUM ('request');

-- AlterTable
ALTER TABLE "diplomatic_post" ADD COLUMN "undeliverable_on" DATE;

-- AlterTable
ALTER TABLE "office" ADD COLUMN "undeliverable_on" DATE;

-- AlterTable
ALTER TABLE "contact" ADD COLUMN "undeliverable_on" DATE;

-- AlterTable
ALTER TABLE "feedback" ADD COLUMN "contact_id" INTEGER,
ADD COLUMN "from_concerned" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "verification" (
    "id" SERIAL NOT NULL,
    "post_id" INTEGER,
    "office_id" INTEGER,
    "contact_id" INTEGER,
    "language" CHAR(2) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" "verification_answer",
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification_mail" (
    "id" SERIAL NOT NULL,
    "verification_id" INTEGER NOT NULL,
    "kind" "verification_mail_kind" NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "given_up_at" TIMESTAMPTZ(3),
    "last_error" TEXT,

    CONSTRAINT "verification_mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "objection" (
    "fingerprint" TEXT NOT NULL,
    "objected_on" DATE NOT NULL DEFAULT CURRENT_DATE,

    CONSTRAINT "objection_pkey" PRIMARY KEY ("fingerprint")
);

-- CreateIndex
CREATE INDEX "verification_post_id_created_at_idx" ON "verification"("post_id", "created_at");

-- CreateIndex
CREATE INDEX "verification_office_id_created_at_idx" ON "verification"("office_id", "created_at");

-- CreateIndex
CREATE INDEX "verification_contact_id_created_at_idx" ON "verification"("contact_id", "created_at");

-- CreateIndex
CREATE INDEX "verification_mail_next_attempt_at_idx" ON "verification_mail"("next_attempt_at");

-- CreateIndex
CREATE UNIQUE INDEX "verification_mail_verification_id_kind_key" ON "verification_mail"("verification_id", "kind");

-- CreateIndex
CREATE INDEX "feedback_contact_id_idx" ON "feedback"("contact_id");

-- AddForeignKey
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verification" ADD CONSTRAINT "verification_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "diplomatic_post"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verification" ADD CONSTRAINT "verification_office_id_fkey" FOREIGN KEY ("office_id") REFERENCES "office"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verification" ADD CONSTRAINT "verification_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verification_mail" ADD CONSTRAINT "verification_mail_verification_id_fkey" FOREIGN KEY ("verification_id") REFERENCES "verification"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot express.
ALTER TABLE "verification"
  ADD CONSTRAINT "verification_of_one" CHECK (num_nonnulls(post_id, office_id, contact_id) = 1),
  ADD CONSTRAINT "verification_language" CHECK (language ~ '^[a-z]{2}$'),
  ADD CONSTRAINT "verification_expires_later" CHECK (expires_at > created_at),
  ADD CONSTRAINT "verification_answered" CHECK (num_nonnulls(answer, answered_at) IN (0, 2));
ALTER TABLE "objection" ADD CONSTRAINT "objection_fingerprint_format" CHECK (fingerprint ~ '^[0-9a-f]{64}$');
COMMENT ON TABLE "objection" IS 'fingerprints of people who objected, under a key of the table secret: they are stored no more';

CREATE INDEX "contact_email_idx" ON "contact" (lower("email"));

-- A mark says that an address does not work: it goes with the address.
CREATE FUNCTION "forget_undeliverable"() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  NEW.undeliverable_on := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER "forget_undeliverable" BEFORE UPDATE OF generic_email ON "diplomatic_post"
  FOR EACH ROW WHEN (OLD.generic_email IS DISTINCT FROM NEW.generic_email) EXECUTE FUNCTION forget_undeliverable();
CREATE TRIGGER "forget_undeliverable" BEFORE UPDATE OF generic_email ON "office"
  FOR EACH ROW WHEN (OLD.generic_email IS DISTINCT FROM NEW.generic_email) EXECUTE FUNCTION forget_undeliverable();
CREATE TRIGGER "forget_undeliverable" BEFORE UPDATE OF email ON "contact"
  FOR EACH ROW WHEN (OLD.email IS DISTINCT FROM NEW.email) EXECUTE FUNCTION forget_undeliverable();

-- What tells a person apart, without saying who it is: an address (which several may share), a name with an address, and a name where it
-- works. None without the key, which whoever takes the first person out makes.
CREATE FUNCTION "person_fingerprints"("person" contact) RETURNS TABLE("kind" text, "fingerprint" text) LANGUAGE sql STABLE
AS $$
  SELECT marks.kind, encode(sha256(convert_to(concat_ws(' ', k.value, marks.kind, marks.mark), 'UTF8')), 'hex')
  FROM secret k
  CROSS JOIN (SELECT lower(btrim("person".email)) AS address, nullif(name_key(concat_ws(' ', "person".last_name, "person".first_name)), '') AS name) AS own
  CROSS JOIN LATERAL (VALUES
    ('address', own.address),
    ('person', own.address || ' ' || own.name),
    ('place', concat_ws(' ', coalesce("person".post_id, 0), coalesce("person".organisation_id, 0)) || ' ' || own.name)
  ) AS marks(kind, mark) WHERE k.name = 'objection' AND marks.mark IS NOT NULL
$$;

-- Whoever objected comes back by no way: a row about them keeps the function, and nothing of the person.
CREATE FUNCTION "keep_objectors_out"() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM objection) THEN RETURN NEW; END IF;
  IF EXISTS (SELECT FROM person_fingerprints(NEW) JOIN objection USING (fingerprint)) THEN
    NEW.opted_out := true;
    NEW.visibility := 'restricted';
    NEW.last_name := NULL;
    NEW.first_name := NULL;
    NEW.email := NULL;
    NEW.phone := NULL;
    NEW.legal_basis := NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "keep_objectors_out" BEFORE INSERT OR UPDATE OF last_name, first_name, email ON "contact"
  FOR EACH ROW EXECUTE FUNCTION keep_objectors_out();

-- Names by which the directory is searched, in the form in which names are compared: made once, and not by each search for each entry.
ALTER TABLE "diplomatic_post" ADD COLUMN "name_keys" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "office" ADD COLUMN "name_keys" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];

CREATE FUNCTION "post_name_keys"() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  NEW.name_keys := ARRAY[name_key(NEW.name_fr), name_key(NEW.name_en), name_key(NEW.city_fr), name_key(NEW.city_en)];
  RETURN NEW;
END $$;
CREATE TRIGGER "post_name_keys" BEFORE INSERT OR UPDATE OF name_fr, name_en, city_fr, city_en ON "diplomatic_post"
  FOR EACH ROW EXECUTE FUNCTION post_name_keys();

CREATE FUNCTION "office_name_keys"() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  NEW.name_keys := ARRAY[name_key(NEW.name_fr), name_key(NEW.name_en), name_key(coalesce(NEW.city, ''))];
  RETURN NEW;
END $$;
CREATE TRIGGER "office_name_keys" BEFORE INSERT OR UPDATE OF name_fr, name_en, city ON "office"
  FOR EACH ROW EXECUTE FUNCTION office_name_keys();

UPDATE "diplomatic_post" SET name_fr = name_fr;
UPDATE "office" SET name_fr = name_fr;
