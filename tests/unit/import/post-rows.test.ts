import { describe, expect, it } from "vitest";
import { isGenericEmail } from "@/lib/import/posts/generic-email";
import { postRows } from "@/lib/import/sources/posts/rows";
import { parseSmallTable } from "@/lib/import/sources/small-table";

const header = "QID;type;country;city;jurisdictions;latitude;longitude;phone;email;website;dissolution";
const read = (...lines: string[]) => postRows(parseSmallTable([header, ...lines].join("\n")));
const told = ({ problems }: ReturnType<typeof read>) => problems.map(({ line, column, reason }) => [line, column, reason]);

describe("rows of posts", () => {
  it("read a whole row", () => {
    const row =
      "http://www.wikidata.org/entity/Q42;embassy;Canada;Ottawa;Canada|Bahamas;45.42;-75.69;+1 (613) 555-0100;mailto:Contact@example.org;https://example.org/x;";
    expect(read(row)).toEqual({
      rows: [
        {
          line: 2,
          wikidataId: "Q42",
          kind: "embassy",
          country: "Canada",
          city: "Ottawa",
          jurisdictions: ["Canada", "Bahamas"],
          latitude: 45.42,
          longitude: -75.69,
          website: "https://example.org/x",
          phone: "+1 (613) 555-0100",
          email: "contact@example.org",
          closedOn: null,
        },
      ],
      problems: [],
    });
  });

  it("tell missing columns from empty cells", () => {
    const { rows } = postRows(parseSmallTable("QID;type;country;city\nQ1;Consulate General;Canada;\n"));
    expect(rows[0]).toMatchObject({ kind: "consulate_general", city: null, jurisdictions: [] });
    expect([rows[0]?.website, rows[0]?.closedOn]).toEqual([undefined, undefined]);
  });

  it.each([
    ["no identifier", ";embassy;Canada;Ottawa;;;;;;;", "qid", "wikidata_id_invalid"],
    ["an identifier of something else", "P42;embassy;Canada;Ottawa;;;;;;;", "qid", "wikidata_id_invalid"],
    ["an unknown type", "Q42;castle;Canada;Ottawa;;;;;;;", "type", "post_type_unknown"],
    ["no country", "Q42;embassy;;Ottawa;;;;;;;", "country", "post_country_unknown"],
  ])("are left out with %s", (_, line, column, reason) => {
    const result = read(line);
    expect(result.rows).toEqual([]);
    expect(told(result)).toEqual([[2, column, reason]]);
  });

  it.each([
    ["latitude", "Q42;embassy;Canada;Ottawa;;95;10;;;;", "coordinates_invalid"],
    ["latitude", "Q42;embassy;Canada;Ottawa;;45,42;10;;;;", "coordinates_invalid"],
    ["latitude", "Q42;embassy;Canada;Ottawa;;45;;;;;", "coordinates_invalid"],
    ["longitude", "Q42;embassy;Canada;Ottawa;;;10;;;;", "coordinates_invalid"],
    ["phone", "Q42;embassy;Canada;Ottawa;;;;613 555;;;", "phone_invalid"],
    ["email", "Q42;embassy;Canada;Ottawa;;;;;nobody;;", "email_invalid"],
    ["website", "Q42;embassy;Canada;Ottawa;;;;;;javascript:alert(1);", "website_invalid"],
    ["website", "Q42;embassy;Canada;Ottawa;;;;;;http://user:pass@example.org/;", "website_invalid"],
    ["dissolution", "Q42;embassy;Canada;Ottawa;;;;;;;2011-02-30T00:00:00Z", "date_unreadable"],
  ])("lose a bad %s and nothing else", (column, line, reason) => {
    const result = read(line);
    expect(told(result)).toEqual([[2, column, reason]]);
    expect(result.rows).toMatchObject([
      { latitude: null, longitude: null, website: null, phone: null, email: null, closedOn: null },
    ]);
  });

  it("of one identifier make one post: jurisdictions add up, contradictions are told", () => {
    const result = read(
      "Q42;embassy;Canada;Ottawa;Canada;;;;;;",
      "Q42;embassy;Canada;;Bahamas;;;;;https://example.org/;",
      "Q42;consulate;Canada;Ottawa;Bahamas;;;;;;2011-02-03",
    );
    expect(result.rows).toHaveLength(1);
    expect(result.rows[0]).toMatchObject({
      kind: "embassy",
      jurisdictions: ["Canada", "Bahamas"],
      website: "https://example.org/",
      closedOn: "2011-02-03",
    });
    expect(told(result)).toEqual([[4, "kind", "rows_differ"]]);
  });
});

describe("an address", () => {
  const places = ["Ottawa", "Canada", "La Nouvelle-Orléans"];
  it.each([
    "contact@example.org",
    "visas.accueil@example.org",
    "admin-francais.ottawa-amba@example.org",
    "consulat2@example.org",
    "lanouvelleorleans@example.org",
  ])("%s is a service's", (email) => {
    expect(isGenericEmail(email, places)).toBe(true);
  });

  it.each([
    "awa.modele@example.org",
    "a.modele-amba@example.org",
    "modele@example.org",
    "awa_contact@example.org",
    "@example.org",
  ])("%s may be a person's", (email) => {
    expect(isGenericEmail(email, places)).toBe(false);
  });
});
