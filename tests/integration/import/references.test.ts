import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertRows } from "@/lib/core/bulk";
import { type Bench, openBench } from "../quality/support";

let bench: Bench;
let other: pg.Client;
let town: number;

const alias = (organisation: number, normalised = "autre nom") => [
  { organisation_id: organisation, name: normalised, normalised },
];
const missing = 2_000_000_000;

async function mode(): Promise<string> {
  const { rows } = await bench.sql.query("SELECT current_setting('session_replication_role') AS mode");
  return rows[0].mode;
}

/** SQLSTATE of the error that work ends with, in a transaction that leaves nothing. */
async function failureOf(work: () => Promise<unknown>): Promise<string | undefined> {
  await bench.sql.query("BEGIN");
  const failure = await work().then(
    () => undefined,
    (error: pg.DatabaseError) => error.code,
  );
  await bench.sql.query("ROLLBACK");
  return failure;
}

const broken = "23503";

beforeAll(async () => {
  bench = await openBench();
  other = new pg.Client({ connectionString: bench.url });
  await other.connect();
  town = await bench.organisation({ name: "Kpalimé-sur-Mono", country_code: "TG", kind_code: "foreign_municipality" });
});
afterAll(async () => {
  await other.end();
  await bench.close();
});

describe("references of rows that are written by thousands", () => {
  it("are looked for once a statement in every table that an import fills, and every foreign key of it is among them", async () => {
    const { rows } = await bench.sql.query(`
      SELECT t.tgrelid::regclass::text AS name, references_in_bulk(t.tgrelid) AS once,
        array_to_json(string_to_array(replace(encode(t.tgargs, 'escape'), '\\000', chr(1)), chr(1))) AS stated,
        (SELECT json_agg(reference_check(c)) FROM pg_constraint c WHERE c.conrelid = t.tgrelid AND c.contype = 'f') AS wanted
      FROM pg_trigger t WHERE t.tgname = 'check_references' ORDER BY 1`);
    expect(rows.map(({ name }) => name)).toEqual(
      [
        ...["funding_line", "organisation", "organisation_alias", "organisation_code", "project", "project_organisation"],
        ...["project_place", "project_text", "project_theme", "quality_finding", "revision", "scheme_line"],
      ].toSorted(),
    );
    const stored = (text: string) => Buffer.from(text).toString("latin1");
    for (const { once, stated, wanted } of rows) {
      expect(once).toBe(true);
      expect(stated.filter(Boolean).map(stored).toSorted()).toEqual(wanted.map(stored).toSorted());
    }
  });

  it("refuse what is not there, in each column, and leave the session as it was", async () => {
    const project = await bench.project({});
    const place = { project_id: project, position: 7, country_code: "TG", name: null };
    const part = { project_id: project, organisation_id: town, role_code: "partner_abroad", position: 3 };
    const attempts: [string, object][] = [
      ["organisation_alias", { ...alias(missing)[0] }],
      ["project_place", { ...place, project_id: missing }],
      ["project_place", { ...place, country_code: "XX" }],
      ["project_organisation", { ...part, role_code: "none_such" }],
      ["project_organisation", { ...part, role_code: "foreign_partner", organisation_id: missing }],
    ];
    for (const [table, row] of attempts)
      expect(await failureOf(() => insertRows(bench.sql, table, [row as Record<string, unknown>])), table).toBe(broken);
    expect(await mode()).toBe("origin");
    expect(await failureOf(() => insertRows(bench.sql, "project_place", [place]))).toBeUndefined();
    expect(await mode()).toBe("origin");
  });

  it("refuse one bad row among good ones, of another transaction’s making too", async () => {
    await other.query("BEGIN");
    const { rows } = await other.query(
      `INSERT INTO organisation (kind_code, name, slug, country_code, origin, source_id)
       SELECT kind_code, 'Nulle part', 'nulle-part', country_code, origin, source_id FROM organisation WHERE id = $1 RETURNING id`,
      [town],
    );
    const unseen = rows[0].id;
    const both = [...alias(town), ...alias(unseen)];
    expect(await failureOf(() => insertRows(bench.sql, "organisation_alias", both))).toBe(broken);
    await other.query("ROLLBACK");
  });

  it("keep what they refer to until the transaction ends", async () => {
    const lonely = await bench.organisation({ name: "Wli-Todzi", country_code: "TG", kind_code: "foreign_municipality" });
    await bench.sql.query("BEGIN");
    await insertRows(bench.sql, "organisation_alias", alias(lonely));
    await other.query("SET lock_timeout = '100ms'");
    const refused = await other.query("DELETE FROM organisation WHERE id = $1", [lonely]).catch((error) => error.code);
    expect(refused).toBe("55P03");
    await bench.sql.query("COMMIT");
    const { rows } = await bench.sql.query("SELECT count(*)::int AS number FROM organisation_alias WHERE organisation_id = $1", [
      lonely,
    ]);
    expect(rows[0].number).toBeGreaterThan(0);
  });

  it("are seen where they are made in the same transaction", async () => {
    await bench.sql.query("BEGIN");
    const { rows } = await bench.sql.query(
      `INSERT INTO organisation (kind_code, name, slug, country_code, origin, source_id)
       SELECT kind_code, 'Akodésséwa', 'akodessewa', country_code, origin, source_id FROM organisation WHERE id = $1 RETURNING id`,
      [town],
    );
    await insertRows(bench.sql, "organisation_alias", alias(rows[0].id));
    await bench.sql.query("COMMIT");
  });

  it("are PostgreSQL’s own matter for a role that may not put its look off, or where a trigger would be missed", async () => {
    await bench.sql.query(`CREATE ROLE references_plain NOSUPERUSER;
      GRANT USAGE ON SCHEMA public TO references_plain; GRANT ALL ON ALL TABLES IN SCHEMA public TO references_plain;
      GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO references_plain`);
    try {
      const asPlain = async (work: () => Promise<unknown>) => {
        await bench.sql.query("SET LOCAL ROLE references_plain");
        const { rows } = await bench.sql.query("SELECT references_in_bulk('organisation_alias') AS once");
        expect(rows[0].once).toBe(false);
        await work();
      };
      expect(await failureOf(() => asPlain(() => insertRows(bench.sql, "organisation_alias", alias(missing))))).toBe(broken);
      expect(await failureOf(() => asPlain(() => insertRows(bench.sql, "organisation_alias", alias(town))))).toBeUndefined();
    } finally {
      await bench.sql.query("DROP OWNED BY references_plain; DROP ROLE references_plain");
    }
    const unnoticed = async () => {
      await bench.sql.query(
        `CREATE TRIGGER later AFTER INSERT ON organisation_alias FOR EACH STATEMENT EXECUTE FUNCTION touch_anything()`,
      );
      const { rows } = await bench.sql.query("SELECT references_in_bulk('organisation_alias') AS once");
      expect(rows[0].once).toBe(false);
    };
    expect(await failureOf(unnoticed)).toBeUndefined();
  });
});
