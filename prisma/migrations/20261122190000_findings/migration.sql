-- A pair of records is one finding, of the later one, with the public id of the other as key: both records find it.
-- The pages count by rule.
CREATE INDEX "quality_finding_rule_key_idx" ON "quality_finding"("rule", "key");
