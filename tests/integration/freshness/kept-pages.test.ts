import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { closeDb } from "@/lib/core/db";
import { KeptPages } from "@/lib/freshness/kept-pages";
import { tagsOfPage } from "@/lib/freshness/tags";
import { singleValue } from "../../support/rows";
import { type Bench, openBench } from "../quality/support";

let bench: Bench;
let pages: KeptPages;
/** Paths by what the tests call them. */
const paths: Record<string, string> = {};
const ids: Record<string, number> = {};

const keyOf = (name: string) => `/route-cache/APP_PAGE/hash/$${paths[name]}`;
const run = (statement: string) => () => bench.sql.query(statement);

async function keepAll(): Promise<void> {
  for (const name of Object.keys(paths)) {
    await pages.get(keyOf(name));
    await pages.set(keyOf(name), { kind: "APP_PAGE", html: name });
  }
}

/** The pages that are to be made anew after something was done. */
async function anewAfter(work: () => Promise<unknown>): Promise<string[]> {
  await keepAll();
  await work();
  const anew: string[] = [];
  for (const name of Object.keys(paths)) if ((await pages.get(keyOf(name))) === null) anew.push(name);
  return anew.sort();
}

const publicId = (table: string, id: number | undefined) =>
  singleValue<string>(bench.sql, `SELECT public_id AS value FROM ${table} WHERE id = $1`, [id ?? 0]);

// One project of Chartres in Senegal on water, paid by a fund, under the water scheme; one of Brest in Germany.
beforeAll(async () => {
  bench = await openBench();
  process.env.DATABASE_URL = bench.url;
  const authority = async (code: string) =>
    singleValue<number>(
      bench.sql,
      "SELECT o.id AS value FROM organisation o JOIN territory t ON t.id = o.territory_id WHERE t.code = $1",
      [code],
    );
  const made = async (name: string, country: string) =>
    bench.organisation({ name, kind_code: "foreign_municipality", country_code: country });
  Object.assign(ids, {
    chartres: await authority("28085"),
    brest: await authority("29019"),
    thies: await made("Thiès", "SN"),
    bonn: await made("Bonn", "DE"),
    fund: await bench.organisation({ name: "Fonds des eaux" }),
    water: await bench.project(),
    culture: await bench.project(),
  });
  await bench.take(ids.water ?? 0, ids.chartres ?? 0, "lead_authority");
  await bench.take(ids.water ?? 0, ids.thies ?? 0, "foreign_partner");
  await bench.place(ids.water ?? 0, { country_code: "SN" });
  await bench.fund(ids.water ?? 0, ids.fund ?? 0, 2020);
  await bench.sql.query(
    "INSERT INTO project_theme (project_id, theme_id, rank) SELECT $1, id, 0 FROM theme WHERE code = 'EAU.POTABLE'",
    [ids.water],
  );
  await bench.sql.query("INSERT INTO scheme_line (funding_line_id, scheme_code) SELECT id, 'water' FROM funding_line");
  await bench.take(ids.culture ?? 0, ids.brest ?? 0, "lead_authority");
  await bench.take(ids.culture ?? 0, ids.bonn ?? 0, "foreign_partner");
  await bench.place(ids.culture ?? 0, { country_code: "DE" });
  for (const name of ["water", "culture"]) paths[name] = `/fr/projects/${await publicId("project", ids[name])}-x`;
  for (const name of ["chartres", "brest", "thies", "bonn", "fund"])
    paths[name] = `/en/organisations/${await publicId("organisation", ids[name])}-x`;
  Object.assign(paths, {
    senegal: "/fr/countries/senegal",
    germany: "/en/countries/germany",
    centre: "/fr/territories/r24-centre-val-de-loire",
    bretagne: "/fr/territories/r53-bretagne",
    potable: "/fr/themes/eau_potable-acces-a-l-eau-potable",
    eau: "/en/themes/eau-water-and-sanitation",
    culturel: "/fr/themes/cul-culture-patrimoine-francophonie",
    scheme: "/en/schemes/1-water-oudin-santini-act",
    energy: "/en/schemes/1-energy-pintat-amendment",
    home: "/fr",
    themes: "/fr/themes",
  });
});
beforeEach(() => {
  pages = new KeptPages();
});
afterAll(async () => {
  await closeDb();
  await bench.close();
});

/** Pages about everything: home and indexes. */
const whole = ["home", "themes"];
const ofWater = ["centre", "chartres", "eau", "fund", "potable", "scheme", "senegal", "thies", "water", ...whole].sort();
const ofCulture = ["bonn", "brest", "bretagne", "culture", "germany", ...whole].sort();

describe("a kept page", () => {
  it("is about what its address names", async () => {
    expect(await tagsOfPage(paths.senegal ?? "")).toEqual(["country:SN"]);
    expect(await tagsOfPage(paths.eau ?? "")).toEqual(["theme:EAU"]);
    expect((await tagsOfPage(paths.chartres ?? ""))?.at(-1)).toBe("territory:28085");
    expect(await tagsOfPage("/fr/quality")).toBeNull();
    expect(await tagsOfPage("/fr/countries/nowhere")).toBeNull();
  });

  it("stays where nothing was written, or nothing that is shown", async () => {
    expect(await anewAfter(async () => {})).toEqual([]);
    expect(await anewAfter(run("UPDATE project SET title = title; DELETE FROM funding_line WHERE false"))).toEqual(whole);
    expect(await anewAfter(run("BEGIN; UPDATE funding_line SET amount = 7; ROLLBACK"))).toEqual([]);
  });

  it("is made anew after a line of funding changed that is on it, and no other", async () => {
    expect(await anewAfter(run("UPDATE funding_line SET amount = amount + 1"))).toEqual(ofWater);
    expect(await anewAfter(run("UPDATE project SET evaluation = true WHERE id = (SELECT max(id) FROM project)"))).toEqual(
      ofCulture,
    );
  });

  it("is made anew where a record left, and where it went", async () => {
    const move = (to: string) => `UPDATE project_place SET country_code = '${to}' WHERE project_id = ${ids.culture}`;
    expect(await anewAfter(run(move("SN")))).toEqual([...ofCulture, "senegal"].sort());
    expect(await anewAfter(run(move("DE")))).toEqual([...ofCulture, "senegal"].sort());
  });

  it("is made anew after a body on it was renamed, a finding or a line of history was written", async () => {
    expect(await anewAfter(run(`UPDATE organisation SET name = 'Bonn am Rhein' WHERE id = ${ids.bonn}`))).toEqual(ofCulture);
    const finding = `INSERT INTO quality_finding (rule, severity, project_id) VALUES ('no_theme', 'warning', ${ids.culture})`;
    expect(await anewAfter(run(finding))).toEqual(ofCulture);
    const revision = `INSERT INTO revision (entity, public_id, actor, changes) SELECT 'organisation', public_id, 'tester', '[]' FROM organisation WHERE id = ${ids.fund}`;
    expect(await anewAfter(run(revision))).toEqual(["fund", ...whole].sort());
  });

  it("is made anew after what any page may show was written", async () => {
    const all = Object.keys(paths).sort();
    expect(await anewAfter(run("UPDATE country SET name_fr = 'Autre' WHERE code = 'ML'"))).toEqual(all);
    expect(await anewAfter(run("TRUNCATE volunteer"))).toEqual(all);
  });

  it("is too old where a transaction that had begun before ends after it was made", async () => {
    const writer = new pg.Client({ connectionString: bench.url });
    await writer.connect();
    await writer.query("BEGIN; UPDATE funding_line SET amount = amount + 1");
    await bench.sql.query(`UPDATE project SET evaluation = false WHERE id = ${ids.culture}`);
    expect(await anewAfter(() => writer.query("COMMIT"))).toEqual(ofWater);
    await writer.end();
  });

  it("is made by whoever asked first: what is written while it is made makes it too old", async () => {
    await pages.get(keyOf("senegal"));
    await bench.sql.query("UPDATE funding_line SET amount = amount + 1");
    await pages.get(keyOf("senegal"));
    await pages.set(keyOf("senegal"), { kind: "APP_PAGE", html: "before" });
    expect(await pages.get(keyOf("senegal"))).toBeNull();
    await pages.set(keyOf("senegal"), { kind: "APP_PAGE", html: "after" });
    expect((await pages.get(keyOf("senegal")))?.value.html).toBe("after");
  });

  it("is made anew where the record on it is new or removed", async () => {
    const made: number[] = [];
    const add = async () => {
      made.push(await bench.project());
      await bench.place(made[0] ?? 0, { country_code: "DE" });
    };
    expect(await anewAfter(add)).toEqual(["germany", ...whole].sort());
    expect(await anewAfter(run(`DELETE FROM project_place WHERE project_id = ${made[0]}`))).toEqual(["germany", ...whole].sort());
    await bench.place(made[0] ?? 0, { country_code: "DE" });
    const removed = `DELETE FROM project_place WHERE project_id = ${made[0]}; DELETE FROM project WHERE id = ${made[0]}`;
    expect(await anewAfter(run(removed))).toEqual(["germany", ...whole].sort());
  });
});

it("keeps what fits: the least lately asked for goes first", async () => {
  const html = "x".repeat(40 * 1024 * 1024);
  for (const name of ["water", "culture", "bonn"]) {
    await pages.get(keyOf(name));
    await pages.set(keyOf(name), { kind: "APP_PAGE", html });
  }
  expect(await pages.get(keyOf("water"))).toBeNull();
  expect(await pages.get(keyOf("culture"))).not.toBeNull();
});

it("shows what is kept while the database is away", async () => {
  await keepAll();
  await closeDb();
  process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:9/none";
  expect((await pages.get(keyOf("senegal")))?.value.html).toBe("senegal");
  expect(await pages.get("/route-cache/APP_PAGE/hash/$/fr/countries/mali")).toBeNull();
  await closeDb();
  process.env.DATABASE_URL = bench.url;
});
