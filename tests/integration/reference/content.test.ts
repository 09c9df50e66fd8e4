import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isSiren } from "@/lib/reference/authorities";
import { cloneDatabase } from "../../support/database";

let database: Awaited<ReturnType<typeof cloneDatabase>>;
let client: pg.Client;

beforeAll(async () => {
  database = await cloneDatabase("template_reference");
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await database?.drop();
});

async function rows<T>(sql: string, values: unknown[] = []): Promise<T[]> {
  return (await client.query(sql, values)).rows as T[];
}
async function count(sql: string, values: unknown[] = []): Promise<number> {
  const [row] = await rows<{ n: number }>(`SELECT count(*)::int AS n ${sql}`, values);
  return row?.n ?? -1;
}

describe("French territories", () => {
  it.each([
    ["region", 18],
    ["departement", 101],
    ["overseas", 8],
    ["epci", 1_255],
    ["commune", 34_969],
  ])("%s: %i in force", async (level, expected) => {
    expect(await count("FROM territory WHERE level = $1::territory_level AND successor_id IS NULL", [level])).toBe(expected);
  });

  it("counts 34,875 communes outside the overseas collectivities", async () => {
    expect(
      await count(
        "FROM territory t JOIN territory p ON p.id = t.parent_id WHERE t.level = 'commune' AND t.successor_id IS NULL AND p.level = 'departement'",
      ),
    ).toBe(34_875);
  });

  it("places Chartres in its département, région and EPCI, with position and population", async () => {
    const [chartres] = await rows(
      `SELECT c.name, d.code AS departement, r.code AS region, e.code AS epci, c.population, c.population_year AS year,
              c.coordinate_precision::text AS precision, round(c.latitude, 1)::text AS latitude, round(c.longitude, 1)::text AS longitude
       FROM territory c JOIN territory d ON d.id = c.parent_id JOIN territory r ON r.id = d.parent_id JOIN territory e ON e.id = c.epci_id
       WHERE c.code = '28085'`,
    );
    expect(chartres).toEqual({
      name: "Chartres",
      departement: "D28",
      region: "R24",
      epci: "200033181",
      population: 38_324,
      year: 2023,
      precision: "municipality",
      latitude: "48.4",
      longitude: "1.5",
    });
  });

  it("leaves no commune, EPCI or département without a parent, nor a parent of the wrong level", async () => {
    const pairs = await rows<{ child: string; parent: string | null }>(
      "SELECT DISTINCT t.level::text AS child, p.level::text AS parent FROM territory t LEFT JOIN territory p ON p.id = t.parent_id ORDER BY 1, 2",
    );
    expect(pairs).toEqual([
      { child: "commune", parent: "departement" },
      { child: "commune", parent: "overseas" },
      { child: "departement", parent: "region" },
      { child: "epci", parent: "departement" },
      { child: "overseas", parent: null },
      { child: "region", parent: null },
    ]);
  });

  it("adds up: inhabitants of communes, départements and régions", async () => {
    const [sums] = await rows<Record<string, string>>(
      `SELECT sum(t.population) FILTER (WHERE t.level = 'region') AS regions, sum(t.population) FILTER (WHERE t.level = 'departement') AS departements,
              sum(t.population) FILTER (WHERE t.level = 'commune' AND p.level = 'departement') AS communes
       FROM territory t LEFT JOIN territory p ON p.id = t.parent_id`,
    );
    expect(sums?.regions).toBe(sums?.communes);
    expect(sums?.departements).toBe(sums?.communes);
  });

  it("leads former communes and municipal arrondissements to the commune in force", async () => {
    const found = await rows(
      "SELECT f.code, s.code AS successor FROM territory f JOIN territory s ON s.id = f.successor_id WHERE f.code IN ('01340', '75101', '69381') ORDER BY 1",
    );
    expect(found).toEqual([
      { code: "01340", successor: "01015" },
      { code: "69381", successor: "69123" },
      { code: "75101", successor: "75056" },
    ]);
    expect(await count("FROM territory f JOIN territory s ON s.id = f.successor_id WHERE s.successor_id IS NOT NULL")).toBe(0);
  });

  it("knows where every région and département is", async () => {
    expect(await count("FROM territory WHERE level IN ('region', 'departement') AND latitude IS NULL")).toBe(0);
    expect(
      await count("FROM territory WHERE level = 'commune' AND successor_id IS NULL AND latitude IS NOT NULL"),
    ).toBeGreaterThan(14_500);
  });
});

describe("French authorities", () => {
  it("gives every current commune, EPCI, département and région exactly one authority, or the one that replaced it", async () => {
    const without = await rows<{ code: string }>(
      `SELECT t.code FROM territory t LEFT JOIN organisation o ON o.territory_id = t.id
       WHERE t.successor_id IS NULL AND o.id IS NULL AND t.code !~ '^(977|978|984|986|989)' ORDER BY 1`,
    );
    expect(without.map(({ code }) => code)).toEqual(["C989", "D2A", "D2B", "D67", "D68", "D75", "D972", "D973", "D976"]);
    expect(
      await count(
        "FROM (SELECT territory_id FROM organisation WHERE territory_id IS NOT NULL GROUP BY 1 HAVING count(*) > 1) doubles",
      ),
    ).toBe(0);
  });

  it("finds Chartres métropole by SIREN and by each of its names", async () => {
    const [found] = await rows<{ names: string[] }>(
      `SELECT o.name, o.kind_code AS kind, t.code AS territory, array_agg(a.normalised ORDER BY a.normalised) AS names
       FROM organisation_code c JOIN organisation o ON o.id = c.organisation_id JOIN territory t ON t.id = o.territory_id
       JOIN organisation_alias a ON a.organisation_id = o.id WHERE c.scheme = 'siren' AND c.code = '200033181' GROUP BY 1, 2, 3`,
    );
    expect(found).toEqual({
      name: "Communauté d’agglomération Chartres Métropole",
      kind: "epci",
      territory: "200033181",
      names: ["ca chartres metropole", "chartres metropole", "communaute d agglomeration chartres metropole"],
    });
  });

  it("stores only SIREN whose Luhn sum is right, and one for each commune and EPCI of the list", async () => {
    const codes = await rows<{ code: string }>("SELECT code FROM organisation_code WHERE scheme = 'siren'");
    expect(codes.filter(({ code }) => !isSiren(code))).toEqual([]);
    expect(codes).toHaveLength(34_875 + 1_255 + 11);
  });

  it("reaches merged and single authorities by the names of those that they replaced", async () => {
    const found = await rows(
      `SELECT a.name AS alias, o.name FROM organisation_alias a JOIN organisation o ON o.id = a.organisation_id
       WHERE a.name IN ('Conseil général du Bas-Rhin', 'Région Rhône-Alpes', 'Grand Lyon', 'Département de Paris', 'Région Martinique') ORDER BY 1`,
    );
    expect(found).toEqual([
      { alias: "Conseil général du Bas-Rhin", name: "Collectivité européenne d’Alsace" },
      { alias: "Département de Paris", name: "Ville de Paris" },
      { alias: "Grand Lyon", name: "Métropole de Lyon" },
      { alias: "Région Martinique", name: "Collectivité territoriale de Martinique" },
      { alias: "Région Rhône-Alpes", name: "Région Auvergne-Rhône-Alpes" },
    ]);
  });

  it("gives no EPCI the bare name of a commune", async () => {
    expect(
      await count(
        `FROM organisation_alias a JOIN organisation o ON o.id = a.organisation_id AND o.kind_code = 'epci'
         JOIN organisation_alias b ON b.normalised = a.normalised JOIN organisation c ON c.id = b.organisation_id AND c.kind_code = 'commune' AND c.name = b.name`,
      ),
    ).toBe(0);
  });

  it("knows the bodies that the legacy page names", async () => {
    const found = await rows(
      `SELECT o.kind_code AS kind, o.country_code AS country FROM organisation_alias a JOIN organisation o ON o.id = a.organisation_id
       WHERE a.normalised IN ('ministere de l europe et des affaires etrangeres', 'collectivites et partenaires etrangers') ORDER BY 1`,
    );
    expect(found).toEqual([
      { kind: "state_body", country: "FR" },
      { kind: "unattributed_group", country: null },
    ]);
  });
});

describe("world", () => {
  it("holds every country with names, continent and region", async () => {
    expect(await count("FROM country")).toBe(250);
    const [senegal] = await rows(
      `SELECT c.name_fr, c.name_en, c.alpha3, c.slug_fr, k.name_en AS continent, s.name_fr AS subregion FROM country c
       JOIN world_region k ON k.code = c.continent_code JOIN world_region s ON s.code = c.subregion_code WHERE c.code = 'SN'`,
    );
    expect(senegal).toEqual({
      name_fr: "Sénégal",
      name_en: "Senegal",
      alpha3: "SEN",
      slug_fr: "senegal",
      continent: "Africa",
      subregion: "Afrique occidentale",
    });
    // Two uninhabited areas that are on no map of this scale.
    expect(await rows("SELECT code FROM country WHERE latitude IS NULL ORDER BY 1")).toEqual([{ code: "BV" }, { code: "UM" }]);
  });

  it("holds places abroad under all their names, and none of France", async () => {
    expect(await count("FROM place")).toBeGreaterThan(180_000);
    expect(await count("FROM place WHERE country_code = 'FR'")).toBe(0);
    expect(
      await count("FROM place WHERE normalised_names @> ARRAY['quebec'] AND country_code = 'CA' AND population > 400000"),
    ).toBe(1);
    expect(await count("FROM place WHERE cardinality(normalised_names) = 0")).toBe(0);
  });

  it("states a source for every row, with its date for places", async () => {
    const [source] = await rows<{ dated: boolean }>(
      "SELECT as_of BETWEEN '2020-01-01' AND '2100-01-01' AS dated FROM source WHERE code = 'geonames'",
    );
    expect(source?.dated).toBe(true);
  });
});
