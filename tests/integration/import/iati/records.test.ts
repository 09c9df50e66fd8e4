import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SourceRecord } from "@/lib/import/source";
import { FileRefused } from "@/lib/import/source";
import { completeFile, fileOf } from "../../../fixtures/iati/files";
import { fundingOf, nameOf, openPlace, type Place, problemsOf, type Reading } from "./support";

let place: Place;
let folder: string;
beforeAll(async () => {
  place = await openPlace();
  folder = mkdtempSync(path.join(tmpdir(), "atlas-iati-"));
});
afterAll(async () => {
  await place.close();
  rmSync(folder, { recursive: true });
});

/** Reads one activity in French, of the given elements. */
async function read(inside: string, attributes = 'xml:lang="fr" default-currency="EUR"'): Promise<SourceRecord> {
  const file = path.join(folder, "one.xml");
  const identity = "<iati-identifier>FR-EX-1</iati-identifier><title><narrative>Essai</narrative></title>";
  writeFileSync(file, fileOf(`<iati-activity ${attributes}>${identity}${inside}</iati-activity>`));
  const [record] = (await place.read(file)).records;
  return record ?? expect.fail("no record");
}

const rolesOf = ({ draft }: SourceRecord) =>
  draft.organisations.map(({ organisation, roleCode }) => `${nameOf(organisation)} ${roleCode}`);
const participant = (role: string, name: string, attributes = "") =>
  `<participating-org role="${role}" ${attributes}><narrative>${name}</narrative></participating-org>`;

describe("a file of activities", () => {
  let reading: Reading;
  const record = (index: number) => reading.records[index] ?? expect.fail(`no record ${index}`);
  beforeAll(async () => {
    reading = await place.read(completeFile);
  });

  it("gives a record for each, rejected ones with the reason", () => {
    expect(reading.records.map(({ sourceKey, line }) => [sourceKey, line])).toEqual([
      ["FR-EX-2024-001", 3],
      ["FR-EX-2024-002", 71],
      ["", 91],
      ["FR-EX-2024-004", 95],
      ["FR-EX-2024-005", 101],
    ]);
    expect(problemsOf(record(2))).toEqual([[91, "iati-activity", "identifier_missing", ""]]);
    expect(problemsOf(record(3))).toEqual([[99, "activity-date", "dates_in_disorder", "2023-05-10"]]);
    expect(record(3).draft).toMatchObject({ start: { date: "2024-05-10" }, end: null });
    expect(problemsOf(record(4))).toEqual([[101, "iati-activity", "title_missing", "FR-EX-2024-005"]]);
  });

  it("has texts in every language, without addresses and telephone numbers", () => {
    const { title, language, texts, sourceUrl } = record(0).draft;
    expect({ title, language, sourceUrl }).toEqual({
      title: "Fontaines publiques de Sédhiou",
      language: "fr",
      sourceUrl: "https://donnees.example/activite/1",
    });
    const masked = "Écrire à [adresse électronique retirée] ou au [numéro de téléphone retiré].";
    expect(texts).toEqual([
      { field: "title", language: "en", body: "Public fountains in Sédhiou", status: "human" },
      {
        field: "description",
        language: "fr",
        body: `Premier paragraphe du projet.\n\n${masked}\n\nSuite de la description.`,
        status: "original",
      },
      { field: "description", language: "en", body: "First paragraph of the project.", status: "human" },
      { field: "objectives", language: "fr", body: "Donner de l’eau à trois quartiers.", status: "original" },
      { field: "beneficiaries", language: "fr", body: "Les familles & les écoles.", status: "original" },
    ]);
    const all = JSON.stringify(reading, (key, value) => (key === "organisation" ? null : value));
    for (const secret of ["ana.exemple", "p@mairie", "01 23 45", "Personne Inventée"]) expect(all).not.toContain(secret);
  });

  it("has status, dates, places and themes by share", () => {
    expect(record(0).draft).toMatchObject({
      declaredStatusCode: "ongoing",
      start: { date: "2023-02-15", precision: "day" },
      end: { date: "2025-12-31", precision: "day" },
      lastConfirmedOn: null,
    });
    const position = { latitude: "12.70806", longitude: "-15.55694", precision: "exact", place: null };
    expect(record(0).draft.places).toEqual([{ countryCode: "SN", name: "Sédhiou", position }]);
    expect(record(0).draft.themes.map(({ code, rank, percentage }) => [code, rank, percentage])).toEqual([
      ["EAU.POTABLE", 0, "70.00"],
      ["GOV.DECENTRALISATION", 1, "30.00"],
      ["SAN.EGALITE", 2, null],
    ]);
  });

  it("has organisations in our roles, by code before name", () => {
    expect(rolesOf(record(0))).toEqual([
      "Agence française de développement (public_agency, FR) funder",
      "Communauté d’agglomération Chartres Métropole (epci, FR) lead_authority",
      "Office mondial des fontaines (international_organisation, –) foreign_partner",
      "Association des puisatiers de Sédhiou (association, SN) implementing_body",
      "Office mondial des fontaines (international_organisation, –) funder",
    ]);
  });

  it("has amounts by kind, year, funder and currency, exact to the cent and never below zero", () => {
    expect(fundingOf(record(0).draft)).toEqual([
      "budget 2023 1000.50 EUR Agence française de développement",
      "budget 2024 2500.00 EUR Agence française de développement",
      "commitment 2023 3000.01 EUR Agence française de développement",
      "disbursement 2023 700.00 EUR Office mondial des fontaines",
      "disbursement 2023 50.00 USD Agence française de développement",
    ]);
  });

  it("tells every doubt with its line", () => {
    expect(problemsOf(record(0))).toEqual([
      [17, "description", "email_withheld", "1"],
      [17, "description", "phone_withheld", "1"],
      [30, "participating-org", "organisation_created", "Office mondial des fontaines"],
      [31, "participating-org", "organisation_created", "Association des puisatiers de Sédhiou"],
      [32, "participating-org", "role_unknown", "9"],
      [33, "participating-org", "organisation_unnamed", ""],
      [45, "point", "position_unreadable", ""],
      [46, "point", "position_unreadable", "912.0 4"],
      [63, "disbursement", "amount_negative", "-20.00 EUR (2023)"],
      [64, "transaction", "amount_unreadable", "12 000"],
    ]);
    expect(problemsOf(record(1)).map(([line, column, reason]) => [line, column, reason])).toEqual([
      [71, "iati-activity", "funder_ambiguous"],
      [73, "reporting-org", "organisation_created"],
      [74, "title", "title_from_description"],
      [75, "description", "language_suspect"],
      [76, "participating-org", "organisation_created"],
      [77, "participating-org", "replacement_character"],
      [77, "participating-org", "organisation_created"],
      [78, "activity-status", "status_unknown"],
      [79, "activity-date", "dates_of_entry"],
      [83, "recipient-country", "country_code_unknown"],
      [85, "location", "position_without_country"],
      [86, "sector", "percentages_disagree"],
      [88, "budget", "date_unreadable"],
      [89, "transaction", "currency_unknown"],
    ]);
  });

  it("lists what it has no place for", () => {
    expect(reading.told.map(({ reason, value }) => `${reason} ${value}`)).toEqual(
      [
        ...["x:publisher × 1", "iati-activity@hierarchy × 1", "iati-activity@humanitarian × 1", "contact-info × 1"],
        ...["sector[vocabulary=99] × 1", "tag[vocabulary=99] × 1", "policy-marker × 1", "budget[type=1] × 1"],
        ...["planned-disbursement × 1", "transaction[transaction-type=1] × 1", "document-link × 1"],
        ...["related-activity × 1", "result × 1", "x:note × 1", "recipient-region × 1"],
      ].map((line) => `element_not_kept ${line}`),
    );
  });

  it("reads the same twice", async () => {
    expect((await place.read(completeFile)).records).toEqual(reading.records);
  });
});

describe("organisations", () => {
  it("are found by a code that the database holds, and a name that contradicts it is told", async () => {
    const afd = await place.db.organisation.findFirstOrThrow({ where: { name: "Agence française de développement" } });
    await place.db.organisationCode.create({ data: { organisationId: afd.id, scheme: "iati", code: "FR-3" } });
    const record = await read(`${participant("1", "MAEDI", 'ref="FR-3"')}<participating-org role="4" ref="FR-3"/>`);
    await place.db.organisationCode.deleteMany({ where: { scheme: "iati" } });
    expect(rolesOf(record)).toEqual([
      "Agence française de développement (public_agency, FR) funder",
      "Agence française de développement (public_agency, FR) implementing_body",
    ]);
    expect(problemsOf(record)).toEqual([[3, "participating-org", "reference_contradicts_name", "FR-3 ≠ MAEDI"]]);
  });

  it("a SIRET leads to its SIREN", async () => {
    const record = await read(participant("2", "Une mairie", 'ref="FR-SIRENE-20003318100015"'));
    expect(rolesOf(record)).toEqual(["Communauté d’agglomération Chartres Métropole (epci, FR) lead_authority"]);
  });

  it("a French local government is found by its bare name, another body is not", async () => {
    const local = await read(participant("2", "Chartres Métropole", 'ref="FR-EX-1" type="11"'));
    expect(rolesOf(local)).toEqual(["Communauté d’agglomération Chartres Métropole (epci, FR) lead_authority"]);
    expect(rolesOf(await read(participant("4", "Orange", 'ref="FR-RCS-1" type="70"')))).toEqual([
      "Orange (company, FR) implementing_body",
    ]);
  });

  it("a town of the activity's country is not the French commune of its name", async () => {
    const inSenegal = `${participant("4", "Ville de Saint-Louis")}<recipient-country code="SN"/>`;
    const record = await read(inSenegal);
    expect(rolesOf(record)).toEqual(["Ville de Saint-Louis (foreign_municipality, SN) implementing_body"]);
    expect(problemsOf(record).map(([, , reason]) => reason)).toContain("organisation_ambiguous");
    expect(rolesOf(await read(`${participant("2", "Région Bretagne")}<recipient-country code="SN"/>`))).toEqual([
      "Région Bretagne (region, FR) lead_authority",
    ]);
  });

  it("keep their name in French and in English, and are found again by either", async () => {
    const both =
      '<participating-org role="4" type="60"><narrative>Fondation des ponts</narrative><narrative xml:lang="en">Bridges Foundation</narrative></participating-org>';
    const { draft } = await read(both + participant("1", "Bridges Foundation"));
    expect(draft.organisations.map(({ organisation }) => [organisation.name, organisation.nameEn])).toEqual([
      ["Fondation des ponts", "Bridges Foundation"],
      ["Fondation des ponts", "Bridges Foundation"],
    ]);
  });

  it("whose side nothing tells are not partners, and are not made", async () => {
    const record = await read(participant("3", "Bureau sans pays"));
    expect(record.draft.findings).toEqual([]);
    expect(problemsOf(record)).toEqual([[3, "participating-org", "side_unknown", "Bureau sans pays"]]);
  });

  it("a provider named by its code alone is the participant of that code", async () => {
    const provided = '<provider-org ref="XM-EX-5"/>';
    const transaction = `<transaction><transaction-type code="2"/><transaction-date iso-date="2020-01-01"/><value>5</value>${provided}</transaction>`;
    const record = await read(
      participant("1", "Caisse A", 'ref="XM-EX-4"') + participant("1", "Caisse B", 'ref="XM-EX-5"') + transaction,
    );
    expect(fundingOf(record.draft)).toEqual(["commitment 2020 5.00 EUR Caisse B"]);
  });
});

describe("languages", () => {
  it("an unknown one is told, and the activity's holds", async () => {
    const record = await read('<description><narrative xml:lang="XX">Texte</narrative></description>');
    expect(record.draft.texts).toEqual([{ field: "description", language: "fr", body: "Texte", status: "original" }]);
    expect(problemsOf(record)).toEqual([[3, "description", "language_unknown", "XX"]]);
  });

  it("without any, the text tells", async () => {
    const french = "Le projet aide les communes et les écoles dans la vallée avec leurs habitants";
    const record = await read(`<description><narrative>${french}</narrative></description>`, "");
    expect(record.draft.language).toBe("en");
    expect(record.draft.texts).toMatchObject([{ language: "fr", status: "human" }]);
    expect(problemsOf(record).map(([, column, reason]) => [column, reason])).toEqual([
      ["title", "language_missing"],
      ["description", "language_missing"],
    ]);
  });
});

describe("files that are none", () => {
  const refusal = async (file: string) => {
    const error = await place.read(file).catch((thrown: unknown) => thrown);
    return error instanceof FileRefused ? error.problems.map(({ reason }) => reason) : error;
  };

  it("are refused", async () => {
    expect(await refusal(folder)).toEqual(["not_a_file"]);
    expect(await refusal(path.join(folder, "absent.xml"))).toEqual(["not_a_file"]);
    writeFileSync(path.join(folder, "empty.xml"), "");
    expect(await refusal(path.join(folder, "empty.xml"))).toEqual(["empty"]);
  });
});
