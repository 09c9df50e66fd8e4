-- What the database answered about subjects of many projects, so that nobody waits for it to read them again
-- (docs/decisions/025-profiles.md). Not logged: after a crash it is empty, and made anew.
CREATE UNLOGGED TABLE "kept_answers" (
    "subject" TEXT NOT NULL,
    "tags" TEXT[],
    "database" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "snapshot" pg_snapshot NOT NULL,
    "answers" JSON NOT NULL,

    CONSTRAINT "kept_answers_pkey" PRIMARY KEY ("subject")
);
