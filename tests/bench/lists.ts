import { writeFileSync } from "node:fs";
import path from "node:path";
import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { importOfKind } from "@/lib/import/kinds/registry";
import type { Databases } from "./databases";
import { timed } from "./figures";

/**
 * A list imported into a database with reference data. `rows`: rows of all tables that it made; `copyMs`: a bare COPY of them;
 * `loadMs`: the part of `ms` that an import of one record takes, which is connecting and loading the authorities. `nodeMs` and
 * `postgresMs`: processor time in the time `ms`.
 */
export type ListTimes = {
  records: number;
  rows: number;
  ms: number;
  loadMs: number;
  copyMs: number;
  nodeMs: number;
  postgresMs: number;
};

type List = { kind: "twin-towns" | "table"; mapping?: string; lines: (client: pg.Client) => Promise<string[]> };

/** Twinnings of the largest communes whose name is theirs alone with towns abroad, each pair once. */
export const twinnings = (count: number): List => ({
  kind: "twin-towns",
  lines: async (client) => {
    const communes = await client.query<{ name: string; latitude: string | null; longitude: string | null }>(
      `SELECT min(name) AS name, min(latitude) AS latitude, min(longitude) AS longitude FROM territory
       WHERE level = 'commune' AND name NOT LIKE '%,%' GROUP BY slug HAVING count(*) = 1 ORDER BY max(population) DESC NULLS LAST LIMIT $1`,
      [Math.ceil(count / 4)],
    );
    const towns = await client.query<{ name: string; country: string; latitude: string; longitude: string }>(
      `SELECT p.name, c.name_en AS country, p.latitude, p.longitude FROM place p JOIN country c ON c.code = p.country_code
       WHERE p.country_code IN ('DE', 'GB', 'IT', 'ES', 'PL', 'SN', 'ML', 'US', 'CA', 'JP') AND p.name NOT LIKE '%,%'
       ORDER BY p.population DESC LIMIT $1`,
      [count],
    );
    const rows = towns.rows.map((town, index) => {
      const commune = communes.rows[index % communes.rows.length];
      const french = [commune?.name, commune?.latitude, commune?.longitude];
      return [...french, town.name, town.country, town.latitude, town.longitude, "city1"].join(",");
    });
    return ["french_city,lat,lon,partner_city,partner_country,partner_lat,partner_lon,france_side", ...rows];
  },
});

/** Projects of communes with partners abroad, as the portal's own export writes them. */
export const projects = (count: number): List => ({
  kind: "table",
  mapping: "atlas-csv",
  lines: async (client) => {
    const communes = await client.query<{ name: string }>(
      `SELECT min(name) AS name FROM territory WHERE level = 'commune' AND name NOT LIKE '%,%' GROUP BY slug HAVING count(*) = 1
       ORDER BY max(population) DESC NULLS LAST LIMIT 3000`,
    );
    const towns = await client.query<{ name: string; country: string }>(
      `SELECT p.name, c.name_fr AS country FROM place p JOIN country c ON c.code = p.country_code
       WHERE p.country_code IN ('SN', 'ML', 'BJ', 'MA', 'VN', 'DE') AND p.name !~ '[,"]' ORDER BY p.population DESC LIMIT 3000`,
    );
    const text = "Les deux collectivités conduisent ensemble un programme d'accès à l'eau et de formation des agents. ".repeat(6);
    const rows = Array.from({ length: count }, (_, index) => {
      const commune = communes.rows[(index * 7) % communes.rows.length]?.name;
      const town = towns.rows[(index * 11) % towns.rows.length];
      const year = 2000 + (index % 24);
      return `b${index},Programme ${index} avec ${town?.name},fr,Commune de ${commune},${town?.name} (${town?.country}),${town?.country},${year},01/02/${year},${text}`;
    });
    return ["id,titre,langue,maitres_d_ouvrage,partenaires_etrangers,pays,annee_convention,debut,description", ...rows];
  },
});

/** Time for an ended connection to be counted. */
const countedMs = 300;

/** Imports a list and copies the rows that it made; throws unless nearly every record was taken. */
export async function measureList(databases: Databases, name: string, folder: string, list: List): Promise<ListTimes> {
  const url = databases.urlOf(name);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const [head = "", first = "", ...others] = await list.lines(client);
    const options = { dryRun: false, actor: "bench", ...(list.mapping === undefined ? {} : { mapping: list.mapping }) };
    const importLines = async (part: string, lines: readonly string[]) => {
      const file = path.join(folder, `${list.kind}-${part}.csv`);
      writeFileSync(file, [head, ...lines].join("\n"));
      const [node, postgres] = [process.cpuUsage(), databases.endedMs()];
      const { ms, result } = await timed(() => importOfKind(list.kind, url, [file], options));
      const { user, system } = process.cpuUsage(node);
      await wait(countedMs);
      return { ms, result, nodeMs: (user + system) / 1_000, postgresMs: databases.endedMs() - postgres };
    };
    const { ms: loadMs } = await importLines("first", [first]);
    const before = await rowsOf(client);
    const { result, ...spent } = await importLines("others", others);
    const { read, created } = result.counts;
    if (created < read * 0.95)
      throw new Error(`${created} of ${read} records were taken: ${JSON.stringify(result.files[0]?.reasons)}`);
    const copied = await copyRows(client, before);
    return { records: created, loadMs, ...spent, ...copied };
  } finally {
    await client.end();
  }
}

const written = [
  "organisation",
  "project",
  "project_organisation",
  "project_place",
  "project_text",
  "revision",
  "quality_finding",
];

/** Number of rows of the tables that an import of projects writes. */
async function rowsOf(client: pg.Client): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const table of written) {
    const { rows } = await client.query<{ rows: number }>(`SELECT count(*)::int AS rows FROM ${table}`);
    counts.set(table, rows[0]?.rows ?? 0);
  }
  return counts;
}

/** Copies the rows made since into tables with the same indexes and checks. */
async function copyRows(client: pg.Client, before: ReadonlyMap<string, number>): Promise<{ rows: number; copyMs: number }> {
  let [rows, copyMs] = [0, 0];
  for (const [table, known] of before) {
    const chunks: Buffer[] = [];
    const sink = new Writable({
      write: (chunk: Buffer, _, done) => {
        chunks.push(chunk);
        done();
      },
    });
    await pipeline(client.query(copyTo(`COPY (SELECT * FROM ${table} OFFSET ${known}) TO STDOUT`)), sink);
    await client.query(`CREATE TABLE bench_copy (LIKE ${table} INCLUDING INDEXES INCLUDING CONSTRAINTS INCLUDING GENERATED)`);
    const { ms } = await timed(() => pipeline(Readable.from(chunks), client.query(copyFrom("COPY bench_copy FROM STDIN"))));
    const { rows: counted } = await client.query<{ rows: number }>("SELECT count(*)::int AS rows FROM bench_copy");
    await client.query("DROP TABLE bench_copy");
    rows += counted[0]?.rows ?? 0;
    copyMs += ms;
  }
  return { rows, copyMs };
}
