import pg from "pg";
import { connect, type Database, setDb } from "@/lib/core/db";
import { cloneDatabase } from "../../support/database";

/** A database with reference data that `db()` gives, to which posts and people are added. */
export type Hall = {
  url: string;
  database: Database;
  sql: pg.Client;
  /** Adds a post; returns its public id. `covers`: ISO codes of countries and subdivisions, or numbers of GeoNames places. */
  post(post: NewPost): Promise<string>;
  person(post: string, person: Record<string, unknown>): Promise<void>;
  close(): Promise<void>;
};

export type NewPost = {
  name: string;
  city: string;
  country: string;
  kind?: string;
  covers?: readonly (string | number)[];
  columns?: Record<string, unknown>;
};

export async function openHall(template: "template_reference" | "template_small" = "template_reference"): Promise<Hall> {
  const clone = await cloneDatabase(template);
  const database = connect(clone.url);
  setDb(database);
  const sql = new pg.Client({ connectionString: clone.url });
  await sql.connect();
  const { rows } = await sql.query<{ id: number }>("SELECT id FROM source WHERE code = 'legacy-atlas'");
  const owned = { origin: "manual", source_id: rows[0]?.id };
  const insert = async (table: string, row: Record<string, unknown>) => {
    const columns = Object.keys(row);
    const { rows: made } = await sql.query<{ id: number; public_id?: string }>(
      `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map((_, at) => `$${at + 1}`).join(", ")}) RETURNING *`,
      Object.values(row),
    );
    return made[0] ?? { id: 0 };
  };
  return {
    url: clone.url,
    database,
    sql,
    post: async ({ name, city, country, kind = "embassy", covers = [], columns = {} }) => {
      const made = await insert("diplomatic_post", {
        ...{ kind, name_fr: name, name_en: `${name} (en)`, city_fr: city, city_en: city, country_code: country },
        ...owned,
        ...columns,
      });
      for (const one of covers)
        await insert("post_jurisdiction", {
          post_id: made.id,
          country_code: typeof one === "number" ? country : one.slice(0, 2),
          subdivision_code: typeof one === "string" && one.length > 2 ? one : null,
          place_id: typeof one === "number" ? one : null,
        });
      return made.public_id ?? "";
    },
    person: async (post, person) => {
      await sql.query("SELECT 1");
      const { rows: found } = await sql.query<{ id: number }>("SELECT id FROM diplomatic_post WHERE public_id = $1", [post]);
      await insert("contact", { post_id: found[0]?.id, ...owned, ...person });
    },
    close: async () => {
      await sql.end();
      setDb(undefined);
      await database.$disconnect();
      await clone.drop();
    },
  };
}
