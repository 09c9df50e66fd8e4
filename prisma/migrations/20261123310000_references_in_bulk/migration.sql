-- Rows by thousands: their references are looked for once a statement, not once a row (docs/decisions/017-import-pipeline.md). PostgreSQL
-- looks for each reference of each row by a statement of its own, twenty a twinning; where its role `replica` puts this off, the
-- trigger `check_references` looks instead, whoever writes.

-- Refuses new rows that refer to what is not there. The argument of each reference finds one that does.
CREATE FUNCTION "check_references"() RETURNS trigger LANGUAGE plpgsql
AS $$
DECLARE
  broken text;
BEGIN
  FOR i IN 0..TG_NARGS - 1 LOOP
    EXECUTE TG_ARGV[i] INTO broken;
    IF broken IS NOT NULL THEN
      RAISE foreign_key_violation USING TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA,
        MESSAGE = format('insert on table "%s" violates a foreign key', TG_TABLE_NAME), DETAIL = format('Not present: %s.', broken);
    END IF;
  END LOOP;
  RETURN NULL;
END $$;

-- The statement that finds a new row of a table whose reference by a foreign key is to nothing. As PostgreSQL does, it keeps others from
-- removing what is referred to until the transaction ends; what the transaction made itself, nobody else can remove.
CREATE FUNCTION "reference_check"("key" pg_constraint) RETURNS text LANGUAGE sql STABLE
AS $$
  SELECT format('SELECT %L || c FROM (SELECT DISTINCT %s FROM changed WHERE %s) AS c WHERE NOT (
      EXISTS (SELECT FROM ONLY %s AS x WHERE %s AND x.xmin = pg_current_xact_id()::xid)
      OR EXISTS (SELECT FROM ONLY %4$s AS x WHERE %5$s FOR KEY SHARE)) LIMIT 1',
    key.conname || ' ', string_agg(quote_ident(a.attname), ', ' ORDER BY n), string_agg(format('%I IS NOT NULL', a.attname), ' AND ' ORDER BY n),
    min(format('%s.%I', r.relnamespace::regnamespace, r.relname)), string_agg(format('x.%I = c.%I', f.attname, a.attname), ' AND ' ORDER BY n))
  FROM pg_class r CROSS JOIN unnest(key.conkey, key.confkey) WITH ORDINALITY AS k(own, other, n)
    JOIN pg_attribute a ON a.attrelid = key.conrelid AND a.attnum = k.own JOIN pg_attribute f ON f.attrelid = key.confrelid AND f.attnum = k.other
  WHERE r.oid = key.confrelid
$$;

-- What an import writes by thousands. The triggers of an insert fire in both roles.
DO $$
DECLARE
  bulk regclass;
  own record;
BEGIN
  FOREACH bulk IN ARRAY ARRAY['organisation', 'organisation_code', 'organisation_alias', 'revision', 'project', 'project_text', 'project_place',
    'project_organisation', 'project_theme', 'funding_line', 'scheme_line', 'quality_finding']::regclass[]
  LOOP
    EXECUTE (SELECT format('CREATE TRIGGER "check_references" AFTER INSERT ON %s REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
      EXECUTE FUNCTION check_references(%s)', bulk, string_agg(quote_literal(reference_check(c)), ', ' ORDER BY c.conname))
      FROM pg_constraint c WHERE c.conrelid = bulk AND c.contype = 'f');
    EXECUTE format('ALTER TABLE %s ENABLE REPLICA TRIGGER "check_references"', bulk);
    -- INSERT is bit 2 of the type.
    FOR own IN SELECT tgname FROM pg_trigger WHERE tgrelid = bulk AND NOT tgisinternal AND tgenabled = 'O' AND tgtype & 4 > 0 LOOP
      EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', bulk, own.tgname);
    END LOOP;
  END LOOP;
END $$;
-- These note the projects concerned here.
ALTER TABLE "search_stale" ENABLE ALWAYS TRIGGER "search_settle";

-- Whether PostgreSQL's own look for references can be put off: the role of this connection may, all references are looked for, and every
-- trigger of an insert fires all the same.
CREATE FUNCTION "references_in_bulk"(target regclass) RETURNS boolean LANGUAGE sql STABLE
AS $$
  SELECT has_parameter_privilege('session_replication_role', 'SET')
    AND (SELECT tgnargs FROM pg_trigger WHERE tgrelid = target AND tgname = 'check_references' AND tgenabled = 'R')
      = (SELECT count(*) FROM pg_constraint WHERE conrelid = target AND contype = 'f')
    AND NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = target AND NOT tgisinternal AND tgenabled = 'O' AND tgtype & 4 > 0)
$$;

-- Inserts rows, given as an array of objects with these columns. Returns their number.
CREATE FUNCTION "insert_rows"(target regclass, columns text[], rows json) RETURNS integer LANGUAGE plpgsql
AS $$
DECLARE
  listed text := (SELECT string_agg(quote_ident(c), ', ' ORDER BY n) FROM unnest(columns) WITH ORDINALITY AS u(c, n));
  mode text := current_setting('session_replication_role');
  once boolean := references_in_bulk(target);
  number integer;
BEGIN
  -- Where a row is refused, the role goes back with all that the transaction did.
  IF once THEN PERFORM set_config('session_replication_role', 'replica', true); END IF;
  EXECUTE format('INSERT INTO %1$s (%2$s) SELECT %2$s FROM json_populate_recordset(NULL::%1$s, $1)', target, listed) USING rows;
  GET DIAGNOSTICS number = ROW_COUNT;
  IF once THEN PERFORM set_config('session_replication_role', mode, true); END IF;
  RETURN number;
END $$;
