import { afterAll, beforeAll, expect, it } from "vitest";
import { importOfKind } from "@/lib/import/kinds/registry";
import { linesOf, openPlace, type Place } from "./support";

let place: Place;
let mapping: string;
beforeAll(async () => {
  place = await openPlace({ whole: true });
  mapping = place.write(
    "mapping.json",
    JSON.stringify({
      name: "reseau",
      target: "organisations",
      source: {
        code: "reseau-essai",
        nameFr: "Annuaire d’essai",
        nameEn: "Test directory",
        publisher: "Essai",
        licence: null,
        licenceUrl: null,
        url: null,
      },
      columns: {
        name: { headers: ["Nom"] },
        nameEn: { headers: ["Nom anglais"] },
        acronym: { headers: ["Sigle"] },
        siren: { headers: ["SIREN"] },
        country: { headers: ["Pays"] },
        website: { headers: ["Site"] },
        wikidata: { headers: ["Wikidata"] },
      },
    }),
  );
});
afterAll(() => place.close());

const header = "Nom;Nom anglais;Sigle;SIREN;Pays;Site;Wikidata\n";
const rows = [
  // The SIREN decides, whatever the name: Chartres métropole.
  "Agglo de Chartres;Chartres Metropolitan Area;;200033181;France;https://chartres-metropole.example.org;Q2966",
  "Agence de l’Invention partagée;;AIP;;Sénégal;https://aip.example.org;",
  // Several communes bear the name: a person must say which.
  "Saint-Martin;;;;France;;",
  ";;;;France;;",
];
const list = () => place.write("organisations.csv", header + rows.join("\n"));
const run = (file: string, dryRun = false) => importOfKind("table", place.url, [file], { dryRun, actor: "tester", mapping });

it("says in a dry run what an import then does, and writes nothing, not even the source", async () => {
  const before = await place.state();
  const foreseen = await run(list(), true);
  expect(await place.state()).toEqual(before);
  const report = await run(list());
  expect(report.counts).toEqual(foreseen.counts);
  expect(report.counts).toMatchObject({ read: 4, created: 1, updated: 1, rejected: 2 });
  expect(report.files[0] && linesOf(report.files[0])).toEqual(
    expect.arrayContaining([
      [4, "organisation_ambiguous"],
      [5, "value_missing"],
    ]),
  );
});

it("completes what is known and creates what is not, each with its history", async () => {
  expect(
    await place.query(`SELECT o.name, o.name_en, o.website, c.code FROM organisation o
      JOIN organisation_code c ON c.organisation_id = o.id AND c.scheme = 'wikidata' WHERE c.code = 'Q2966'`),
  ).toEqual([
    {
      name: "Communauté d’agglomération Chartres Métropole",
      name_en: "Chartres Metropolitan Area",
      website: "https://chartres-metropole.example.org/",
      code: "Q2966",
    },
  ]);
  expect(
    await place.query("SELECT acronym, country_code, origin FROM organisation WHERE name LIKE 'Agence de l’Invention%'"),
  ).toEqual([{ acronym: "AIP", country_code: "SN", origin: "imported" }]);
  const history = await place.query<{ fields: string[] }>(`
    SELECT array(SELECT change->>'field' FROM jsonb_array_elements(r.changes) AS change ORDER BY 1) AS fields
    FROM revision r JOIN import_run i ON i.id = r.import_run_id WHERE r.entity = 'organisation' ORDER BY r.id`);
  expect(history.map(({ fields }) => fields)).toEqual([["record"], ["nameEn", "website", "wikidata"]]);
});

it("changes nothing the second time", async () => {
  const before = await place.state();
  expect((await run(list())).counts).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
  expect(await place.state()).toEqual(before);
});

it("overwrites nothing that is stated already", async () => {
  const other = rows[0]?.replace("Metropolitan Area", "Agglomeration").replace("chartres-metropole", "other") ?? "";
  expect((await run(place.write("other.csv", header + other))).counts).toMatchObject({ updated: 0, unchanged: 1 });
});
