import { geoArea, geoContains } from "d3-geo";
import type { MultiPolygon } from "geojson";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FileRefused } from "@/lib/import/source";
import { importTerritories } from "@/lib/import/territories/import";
import { loadReference } from "@/lib/reference/load";
import { countByReason, type Field, openField, realFile, told } from "./places-support";

let field: Field;
beforeAll(async () => {
  field = await openField();
});
afterAll(() => field?.close());

const run = (text: string) => field.run(importTerritories, { text });
const unplaced = "FROM territory WHERE level = 'commune' AND successor_id IS NULL AND latitude IS NULL";
/** A commune that the reference data do not place, with its authority, and one that they do. */
const communes = async () => {
  const [unknown] = await field.query<{ code: string }>(
    `SELECT t.code FROM territory t JOIN territory d ON d.id = t.parent_id
     WHERE t.level = 'commune' AND t.latitude IS NULL AND t.successor_id IS NULL AND d.code = 'D28' ORDER BY 1 LIMIT 1`,
  );
  return { unknown: unknown?.code ?? "", known: "28085" };
};
const positionOf = async (code: string) => {
  const [row] = await field.query<{ territory: string | null; authority: string | null }>(
    `SELECT t.latitude || ' ' || t.longitude || ' ' || t.coordinate_precision AS territory,
       o.latitude || ' ' || o.longitude || ' ' || o.coordinate_precision AS authority
     FROM territory t JOIN organisation o ON o.territory_id = t.id AND o.origin = 'reference' WHERE t.code = $1`,
    [code],
  );
  return row;
};

describe("positions of communes", () => {
  it("fill what is missing, for the commune and its authority, with one revision each; the rest stays", async () => {
    const { unknown, known } = await communes();
    const before = await positionOf(known);
    const file = (latitude: string) => `code,nom,lat,lon\n${unknown},A,${latitude},1.5\n${known},Chartres,48.45,1.49\n`;
    const report = await run(file("48.2"));
    expect(report.counts).toEqual({ read: 2, created: 0, updated: 1, unchanged: 1, rejected: 0, doubtful: 0 });
    expect(report.revisions).toBe(2);
    const placed = "48.20000 1.50000 municipality";
    expect(await positionOf(unknown)).toEqual({ territory: placed, authority: placed });
    expect(await positionOf(known)).toEqual(before);
    expect((await run(file("48.2"))).revisions).toBe(0);
    // Another value of the same source is a correction of it.
    expect((await run(file("48.3"))).revisions).toBe(2);
    const history = await field.query("SELECT changes FROM revision WHERE entity = 'territory' AND public_id = $1 ORDER BY id", [
      unknown,
    ]);
    expect(history.at(-1)?.changes).toEqual([
      {
        field: "position",
        before: { latitude: "48.20000", longitude: "1.50000", precision: "municipality" },
        after: { latitude: "48.30000", longitude: "1.50000", precision: "municipality" },
      },
    ]);
  });

  it("outlive a reload of the reference data, which then changes nothing", async () => {
    const { unknown } = await communes();
    await run(`code,nom,lat,lon\n${unknown},A,48.2,1.5\n`);
    const report = await loadReference(field.url);
    expect(report.filter(({ inserted, updated }) => inserted + updated > 0)).toEqual([]);
    expect(await positionOf(unknown)).toMatchObject({ territory: "48.20000 1.50000 municipality" });
  });

  it("are not given where a person said otherwise", async () => {
    const { unknown } = await communes();
    await run(`code,nom,lat,lon\n${unknown},A,48.2,1.5\n`);
    await field.query("UPDATE territory SET latitude = 48.1 WHERE code = $1", [unknown]);
    await field.query(
      `INSERT INTO revision (entity, public_id, actor, changes) VALUES ('territory', $1, 'operator', '[{"field": "position"}]')`,
      [unknown],
    );
    expect((await run(`code,nom,lat,lon\n${unknown},A,48.2,1.5\n`)).revisions).toBe(0);
  });

  it("that cannot be used are told with their line", async () => {
    const [former] = await field.query<{ code: string }>(
      "SELECT code FROM territory WHERE successor_id IS NOT NULL ORDER BY 1 LIMIT 1",
    );
    const report = await run(
      `code,nom,epci,lat,lon\n${former?.code},A,,48,1\n00000,B,,48,1\n28085,Chartres,,1.49,48.45\n28001,C,,48,1;\n28003,D,,148,1\n28085,Chartres,,47,1.4\n`,
    );
    expect(told(report)).toEqual([
      [1, "column_ignored"],
      [2, "commune_merged"],
      [3, "commune_unknown"],
      [4, "coordinates_far"],
      [5, "coordinates_invalid"],
      [6, "coordinates_invalid"],
      [7, "position_differs"],
    ]);
    expect(report.revisions).toBe(0);
  });
});

describe("SIREN of régions and départements", () => {
  const sirenOf = (name: string) =>
    field.query("SELECT c.code FROM organisation o JOIN organisation_code c ON c.organisation_id = o.id WHERE o.name = $1", [
      name,
    ]);

  it("go to the authority of the very territory, and to nobody where it has none", async () => {
    // 44 is Grand Est, a région, and Loire-Atlantique, a département; Alsace has one authority for two départements.
    const text =
      "nom,SIREN,COG,type\nGrand Est,200052264,44,REG\nLoire-Atlantique,224400028,44,DEP\nBas-Rhin,226700011,67,DEP\n" +
      "Corse-du-Sud,222000028,2A,DEP\nCorse,200076958,94,CTU\nParis,217500016,75,DEP\nNowhere,222000036,24,REG\nLoiret,224500018,45,DEP\n";
    const report = await run(text);
    expect(told(report)).toEqual([
      [4, "siren_without_authority"],
      [5, "siren_without_authority"],
      [7, "siren_of_another"],
      [8, "territory_unknown"],
      [9, "siren_invalid"],
    ]);
    expect(report.counts).toEqual({ read: 8, created: 0, updated: 3, unchanged: 4, rejected: 1, doubtful: 4 });
    expect(await sirenOf("Région Grand Est")).toEqual([{ code: "200052264" }]);
    expect(await sirenOf("Collectivité de Corse")).toEqual([{ code: "200076958" }]);
    expect(await sirenOf("Collectivité européenne d’Alsace")).toEqual([]);
    expect((await run(text)).revisions).toBe(0);
  });

  it("already stored from elsewhere stay", async () => {
    await field.query(
      "INSERT INTO organisation_code (scheme, code, organisation_id) SELECT 'siren', '224500017', id FROM organisation WHERE name = 'Département du Cher'",
    );
    const report = await run("nom,SIREN,COG\nCher,221800014,18\nLoiret,224500017,45\n");
    expect(told(report)).toEqual([
      [2, "siren_differs"],
      [3, "siren_of_another"],
    ]);
    expect(report.revisions).toBe(0);
  });
});

describe("outlines", () => {
  const square = (west: number, south: number, size = 2) => [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south + size],
    [west, south],
  ];
  const feature = (code: string, nom: string, ring: number[][]) => ({
    type: "Feature",
    properties: { code, nom },
    geometry: { type: "Polygon", coordinates: [ring] },
  });
  const collection = (...features: unknown[]) => JSON.stringify({ type: "FeatureCollection", features });
  const outlineOf = async (code: string): Promise<MultiPolygon> => {
    const [row] = await field.query<{ outline: MultiPolygon["coordinates"] }>("SELECT outline FROM territory WHERE code = $1", [
      code,
    ]);
    return { type: "MultiPolygon", coordinates: row?.outline ?? [] };
  };

  it("are stored once, wound for d3-geo, and corrected by a later file", async () => {
    const report = await run(collection(feature("28", "Eure-et-Loir", square(0, 47.5))));
    expect(report.counts).toMatchObject({ read: 1, updated: 1 });
    const outline = await outlineOf("D28");
    expect(geoArea(outline)).toBeLessThan(0.01);
    expect(geoContains(outline, [1.49, 48.45])).toBe(true);
    expect((await run(collection(feature("28", "Eure-et-Loir", square(0, 47.5).toReversed())))).revisions).toBe(0);
    expect((await run(collection(feature("28", "Eure-et-Loir", square(0, 47.5, 2.5))))).revisions).toBe(1);
    await field.query("UPDATE territory SET outline = NULL");
  });

  it("give a position only where there is none", async () => {
    await field.query("UPDATE territory SET latitude = NULL, longitude = NULL, coordinate_precision = NULL WHERE code = 'D28'");
    await run(collection(feature("28", "Eure-et-Loir", square(0, 47.5)), feature("45", "Loiret", square(1, 47))));
    const rows = await field.query(
      "SELECT code, round(latitude, 1)::text AS latitude, round(longitude, 1)::text AS longitude, coordinate_precision::text AS precision FROM territory WHERE code = ANY('{D28,D45}') ORDER BY 1",
    );
    expect(rows).toEqual([
      { code: "D28", latitude: "48.5", longitude: "1.0", precision: "area" },
      { code: "D45", latitude: "47.9", longitude: "1.9", precision: "area" },
    ]);
  });

  it("in the wrong order of coordinates, of no territory, or twice, are told", async () => {
    const report = await run(
      collection(
        feature(
          "41",
          "Loir-et-Cher",
          square(0, 47).map(([x = 0, y = 0]) => [y, x]),
        ),
        feature("41", "Eure-et-Loir", square(0, 47)),
        feature("36", "Indre", square(0, 46)),
        feature("36", "Indre", square(0, 46)),
      ),
    );
    expect(report.problems.map(({ column, reason }) => [column, reason]).sort()).toEqual([
      ["features[0]", "outline_elsewhere"],
      ["features[1]", "territory_unknown"],
      ["features[3]", "territory_repeated"],
    ]);
    expect(report.counts).toEqual({ read: 4, created: 0, updated: 1, unchanged: 2, rejected: 1, doubtful: 2 });
  });

  it("a file of another kind is refused and writes nothing", async () => {
    const before = await field.count("FROM revision");
    await expect(run('{"type":"Topology"}')).rejects.toThrow(FileRefused);
    await expect(run("a,b\n1,2\n")).rejects.toThrow(FileRefused);
    expect(await field.count("FROM revision")).toBe(before);
  });
});

const real = {
  centroids: realFile("territories/communes-centroids.csv"),
  regions: realFile("territories/identifiants_regions_2022.csv"),
  departements: realFile("territories/identifiants_departements_2022.csv"),
  regionOutlines: realFile("territories/regions-1000m.geojson"),
  departementOutlines: realFile("territories/departements-1000m.geojson"),
};
const isThere = Object.values(real).every((file) => file !== null);

describe.skipIf(!isThere)("the real files (skipped without ../shared)", () => {
  let own: Field;
  beforeAll(async () => {
    own = await openField();
  });
  afterAll(() => own?.close());
  const twice = async (file: string | null) => {
    const first = await own.run(importTerritories, { path: file ?? "" });
    const second = await own.run(importTerritories, { path: file ?? "" });
    expect(second.revisions).toBe(0);
    expect(second.counts).toMatchObject({ updated: 0, rejected: first.counts.rejected });
    return first;
  };

  it("centroids: from 20,166 communes without a position to 56, of which 7 are not overseas", async () => {
    expect(await own.count(unplaced)).toBe(20_166);
    const report = await twice(real.centroids);
    expect(report.counts).toEqual({ read: 35_000, created: 0, updated: 20_110, unchanged: 14_890, rejected: 0, doubtful: 32 });
    // 137 rows are no longer communes; the 14 codes that the reference data do not know either are doubts.
    expect(countByReason(report)).toEqual({ column_ignored: 1, commune_merged: 123, commune_unknown: 14, position_differs: 18 });
    expect(await own.count(unplaced)).toBe(56);
    const authorities = "FROM organisation o JOIN territory t ON t.id = o.territory_id AND t.level = 'commune'";
    expect(await own.count(`${authorities} AND t.successor_id IS NULL WHERE o.latitude IS NOT NULL`)).toBe(34_908);
    expect(await own.count(`${unplaced} AND code < '97'`)).toBe(7);
  });

  it("SIREN: 17 régions, 93 départements; Alsace, Corsica, Mayotte and Paris are told", async () => {
    expect((await twice(real.regions)).counts).toMatchObject({ read: 17, updated: 17, doubtful: 0 });
    const departements = await twice(real.departements);
    expect(departements.counts).toMatchObject({ read: 99, updated: 93, unchanged: 6, doubtful: 6 });
    expect(countByReason(departements)).toEqual({ siren_without_authority: 5, siren_of_another: 1 });
    const without = `FROM organisation o WHERE kind_code IN ('region', 'departement')
      AND NOT EXISTS (SELECT FROM organisation_code c WHERE c.organisation_id = o.id AND c.scheme = 'siren')`;
    expect(await own.count(without)).toBe(0);
  });

  it("outlines: 18 and 101, each around its own seat, none as large as the globe, at most 11 kB", async () => {
    expect((await twice(real.regionOutlines)).counts).toMatchObject({ read: 18, updated: 18 });
    expect((await twice(real.departementOutlines)).counts).toMatchObject({ read: 101, updated: 101 });
    const rows = await own.query<{ level: string; code: string; outline: MultiPolygon["coordinates"] }>(
      "SELECT level::text, code, outline FROM territory WHERE outline IS NOT NULL",
    );
    expect(rows).toHaveLength(119);
    const area = (level: string) =>
      rows
        .filter((row) => row.level === level)
        .reduce((sum, { outline }) => sum + geoArea({ type: "MultiPolygon", coordinates: outline }), 0);
    const km2 = (steradians: number) => Math.round((steradians * 6_371 ** 2) / 1_000);
    // France without its collectivities: some 632,000 km² (INSEE), in either division.
    expect(km2(area("region"))).toBeGreaterThan(625);
    expect(km2(area("region"))).toBeLessThan(645);
    expect(km2(area("departement"))).toBe(km2(area("region")));
    expect(Math.max(...rows.map(({ outline }) => JSON.stringify(outline).length))).toBeLessThan(11_000);
  });
});
