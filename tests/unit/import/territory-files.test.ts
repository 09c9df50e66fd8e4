import { describe, expect, it } from "vitest";
import { limits } from "@/lib/core/limits";
import { FileRefused } from "@/lib/import/source";
import { parseSmallTable } from "@/lib/import/sources/small-table";
import { outlineRows } from "@/lib/import/sources/territories/outlines";
import { recogniseTerritories } from "@/lib/import/sources/territories/recognise";
import { centroidRows, identifierRows } from "@/lib/import/sources/territories/rows";

function refusal(text: string) {
  try {
    recogniseTerritories(text);
  } catch (error) {
    if (error instanceof FileRefused) return error.problems.map(({ line, reason }) => [line, reason]);
    throw error;
  }
  return null;
}

describe("a file of territories", () => {
  it("is recognised by its content", () => {
    expect(recogniseTerritories("code,nom,lat,lon\n").kind).toBe("centroids");
    expect(recogniseTerritories("Nom;SIREN;COG\n").kind).toBe("identifiers");
    expect(recogniseTerritories('\uFEFF {"type":"FeatureCollection","features":[]}').kind).toBe("outlines");
  });

  it.each([
    ["another table", "a,b\n1,2\n", [[1, "not_territories"]]],
    ["another JSON", '{"type":"Topology"}', [[null, "not_territories"]]],
    [
      "too many features",
      JSON.stringify({ type: "FeatureCollection", features: Array(limits.outlineFeatures + 1).fill(0) }),
      [[null, "rows_over_bound"]],
    ],
  ])("is refused when it is %s", (_, text, expected) => {
    expect(refusal(text)).toEqual(expected);
  });

  it("is refused when its JSON is cut", () => {
    expect(refusal('{\n"type": "FeatureCollection",\n"features": [}')?.[0]?.[1]).toBe("json_broken");
  });
});

describe("rows", () => {
  it("positions: bad ones are told, the old column is named", () => {
    const table = parseSmallTable(
      "code,nom,epci,lat,lon\n28085,Chartres,1,48.45,1.49\n28001,Abondant,1,148,1.4\n28002,Allaines,1,,\n",
    );
    const { rows, problems } = centroidRows(table);
    expect(rows).toEqual([{ line: 2, code: "28085", name: "Chartres", latitude: 48.45, longitude: 1.49 }]);
    expect(problems.map(({ line, reason }) => [line, reason])).toEqual([
      [1, "column_ignored"],
      [3, "coordinates_invalid"],
      [4, "coordinates_invalid"],
    ]);
  });

  it("SIREN: the check digit decides", () => {
    const { rows, problems } = identifierRows(parseSmallTable("nom,SIREN,COG\nA,200 033 181,24\nB,200033182,25\nC,2.0E+8,26\n"));
    expect(rows).toEqual([{ line: 2, code: "24", name: "A", siren: "200033181" }]);
    expect(problems.map(({ line, value, reason }) => [line, value, reason])).toEqual([
      [3, "200033182", "siren_invalid"],
      [4, "2.0E+8", "siren_invalid"],
    ]);
  });
});

describe("outlines", () => {
  const square = [
    [0, 0],
    [0, 1],
    [1, 1],
    [0, 0],
  ];
  const feature = (geometry: unknown, properties: unknown = { code: "28", nom: "Eure-et-Loir" }) => ({
    type: "Feature",
    properties,
    geometry,
  });
  const reasonOf = (given: unknown) => outlineRows([given]).problems.map(({ column, value, reason }) => [column, value, reason]);

  it("of one and of several polygons are read alike", () => {
    const { rows, problems } = outlineRows([
      feature({ type: "Polygon", coordinates: [square] }),
      feature({ type: "MultiPolygon", coordinates: [[square]] }),
    ]);
    expect(problems).toEqual([]);
    expect(rows[0]?.outline).toEqual(rows[1]?.outline);
  });

  it.each([
    ["an open ring", { type: "Polygon", coordinates: [square.slice(0, 3).concat([[1, 0]])] }],
    [
      "a ring of three points",
      {
        type: "Polygon",
        coordinates: [
          [
            [0, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      },
    ],
    [
      "positions outside the earth",
      {
        type: "Polygon",
        coordinates: [
          [
            [0, 91],
            [0, 1],
            [1, 1],
            [0, 91],
          ],
        ],
      },
    ],
    [
      "texts for numbers",
      {
        type: "Polygon",
        coordinates: [
          [
            ["0", "0"],
            [0, 1],
            [1, 1],
            ["0", "0"],
          ],
        ],
      },
    ],
    ["no polygon", { type: "MultiPolygon", coordinates: [] }],
    ["a line", { type: "LineString", coordinates: square }],
    ["nothing", null],
  ])("with %s are told", (_, geometry) => {
    expect(reasonOf(feature(geometry))).toEqual([["features[0]", "28 Eure-et-Loir", "geometry_invalid"]]);
  });

  it("without a code and a name, or with too many points, are told", () => {
    expect(reasonOf(feature({ type: "Polygon", coordinates: [square] }, { code: 28 }))).toEqual([
      ["features[0]", "features[0]", "territory_unknown"],
    ]);
    expect(reasonOf(null)).toEqual([["features[0]", "features[0]", "territory_unknown"]]);
    const endless = [...Array(limits.outlinePoints + 1).fill([0, 0]), [0, 0]];
    const tooLong = feature({ type: "Polygon", coordinates: [endless] });
    expect(reasonOf(tooLong)).toEqual([["features[0]", "28 Eure-et-Loir", "outline_too_large"]]);
  });
});
