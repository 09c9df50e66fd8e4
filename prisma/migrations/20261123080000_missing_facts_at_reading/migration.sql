-- A fact that is missing is seen when the record is read (docs/decisions/011-findings.md): what was stored of it would be told twice.
DELETE FROM "quality_finding" WHERE "import_run_id" IS NULL AND ("rule" = 'title_only' OR "rule" LIKE 'no\_%');
