import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recomputeFindings } from "@/lib/quality/recompute";
import { type Bench, openBench } from "./support";

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

/** Rules of one new project, made by `fill`. */
async function rulesFor(
  values: Parameters<Bench["project"]>[0],
  fill: (project: number) => Promise<void> = async () => undefined,
) {
  const project = await bench.project({ signed_year: 2015, ...values });
  await fill(project);
  await recomputeFindings(bench.sql, { projectIds: [project] });
  return { project, rules: await bench.rulesOf(project) };
}

const years = (start: number, end: number) => ({
  start_on: `${start}-01-01`,
  start_precision: "year",
  end_on: `${end}-12-31`,
  end_precision: "day",
});

describe("dates and amounts", () => {
  it("finds a signature after the end, and none in the last year", async () => {
    expect((await rulesFor({ ...years(2015, 2016), signed_year: 2017 })).rules).toEqual(["signed_after_end"]);
    expect((await rulesFor({ ...years(2015, 2016), signed_year: 2016 })).rules).toEqual([]);
  });

  it("finds funding outside the dates, each year once and in order", async () => {
    const funder = await bench.organisation({ kind_code: "state_body" });
    const { project, rules } = await rulesFor(years(2015, 2016), async (id) => {
      for (const year of [2019, 2012, 2012, 2015, null]) await bench.fund(id, funder, year);
    });
    expect(rules).toEqual(["funding_outside_dates"]);
    expect(await bench.detailsOf(project, "funding_outside_dates")).toEqual({ count: 2, years: "2012, 2019" });
  });

  it("finds three-year funding that covers less, by the dates or by the only year of its funding", async () => {
    const triennial = { three_year_funding: true };
    expect((await rulesFor({ ...triennial, ...years(2015, 2016) })).rules).toEqual(["three_year_too_short"]);
    expect((await rulesFor({ ...triennial, ...years(2015, 2017) })).rules).toEqual([]);
    const funder = await bench.organisation({ kind_code: "state_body" });
    const { project, rules } = await rulesFor(triennial, async (id) => {
      await bench.fund(id, funder, 2016);
      await bench.fund(id, funder, 2016);
    });
    expect(rules).toEqual(["three_year_too_short"]);
    expect(await bench.detailsOf(project, "three_year_too_short")).toEqual({ by: "funding", years: 1 });
    expect((await rulesFor(triennial, (id) => bench.fund(id, funder, null))).rules).toEqual([]);
  });
});

describe("parties", () => {
  it("finds a funder that is no partner, but not those whose business it is", async () => {
    const [club, state] = [await bench.organisation(), await bench.organisation({ kind_code: "state_body" })];
    const { project, rules } = await rulesFor({}, async (id) => {
      await bench.fund(id, club, 2016);
      await bench.fund(id, state, 2016);
      await bench.take(id, club, "funder");
    });
    expect(rules).toEqual(["funder_not_partner"]);
    await bench.take(project, club, "french_partner");
    await recomputeFindings(bench.sql, { projectIds: [project] });
    expect(await bench.rulesOf(project)).toEqual([]);
  });

  it("finds a partner without country, and forgets it when the organisation is corrected", async () => {
    const partner = await bench.organisation({ country_code: null });
    const { project, rules } = await rulesFor({}, (id) => bench.take(id, partner, "foreign_partner"));
    expect(rules).toEqual(["partner_without_country"]);
    await bench.sql.query("UPDATE organisation SET country_code = 'SN' WHERE id = $1", [partner]);
    await recomputeFindings(bench.sql, { projectIds: [], organisationIds: [partner] });
    expect(await bench.rulesOf(project)).toEqual([]);
  });

  it("finds a merged authority, unless the project was over before", async () => {
    const heir = await bench.organisation();
    const old = await bench.organisation({ successor_id: heir, dissolved_on: "2016-12-31" });
    const name = (id: number) => bench.take(id, old, "french_partner");
    expect((await rulesFor(years(2015, 2018), name)).rules).toEqual(["merged_authority"]);
    expect((await rulesFor(years(2014, 2015), name)).rules).toEqual([]);
    expect((await rulesFor({}, name)).rules).toEqual(["merged_authority"]);
  });
});

describe("positions", () => {
  const at = (latitude: number, longitude: number) => ({ latitude, longitude, coordinate_precision: "exact" });

  it("finds a place of another country or far at sea, not one on a coast, an island or a border", async () => {
    const outside = async (country: string, latitude: number, longitude: number) =>
      (await rulesFor({}, (id) => bench.place(id, { country_code: country, ...at(latitude, longitude) }))).rules;
    expect(await outside("SN", 14.7, -17.45)).toEqual([]); // Dakar
    expect(await outside("SN", -17.45, 14.7)).toEqual(["place_outside_country"]); // the same, the wrong way round
    expect(await outside("DE", -26.3, -48.85)).toEqual(["place_outside_country"]); // Joinville in Brazil
    expect(await outside("BE", 44.84, -0.58)).toEqual(["place_outside_country"]); // Bordeaux
    expect(await outside("US", 49.0, -123.03)).toEqual([]); // on the 49th parallel
    expect(await outside("NR", -0.52, 166.93)).toEqual([]); // Nauru, which a map of the world hardly draws
    expect(await outside("FR", -22.27, 166.45)).toEqual([]); // Nouméa
    expect(await outside("AU", -31.77, 115.84)).toEqual([]); // Perth: Australia is drawn as two shapes
    expect(await outside("RU", 65.89, 95.53)).toEqual([]); // Siberia
    expect(await outside("RU", 66.0, -171.0)).toEqual([]); // beyond the date line
  });

  it("believes GeoNames where the map draws too little of a country", async () => {
    const melilla = { country_code: "ES", ...at(35.29369, -2.93833) };
    const { rows } = await bench.sql.query<{ id: number }>(
      "SELECT geonames_id AS id FROM place WHERE country_code = 'ES' AND name = 'Melilla'",
    );
    const outside = async (values: object) => {
      const town = await bench.organisation({ ...melilla, ...values });
      return (await rulesFor({}, (id) => bench.take(id, town, "foreign_partner"))).rules;
    };
    expect(await outside({})).toEqual(["organisation_outside_country"]);
    expect(await outside({ place_id: rows[0]?.id ?? null })).toEqual([]);
    // A position of its own, far from the place.
    expect(await outside({ place_id: rows[0]?.id ?? null, ...at(14.7, -17.45) })).toEqual(["organisation_outside_country"]);
  });

  it("finds an organisation that stands in another country", async () => {
    const lost = await bench.organisation({ country_code: "DE", ...at(14.7, -17.45) });
    const { project, rules } = await rulesFor({}, (id) => bench.take(id, lost, "foreign_partner"));
    expect(rules).toEqual(["organisation_outside_country"]);
    expect(await bench.detailsOf(project, "organisation_outside_country")).toMatchObject({ country: "DE" });
  });
});

describe("texts", () => {
  const french =
    "Le projet est né dans les années 1990 avec la ville et les écoles du quartier, pour que les élèves apprennent sur le terrain.";
  const english =
    "The project was born in the nineties with the town and the schools of the district, so that the pupils learn from their own work.";

  it("finds a text in the other language, and leaves short and third ones alone", async () => {
    const inLanguage = async (language: string, body: string) =>
      (await rulesFor({}, (id) => bench.text(id, body, { language }))).rules;
    expect(await inLanguage("fr", english)).toEqual(["wrong_language"]);
    expect(await inLanguage("en", french)).toEqual(["wrong_language"]);
    expect(await inLanguage("fr", french)).toEqual([]);
    expect(await inLanguage("es", english)).toEqual([]);
    expect(await inLanguage("fr", "The Green City Programme")).toEqual([]);
  });

  it("counts personal data without keeping them", async () => {
    const body = "Écrire à awa.modele@example.org ou appeler le 01 23 45 67 89 ; budget de 514 200 000 euros.";
    const { project, rules } = await rulesFor({}, (id) => bench.text(id, body));
    expect(rules).toEqual(["personal_data_in_text"]);
    expect(await bench.detailsOf(project, "personal_data_in_text")).toEqual({ field: "context", emails: 1, phones: 1 });
  });

  it("finds lost characters, wherever they are", async () => {
    const { project, rules } = await rulesFor({ title: "Coop�ration d�centralis�e" }, async (id) => {
      await bench.place(id, { name: "Gu�diawaye" });
    });
    expect(rules).toEqual(["replacement_characters"]);
    expect(await bench.detailsOf(project, "replacement_characters")).toEqual({ count: 4 });
  });

  it("finds a record that is hardly more than a title", async () => {
    const [bare, dated] = [await bench.project(), await bench.project({ signed_year: 2015 })];
    expect(await bench.rulesAtReading(bare, "2016-01-01")).toContain("title_only");
    expect(await bench.rulesAtReading(dated, "2016-01-01")).not.toContain("title_only");
  });
});

describe("duplicates", () => {
  /** Two projects between the same two ends; what makes them alike or not is in the values. */
  async function pair(a: Parameters<Bench["project"]>[0], b: Parameters<Bench["project"]>[0]) {
    const [french, foreign] = [await bench.organisation(), await bench.organisation({ country_code: "SN" })];
    const made = async (values: Parameters<Bench["project"]>[0]) => {
      const id = await bench.project({ signed_year: 2015, ...values });
      await bench.take(id, french, "lead_authority");
      await bench.take(id, foreign, "foreign_partner");
      return id;
    };
    const [first, second] = [await made(a), await made(b)];
    await recomputeFindings(bench.sql, { projectIds: [first] });
    return { first, second, told: [await bench.rulesOf(first), await bench.rulesOf(second)] };
  }

  it("pairs records of two sources with near dates, once, on the later record", async () => {
    const { rows } = await bench.sql.query<{ id: number }>("SELECT id FROM source WHERE code = 'atlas-showcase'");
    const other = { source_id: rows[0]?.id ?? 0 };
    const { first, second, told } = await pair({ signed_year: 2015 }, { signed_year: 2016, ...other });
    expect(told).toEqual([[], ["duplicate_candidate"]]);
    expect(await bench.detailsOf(second, "duplicate_candidate")).toEqual({
      other: (await bench.sql.query("SELECT public_id FROM project WHERE id = $1", [first])).rows[0].public_id,
    });
    expect((await pair({ signed_year: 2010 }, { signed_year: 2016, ...other })).told).toEqual([[], []]);
    expect((await pair({}, { form_code: "twinning", ...other })).told[1]).toEqual(["duplicate_candidate"]);
    expect((await pair({ form_code: "emergency_aid" }, { form_code: "twinning", ...other })).told).toEqual([[], []]);
  });

  it("pairs records of one source by their titles, and forgets a pair when either end changes or goes", async () => {
    const near = { slug_fr: "eau-potable-dans-les-ecoles-de-saint-louis" };
    const { first, second, told } = await pair(near, { slug_fr: "eau-potable-dans-les-ecoles-saint-louis" });
    expect(told).toEqual([[], ["duplicate_candidate"]]);
    await bench.sql.query("UPDATE project SET slug_fr = 'formation-des-maires' WHERE id = $1", [first]);
    await recomputeFindings(bench.sql, { projectIds: [first] });
    expect(await bench.rulesOf(second)).toEqual([]);
    const again = await pair(near, near);
    await bench.sql.query("DELETE FROM project WHERE id = $1", [again.first]);
    await recomputeFindings(bench.sql, { projectIds: [again.first] });
    expect(await bench.rulesOf(again.second)).toEqual([]);
  });
});

describe("what is not ours", () => {
  it("leaves findings of importers, and what a person settled while it stays true", async () => {
    const run = (
      await bench.sql.query<{ id: number }>(
        `INSERT INTO import_run (source_id, kind, file_name, file_sha256, actor, status)
         SELECT id, 'test', 'f', repeat('0', 64), 'tests', 'done' FROM source LIMIT 1 RETURNING id`,
      )
    ).rows[0]?.id;
    const { project } = await rulesFor({ ...years(2015, 2016), signed_year: 2017 });
    await bench.sql.query(
      "INSERT INTO quality_finding (rule, severity, project_id, import_run_id) VALUES ('unknown_theme', 'warning', $1, $2)",
      [project, run],
    );
    await bench.sql.query("UPDATE quality_finding SET resolved_at = now() WHERE project_id = $1 AND rule = 'signed_after_end'", [
      project,
    ]);
    await bench.recomputeAll();
    const { rows } = await bench.sql.query<{ rule: string; settled: boolean }>(
      "SELECT rule, resolved_at IS NOT NULL AS settled FROM quality_finding WHERE project_id = $1 ORDER BY 1",
      [project],
    );
    expect(rows).toEqual([
      { rule: "signed_after_end", settled: true },
      { rule: "unknown_theme", settled: false },
    ]);
  });

  it("removes the findings of rules that are no more", async () => {
    const { project } = await rulesFor({});
    await bench.sql.query(
      "INSERT INTO quality_finding (rule, severity, project_id) VALUES ('rule_of_yesterday', 'warning', $1)",
      [project],
    );
    await bench.recomputeAll();
    expect(await bench.rulesOf(project)).toEqual([]);
  });
});
