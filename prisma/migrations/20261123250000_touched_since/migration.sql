-- Tables that came after the notes of what was touched (offices of the directory, what news are made of): whatever they say may be on
-- any page, and is seldom written.
DO $$
DECLARE
  since text;
  event record;
BEGIN
  FOR since IN SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
    AND EXISTS (SELECT FROM pg_trigger WHERE tgrelid = pg_class.oid AND tgname = 'data_version')
    AND NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = pg_class.oid AND tgname = 'touch_truncate')
  LOOP
    FOR event IN SELECT * FROM (VALUES
      ('INSERT', 'REFERENCING NEW TABLE AS changed', 'SELECT ''*'' FROM changed'),
      ('DELETE', 'REFERENCING OLD TABLE AS changed', 'SELECT ''*'' FROM changed'),
      ('UPDATE', 'REFERENCING OLD TABLE AS before NEW TABLE AS after',
        'SELECT ''*'' FROM ((TABLE before EXCEPT TABLE after) UNION ALL (TABLE after EXCEPT TABLE before)) AS changed')
    ) AS events(name, tables, tags)
    LOOP
      EXECUTE format('CREATE TRIGGER %I AFTER %s ON %I %s FOR EACH STATEMENT EXECUTE FUNCTION touch_changed(%L)',
        'touch_' || lower(event.name), event.name, since, event.tables, event.tags);
    END LOOP;
    EXECUTE format('CREATE TRIGGER "touch_truncate" AFTER TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION touch_anything()', since);
  END LOOP;
END $$;
