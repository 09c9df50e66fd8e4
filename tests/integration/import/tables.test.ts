import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sqlOf } from "@/lib/core/bulk";
import { connect, type Database } from "@/lib/core/db";
import { loadMapping } from "@/lib/import/mappings/load";
import { loadLookups } from "@/lib/import/match/lookups";
import { type Problem, reasons } from "@/lib/import/reasons";
import type { OrganisationRecord, SourceRecord } from "@/lib/import/source";
import { type Mapping, parseMapping } from "@/lib/import/sources/table/mapping";
import { readOrganisationTable, readTable } from "@/lib/import/sources/table/read-table";
import { cloneDatabase } from "../../support/database";

const subsidies = path.resolve(import.meta.dirname, "../../../../shared/data/subsidies");
const folder = mkdtempSync(path.join(tmpdir(), "atlas-tables-"));

let db: Database;
afterAll(() => rmSync(folder, { recursive: true }));

/** The database of the tests of one `describe`. */
function useDatabase(template: "template_reference" | "template_small"): void {
  beforeAll(async () => {
    const database = await cloneDatabase(template);
    db = connect(database.url, { poolSize: 1 });
    return async () => {
      await db.$disconnect();
      await database.drop();
    };
  });
}

function write(name: string, content: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

async function read(file: string, mapping: Mapping) {
  const lookups = await loadLookups(db, "legacy-atlas");
  const told: Problem[] = [];
  const records: SourceRecord[] = [];
  for await (const record of readTable({
    file,
    mapping,
    lookups,
    tx: { db, sql: sqlOf(db) },
    tell: (problem) => told.push(problem),
  }))
    records.push(record);
  return { records, told };
}

const source = { code: "test", nameFr: "Essai", nameEn: "Test", publisher: "Test", licence: null, licenceUrl: null, url: null };
const reasonsOf = (record: { problems: readonly Problem[] } | undefined) => record?.problems.map(({ reason }) => reason) ?? [];
const isTaken = ({ problems }: SourceRecord) => problems.every(({ reason }) => reasons[reason].level !== "rejected");

/** Problems of matching depend on the reference data and are tested elsewhere. */
const ofMatching = new Set(["organisation_created", "organisation_ambiguous", "place_inferred", "code_name_disagree"]);

/** Rows read, sum of the amounts of the records taken, and how often each reason was given. */
function summary({ records }: { records: SourceRecord[] }) {
  const counts: Record<string, number> = {};
  for (const reason of records.flatMap(reasonsOf)) if (!ofMatching.has(reason)) counts[reason] = (counts[reason] ?? 0) + 1;
  const amounts = records.filter(isTaken).flatMap(({ draft }) => draft.funding.flatMap(({ amount }) => amount ?? []));
  const cents = amounts.reduce((sum, amount) => sum + BigInt(amount.replace(".", "")), 0n);
  return [records.length, amounts.length, Number(cents) / 100, counts];
}

describe.skipIf(!existsSync(subsidies))("lists of subsidies as they are published (needs ../shared)", () => {
  useDatabase("template_reference");
  // Counted by a program of its own that shares nothing with the importer.
  const golden: [file: string, mapping: string, every: unknown[], kept: number, keptSum: number][] = [
    ["DEP_Lot_Subventions_2017_DONNEES.csv", "scdl-subventions", [13, 13, 878_205, {}], 0, 0],
    ["DEP_Nievre_CD58_SUBVENTIONS_2016_LISTE.csv", "scdl-subventions", [97, 90, 17_140_715, { amount_not_a_number: 6 }], 0, 0],
    ["DEP_Somme_TB_20180302_DONNEES_CONVENTIONS.csv", "scdl-subventions", [41, 41, 3_201_952.64, {}], 0, 0],
    [
      "SCDL_COM_Poitiers_subventions-2017.csv",
      "scdl-subventions",
      [562, 562, 11_548_359.23, { code_from_number: 1_124 }],
      6,
      14_900,
    ],
    [
      "exemple-duplicate-column.csv",
      "scdl-subventions",
      [29, 29, 2_821_393.5, { dates_in_disorder: 3, date_unreadable: 1 }],
      0,
      0,
    ],
    ["exemple_invalide.csv", "scdl-subventions", [7, 2, 27_501, { answer_unreadable: 2, code_invalid: 4, key_twice: 5 }], 0, 0],
    [
      "montpellier-2018-subventions.csv",
      "city-list",
      [1_760, 803, 2_524_115, { value_missing: 943, code_invalid: 28, key_twice: 14 }],
      25,
      37_400,
    ],
    ["toulouse-metropole-2022.csv", "scdl-subventions", [396, 396, 88_789_356.48, { code_exponent: 782 }], 0, 0],
  ];

  it.each(golden)("%s", async (file, name, every, kept, keptSum) => {
    const mapping = await loadMapping(name);
    const { keep: _, ...whole } = mapping;
    expect(summary(await read(path.join(subsidies, file), whole))).toEqual(every);
    const chosen = await read(path.join(subsidies, file), mapping);
    expect(summary(chosen).slice(0, 3)).toEqual([kept, expect.any(Number), keptSum]);
    const leftOut = chosen.told.find(({ reason }) => reason === "rows_left_out");
    expect(Number(leftOut?.value) + kept).toBe(every[0]);
  });

  it("tells what is wrong with the columns of a file", async () => {
    const mapping = await loadMapping("scdl-subventions");
    const told = async (file: string) =>
      (await read(path.join(subsidies, file), mapping)).told.map(({ reason, column }) => [reason, column]);
    expect(await told("exemple-duplicate-column.csv")).toContainEqual(["column_twice", "notificationUE"]);
    expect(await told("DEP_Lot_Subventions_2017_DONNEES.csv")).toEqual([
      ["encoding_windows_1252", null],
      ["column_unused", "conditionsVersement"],
      ["column_unused", "idRAE"],
      ["rows_empty", null],
      ["rows_left_out", null],
    ]);
  });

  it("finds the authorities of the Lot and the Somme by name, and by SIREN once it is known", async () => {
    const { keep: _, ...mapping } = await loadMapping("scdl-subventions");
    for (const [file, name, siren] of [
      ["DEP_Lot_Subventions_2017_DONNEES.csv", "Département du Lot", "224600015"],
      ["DEP_Somme_TB_20180302_DONNEES_CONVENTIONS.csv", "Département de la Somme", "228000014"],
    ] as const) {
      const { id } = await db.organisation.findFirstOrThrow({ where: { kindCode: "departement", aliases: { some: { name } } } });
      const leads = async (given: Mapping) =>
        (await read(path.join(subsidies, file), given)).records.map(({ draft }) => draft.organisations[0]?.organisation.id);
      expect(new Set(await leads(mapping))).toEqual(new Set([id]));
      // Under a name that nobody knows, the code alone finds it.
      const { funder: __, ...columns } = mapping.columns;
      const nameless = { ...mapping, columns, constants: { funder: "Une collectivité" } };
      expect(new Set(await leads(nameless))).not.toEqual(new Set([id]));
      await db.organisationCode.create({ data: { scheme: "siren", code: siren, organisationId: id } });
      expect(new Set(await leads(nameless))).toEqual(new Set([id]));
    }
  });
});

describe("subsidies", () => {
  useDatabase("template_small");
  const mapping = parseMapping({
    name: "essai",
    target: "subsidies",
    source,
    columns: {
      title: { headers: ["Objet"] },
      funder: { headers: ["Donneur"] },
      funderCode: { headers: ["SIRET donneur"] },
      beneficiary: { headers: ["Bénéficiaire"] },
      beneficiaryCode: { headers: ["SIRET"] },
      amount: { headers: ["Montant"] },
      date: { headers: ["Date"] },
      country: { headers: ["Pays"] },
      description: { headers: ["Texte"] },
    },
  });
  const head = "Objet;Donneur;SIRET donneur;Bénéficiaire;SIRET;Montant;Date;Pays;Texte\n";
  const run = (rows: string) => read(write("subsidies.csv", head + rows), mapping);

  it("makes a record of a convention", async () => {
    const { records, told } = await run(
      "Puits;La mairie;218601946;Club Imaginaire;000000000;1 200,50;19/12/2018;SN | Mali;Écrire à jeanne@exemple.fr\n",
    );
    expect(told).toEqual([]);
    const [record] = records;
    const [lead, implementing, funder] = record?.draft.organisations ?? [];
    expect(lead?.organisation.kindCode).toBe("commune");
    expect([lead?.roleCode, implementing?.roleCode, funder?.roleCode]).toEqual(["lead_authority", "implementing_body", "funder"]);
    expect(implementing?.organisation).toMatchObject({ id: null, name: "Club Imaginaire", countryCode: null });
    expect(record?.draft).toMatchObject({
      title: "Puits",
      start: null,
      end: null,
      funding: [{ year: 2018, amount: "1200.50", currency: "EUR", kind: "commitment", inKind: false }],
      places: [{ countryCode: "SN" }, { countryCode: "ML" }],
      people: [{ person: { email: "jeanne@exemple.fr" } }],
    });
    expect(record?.draft.texts[0]?.body).not.toContain("@");
    expect(reasonsOf(record)).toEqual(["code_invalid", "organisation_created", "email_withheld"]);
  });

  it("knows an organisation that it made by its code, and doubts a code that another body's name bears", async () => {
    const { records } = await run(
      "A;Poitiers;218601946;Club Imaginaire;016950842;1;2018;;\nB;Poitiers;218601946;C. I.;016950842;1;2018;;\nC;Département du Lot;218601946;X;;1;2018;;\n",
    );
    const [first, second, third] = records;
    expect(first?.draft.organisations[1]?.organisation).toMatchObject({
      codes: [{ scheme: "siren", code: "016950842" }],
      countryCode: "FR",
    });
    expect(second?.draft.organisations[1]?.organisation).toBe(first?.draft.organisations[1]?.organisation);
    expect(reasonsOf(third)).toContain("code_name_disagree");
    expect(third?.draft.organisations[0]?.organisation).toBe(first?.draft.organisations[0]?.organisation);
  });

  it("does not take over people, repeated rows and rows without what a record needs", async () => {
    const { records } = await run(
      "A;Lot;;Mme Martin;;1;2018;;\nB;Lot;;Club;;1;2018;;\nb;LOT;;club;;2;2018;;\n;Lot;;Club;;1;2018;;\nC;Lot;;Club;;1;2018;;;en trop\n",
    );
    expect(records.map((record) => (isTaken(record) ? "taken" : reasonsOf(record)[0]))).toEqual([
      "person_named",
      "taken",
      "key_twice",
      "value_missing",
      "row_long",
    ]);
    expect(records[0]?.problems[0]?.personal).toBe(true);
  });

  it("keeps the identity of a convention when its amount is corrected", async () => {
    const key = async (row: string) => (await run(row)).records[0]?.sourceKey;
    const first = await key("Puits;Lot;22460001500511;Club;;1 000,00;2018-12-19;;\n");
    expect(await key("PUITS;Département du Lot;22460001500511;CLUB;;2 000,00;2018-12-19;;x\n")).toBe(first);
    expect(await key("Puits;Lot;22460001500511;Club;;1 000,00;2019-12-19;;\n")).not.toBe(first);
  });

  it("leaves an amount of two readings unstated, in the report and in public", async () => {
    const [record] = (await run("Puits;Lot;22460001500511;Club;;1,500 €;2018;;\n")).records;
    expect(record?.draft.funding[0]?.amount).toBeNull();
    expect(reasonsOf(record)).toContain("amount_ambiguous");
    expect(record?.draft.findings.find(({ rule }) => rule === "amount_unreadable")?.details).toMatchObject({ value: "1,500 €" });
  });
});

describe("projects", () => {
  useDatabase("template_small");
  const head =
    "ID;Titre;Maitres d’ouvrage;Partenaires étrangers;Pays;Thématiques;Forme;Etat;Debut;Fin;Financement;Triennal;Langue\n";
  const run = async (rows: string) => read(write("projects.csv", head + rows), await loadMapping("atlas-csv"));

  it("reads the portal's own export", async () => {
    const theme = await db.theme.findFirstOrThrow({ where: { level: 1 }, orderBy: { code: "asc" } });
    const form = await db.cooperationForm.findFirstOrThrow({ orderBy: { code: "asc" } });
    const { records } = await run(
      `p1;Jumelage;Poitiers (218601946) | Département du Lot;Moundou (TD) | Iași (Roumanie);;${theme.code} | ${theme.labelFr};${form.code};En cours;2010;31/12/2018;"Poitiers (218601946); 2017; 1500.50; EUR; budget | État; ; ; ; ";non;fr\n`,
    );
    const [record] = records;
    expect(record?.sourceKey).toBe("id:p1");
    expect(record?.draft.organisations.map(({ organisation, roleCode }) => [roleCode, organisation.countryCode])).toEqual([
      ["lead_authority", "FR"],
      ["lead_authority", "FR"],
      ["foreign_partner", "TD"],
      ["foreign_partner", "RO"],
      ["funder", "FR"],
      ["funder", null],
    ]);
    expect(record?.draft).toMatchObject({
      formCode: form.code,
      declaredStatusCode: "ongoing",
      start: { date: "2010-01-01", precision: "year" },
      end: { date: "2018-12-31", precision: "day" },
      threeYearFunding: false,
      themes: [{ id: theme.id, rank: 0 }],
      funding: [
        { year: 2017, amount: "1500.50", kind: "budget" },
        { year: null, amount: null, kind: "cofunding" },
      ],
    });
    expect(record?.draft.places.map(({ countryCode }) => countryCode).sort()).toEqual(["RO", "TD"]);
  });

  it("reads the parts of 1 % schemes, and who benefits", async () => {
    const fundingOf = async (cell: string) => {
      const file = write("schemes.csv", `ID;Titre;Organismes bénéficiaires;Financement\np1;Jumelage;Dakar (SN);"${cell}"\n`);
      const [record] = (await read(file, await loadMapping("atlas-csv"))).records;
      const told = reasonsOf(record).filter((reason) => !ofMatching.has(reason));
      return { schemes: record?.draft.funding.map(({ schemes }) => schemes), told, record };
    };
    const { schemes, told, record } = await fundingOf("Lot; 2017; 1500; EUR; ; water: 1200.50 + énergie | Lot; 2018; 900");
    expect(record?.draft.organisations).toContainEqual({
      organisation: expect.objectContaining({ name: "Dakar", countryCode: "SN" }),
      roleCode: "beneficiary",
    });
    const water = { code: "water", amount: "1200.50" };
    expect({ schemes, told }).toEqual({ schemes: [[water, { code: "energy", amount: null }], []], told: [] });
    // A part that cannot be read is told; its line stays.
    const unread = await fundingOf("Lot; 2017; 1500; EUR; ; water: 1200.50 + wind: 3 + eau: 4");
    expect(unread).toMatchObject({ schemes: [[water]], told: ["value_unreadable", "value_unreadable"] });
    expect((await fundingOf("Lot; 2017; 1500; EUR; ; water: -5")).told).toEqual(["amount_negative"]);
    expect((await fundingOf("Lot; 2017; 1500; EUR; ; water; more")).schemes).toEqual([]);
  });

  it("tells what it cannot read, and leaves it out", async () => {
    const [record] = (
      await run("p1;Jumelage;Poitiers;Nulle part;;Inconnu;Bizarre;Ailleurs;2019;2018;X; 17; 1;peut-être;français\n")
    ).records;
    expect(new Set(reasonsOf(record))).toEqual(
      new Set([
        "row_long", // the semicolons of the funding column are not quoted
        "value_unreadable",
      ]),
    );
    const [quoted] = (
      await run(
        'p1;Jumelage;Poitiers;Nulle part;;Inconnu;Bizarre;Ailleurs;2019;2018;"X; 17; 1; EUR; budget";peut-être;français\n',
      )
    ).records;
    expect(
      reasonsOf(quoted)
        .filter((reason) => !ofMatching.has(reason))
        .sort(),
    ).toEqual([
      "answer_unreadable",
      "country_unknown",
      "dates_in_disorder",
      "form_unknown",
      "status_unknown",
      "theme_unknown",
      "value_unreadable",
      "value_unreadable",
    ]);
    expect(quoted?.draft).toMatchObject({ formCode: null, themes: [], funding: [], end: null, language: "fr" });
  });
});

describe("funding lines", () => {
  useDatabase("template_small");
  const mapping = parseMapping({
    name: "essai",
    target: "funding",
    source,
    formats: { decimal: "," },
    columns: {
      project: { headers: ["Projet"] },
      title: { headers: ["Titre"] },
      leadAuthority: { headers: ["Chef de file"] },
      funder: { headers: ["Financeur"] },
      year: { headers: ["Année"] },
      amount: { headers: ["Montant"] },
      kind: { headers: ["Nature"], values: { versé: "disbursement" } },
    },
  });

  it("makes one record of the rows of one project that follow each other", async () => {
    const file = write(
      "funding.csv",
      "Projet;Titre;Chef de file;Financeur;Année;Montant;Nature\n1;Puits;Ville de Poitiers;Ville de Poitiers;2017;1.500;\n1;Puits;;Club;2018;10,5;Versé\n2;École;;;2018;1;\n1;Puits;;Club;2019;1;\n",
    );
    const { records } = await read(file, mapping);
    expect(records.map((record) => [record.sourceKey, record.line, record.draft.funding.length, isTaken(record)])).toEqual([
      ["id:1", 2, 2, true],
      ["id:2", 4, 0, false],
      ["id:1", 5, 0, false],
    ]);
    expect(records[0]?.draft.funding).toMatchObject([
      { year: 2017, amount: "1500.00", kind: "cofunding" },
      { year: 2018, amount: "10.50", kind: "disbursement" },
    ]);
    expect(records[0]?.draft.organisations.map(({ roleCode }) => roleCode)).toEqual(["lead_authority", "funder", "funder"]);
    expect(reasonsOf(records[2])).toEqual(["key_twice"]);
  });
});

describe("organisations", () => {
  useDatabase("template_small");
  const mapping = parseMapping({
    name: "essai",
    target: "organisations",
    source,
    columns: {
      name: { headers: ["Nom"] },
      siren: { headers: ["SIREN"] },
      kind: { headers: ["Genre"] },
      country: { headers: ["Pays"] },
      latitude: { headers: ["Lat"] },
      longitude: { headers: ["Lon"] },
      website: { headers: ["Site"] },
      aliases: { headers: ["Autres noms"] },
    },
  });

  it("matches by code, then by name, and keeps the rest for a person", async () => {
    const file = write(
      "organisations.csv",
      "Nom;SIREN;Genre;Pays;Lat;Lon;Site;Autres noms\nMairie;218601946;;;46,58;0.34;https://exemple.fr;Poitiers (86) | La ville\nSaint-Denis;;commune;France;;;;\nVille de Nulle-Part;;foreign_municipality;Sénégal;95;0;ftp://x;\n;;;;;;;\nX;218601946;sorte;;;;;\n",
    );
    const lookups = await loadLookups(db, "legacy-atlas");
    const records: OrganisationRecord[] = [];
    for await (const record of readOrganisationTable({ file, mapping, lookups, tx: { db, sql: sqlOf(db) }, tell: () => {} }))
      records.push(record);
    const [mairie, homonym, abroad, twice] = records;
    expect(mairie?.match?.name).toBe("Poitiers");
    expect(mairie?.draft).toMatchObject({
      codes: [{ scheme: "siren", code: "218601946" }],
      countryCode: "FR",
      position: { latitude: "46.58000", longitude: "0.34000" },
      website: "https://exemple.fr/",
      aliases: ["Poitiers (86)", "La ville"],
    });
    expect(homonym?.match).toBeNull();
    expect(homonym?.candidates.length).toBeGreaterThan(1);
    expect(abroad?.draft).toMatchObject({ kindCode: "foreign_municipality", countryCode: "SN", position: null, website: null });
    expect([mairie, homonym, abroad, twice].map(reasonsOf)).toEqual([
      [],
      ["organisation_ambiguous"],
      ["value_unreadable", "value_unreadable"],
      ["key_twice", "kind_unknown"],
    ]);
  });
});
