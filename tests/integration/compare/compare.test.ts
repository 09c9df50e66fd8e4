import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { comparisonTarget, nameOf, parseComparison } from "@/lib/compare/address";
import { comparedMeasures, readComparison } from "@/lib/compare/queries/comparison";
import { resolveComparison, withAdded } from "@/lib/compare/queries/resolve";
import { closeDb } from "@/lib/core/db";
import type { ProjectQuery } from "@/lib/search/params";
import { countEach } from "@/lib/search/totals";
import { readFigures } from "@/lib/statistics/figures";
import { singleValue } from "../../support/rows";
import { type Bench, openBench } from "../quality/support";

let bench: Bench;

const resolve = (subjects: string, add = "", locale: "fr" | "en" = "fr") =>
  resolveComparison(parseComparison({ subjects, add }), locale);
const namesOf = async (subjects: string, add = "") => (await resolve(subjects, add)).subjects.map(nameOf);
const authority = (code: string) =>
  singleValue<number>(
    bench.sql,
    "SELECT o.id AS value FROM organisation o JOIN territory t ON t.id = o.territory_id WHERE t.code = $1",
    [code],
  );
const publicId = (name: string) =>
  singleValue<string>(bench.sql, "SELECT public_id AS value FROM organisation WHERE name = $1", [name]);

// Chartres (28085), Brest (29019); three projects in Senegal, one of them shared with Germany; two bodies of one name.
beforeAll(async () => {
  bench = await openBench();
  process.env.DATABASE_URL = bench.url;
  const partner = (name: string, country: string) =>
    bench.organisation({ name, kind_code: "foreign_municipality", country_code: country });
  const [thies, bonn, rivers, streams] = [
    await partner("Thiès", "SN"),
    await partner("Bonn", "DE"),
    await partner("Deux-Rives", "SN"),
    await partner("Deux-Rives", "DE"),
  ];
  const [chartres, brest] = [await authority("28085"), await authority("29019")];
  const fund = await bench.organisation({ name: "Fonds des eaux" });
  const project = async (year: number, countries: string[], bodies: [number, string][], amount?: number | null) => {
    const id = await bench.project({ start_on: `${year}-01-01`, start_precision: "year" });
    for (const country of countries) await bench.place(id, { country_code: country });
    for (const [body, role] of bodies) await bench.take(id, body, role);
    if (amount !== undefined) await bench.fund(id, fund, year, amount);
    await bench.sql.query(
      "INSERT INTO project_theme (project_id, theme_id, rank) SELECT $1, id, 0 FROM theme WHERE code = 'EAU.POTABLE'",
      [id],
    );
  };
  const [lead, foreign] = ["lead_authority", "foreign_partner"];
  await project(
    2001,
    ["SN"],
    [
      [chartres, lead],
      [thies, foreign],
    ],
    1_000,
  );
  await project(
    2003,
    ["SN", "DE"],
    [
      [brest, lead],
      [thies, foreign],
      [bonn, foreign],
      [streams, foreign],
    ],
    null,
  );
  await project(
    2003,
    ["SN"],
    [
      [brest, lead],
      [rivers, foreign],
    ],
  );
  await project(
    2005,
    ["DE"],
    [
      [chartres, lead],
      [bonn, foreign],
    ],
    500,
  );
});
afterAll(async () => {
  await closeDb();
  await bench.close();
});

describe("an address", () => {
  it("names subjects by whatever identifies them, once each, in the order given", async () => {
    expect(await namesOf("theme-eau,country-senegal,country-SN,organisation-o999999999")).toEqual(["theme-eau", "country-SN"]);
    const [chartres] = await namesOf("territory-28085");
    expect(chartres).toBe(`organisation-${await publicId("Chartres")}`);
    expect(comparisonTarget((await resolve("country-de,territory-r53")).subjects)).toEqual({
      pathname: "/compare",
      query: { subjects: "country-DE,territory-R53", add: "" },
    });
  });

  it("that names nothing, or too many, is told", async () => {
    const { subjects, unknown } = await resolve("country-SN,planet-mars,country-QQ,' OR 1=1,country-%00");
    expect([subjects.map(nameOf), unknown]).toEqual([["country-SN"], ["planet-mars", "country-QQ", "' OR 1=1", "country-%00"]]);
    const five = await resolve("country-SN,country-DE,country-ML,country-BF,country-TG");
    expect([five.subjects.length, five.tooMany]).toEqual([4, true]);
    expect((await resolve("country-SN,country-sn,country-senegal,country-SEN,country-DE")).tooMany).toBe(false);
    expect(await resolve("")).toMatchObject({ subjects: [], unknown: [], tooMany: false, adding: null });
  });
});

describe("a name to add", () => {
  const added = async (subjects: string, add: string) => {
    const all = withAdded(await resolve(subjects, add));
    return Array.isArray(all) ? all.map(nameOf) : all;
  };

  it("that means one subject is added behind the others; one that is there stays once", async () => {
    expect(await added("country-DE", "senegal")).toEqual(["country-DE", "country-SN"]);
    expect(await added("country-SN", "Sénégal")).toEqual(["country-SN"]);
    expect(await added("", "Bonn")).toEqual([`organisation-${await publicId("Bonn")}`]);
  });

  it("that several have is offered, and so is no other", async () => {
    const asked = await resolve("country-SN", "Deux Rives");
    expect(withAdded(asked)).toBeNull();
    expect(asked.adding?.offers.map(({ subject }) => subject.names.fr)).toEqual(["Deux-Rives", "Deux-Rives"]);
    expect(new Set(asked.adding?.offers.map(({ note }) => note)).size).toBe(2);
  });

  it("that nobody has, or for which there is no room, is added nowhere", async () => {
    expect((await resolve("", "xyzzyx")).adding).toEqual({ name: "xyzzyx", offers: [] });
    expect(await added("country-DE,country-ML,country-BF,country-TG", "Sénégal")).toBe("full");
  });
});

describe("a comparison", () => {
  it("has the figures of each subject's own search, and each is what its search lists", async () => {
    const { subjects } = await resolve("country-SN,country-DE,territory-R53,theme-eau");
    const { figures, asOf } = await readComparison(subjects, "fr");
    expect(figures.map(({ projects, cofunding }) => [projects.value, cofunding.value])).toEqual([
      [3, 1_000],
      [2, 500],
      [2, null],
      [4, 1_500],
    ]);
    expect(asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
    for (const [index, subject] of subjects.entries()) {
      expect(figures[index]).toEqual(await readFigures(comparedMeasures, subject.query));
      const { projects, ongoing } = figures[index] ?? {};
      for (const figure of [projects, ongoing])
        if (figure?.query) expect(await countEach([figure.query])).toEqual([figure.value]);
    }
  });

  it("puts years on one axis and one scale, with zeros for counts and gaps for amounts", async () => {
    const { subjects } = await resolve("country-SN,country-DE");
    const [projects, money] = (await readComparison(subjects, "fr")).years;
    const column = (table: typeof projects, index: number) =>
      [...(table?.columns[index]?.values() ?? [])].map(({ value }) => value);
    expect([projects?.years, projects?.most]).toEqual([["2001", "2002", "2003", "2004", "2005"], 2]);
    expect(column(projects, 0)).toEqual([1, 0, 2, 0, 0]);
    expect(column(projects, 1)).toEqual([0, 0, 1, 0, 1]);
    expect(column(money, 0)).toEqual([1_000, null, null, null, null]);
    expect(column(money, 1)).toEqual([null, null, null, null, 500]);
    const linked = (projects?.columns ?? []).flatMap((years) => [...years.values()]);
    const queries = linked.flatMap(({ query }) => (query ? [query] : []));
    expect(await countEach(queries)).toEqual(linked.flatMap(({ query, value }) => (query ? [value] : [])));
  });

  it("tells the largest of each, but for what the subject is itself", async () => {
    const brest = await publicId("Brest");
    const { subjects } = await resolve(`country-SN,organisation-${brest}`);
    const { rankings } = await readComparison(subjects, "fr");
    const columns = (dimension: string) => rankings.find((each) => each.dimension === dimension)?.columns ?? [];
    expect(columns("country")[0]).toBeNull();
    expect(columns("country")[1]?.parts.map(({ key, value }) => [key, value])).toEqual([
      ["SN", 2],
      ["DE", 1],
    ]);
    expect(columns("authority").map((series) => series?.parts.map(({ name }) => name))).toEqual([["Brest", "Chartres"], []]);
    const parts = rankings.flatMap(({ columns }) => columns.flatMap((series) => series?.parts ?? []));
    const linked = parts.filter((part): part is typeof part & { query: ProjectQuery } => part.query !== null);
    expect(await countEach(linked.map(({ query }) => query))).toEqual(linked.map(({ value }) => value));
  });

  it("of one subject, or of one without projects, is one", async () => {
    const { subjects } = await resolve("country-CU");
    const { figures, years, rankings, asOf } = await readComparison(subjects, "en");
    expect([figures[0]?.projects.value, years, rankings, asOf]).toEqual([0, [], [], null]);
    expect(await readComparison([], "en")).toMatchObject({ figures: [], years: [], rankings: [], asOf: null });
  });
});
