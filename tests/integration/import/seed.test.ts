import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changed, hasSeed, seedFile } from "../../fixtures/legacy-page/pages";
import { openPlace, type Place } from "./support";

/** The real page of the legacy Atlas with its golden numbers. Needs ../shared, which is not part of the repository. */
describe.skipIf(!hasSeed)("the real legacy page (needs ../shared)", () => {
  let place: Place;
  beforeAll(async () => {
    place = await openPlace();
    const report = await place.run(seedFile);
    expect(report.counts).toEqual({ read: 1, created: 1, updated: 0, unchanged: 0, rejected: 0, doubtful: 0 });
  });
  afterAll(() => place.close());

  it("has 8 funding lines, 95,370 euros, and the totals of each funder and year", async () => {
    const by = (column: string) =>
      place.query(`SELECT ${column} AS key, sum(amount)::text AS total, count(*)::int AS lines FROM funding_line f
        JOIN organisation o ON o.id = f.funder_id GROUP BY 1 ORDER BY 1`);
    expect(await by("'all'")).toEqual([{ key: "all", total: "95370.00", lines: 8 }]);
    expect(await by("f.year")).toEqual([
      { key: 2017, total: "45685.00", lines: 4 },
      { key: 2018, total: "49685.00", lines: 4 },
    ]);
    expect(await by("o.name")).toEqual([
      { key: "Collectivités et partenaires étrangers", total: "21028.00", lines: 2 },
      { key: "Communauté d’agglomération Chartres Métropole", total: "21028.00", lines: 2 },
      { key: "Cosmetic Valley", total: "42800.00", lines: 2 },
      { key: "Ministère de l’Europe et des Affaires étrangères", total: "10514.00", lines: 2 },
    ]);
  });

  it("has every fact of the page", async () => {
    const [project] = await place.query(`SELECT title, language, form_code, declared_status_code, signed_year, start_on::text,
      start_precision, end_on::text, end_precision, three_year_funding, communication_in_france, communication_abroad, evaluation,
      origin, multilateral, legacy_id FROM project`);
    expect(project).toEqual({
      title: "La Beauté connectée de la France au Québec",
      language: "fr",
      form_code: "decentralised_cooperation_project",
      declared_status_code: "ongoing",
      signed_year: 2017,
      start_on: "2017-01-01",
      start_precision: "year",
      end_on: "2018-12-31",
      end_precision: "day",
      three_year_funding: false,
      communication_in_france: false,
      communication_abroad: true,
      evaluation: true,
      origin: "imported",
      multilateral: false,
      legacy_id: null,
    });
    expect(await place.query("SELECT t.code, rank FROM project_theme JOIN theme t ON t.id = theme_id")).toEqual([
      { code: "ECO.ATTRACTIVITE.POLES", rank: 0 },
    ]);
    expect(await place.query("SELECT field FROM project_text ORDER BY field")).toEqual(
      ["context", "background", "objectives", "description", "beneficiaries"].map((field) => ({ field })),
    );
    const [context] = await place.query<{ body: string }>("SELECT body FROM project_text WHERE field = 'context'");
    expect(context?.body.split("\n\n")).toHaveLength(3);
    expect(context?.body.match(/^- /gm)).toHaveLength(3);
  });

  it("finds the organisations, their codes and their places", async () => {
    const organisations = await place.query(`SELECT o.name, o.kind_code AS kind, o.country_code AS country, c.code AS siren,
      o.subdivision_code AS subdivision, array_agg(r.role_code ORDER BY r.position) AS roles
      FROM project_organisation r JOIN organisation o ON o.id = r.organisation_id
      LEFT JOIN organisation_code c ON c.organisation_id = o.id AND c.scheme = 'siren' GROUP BY 1, 2, 3, 4, 5 ORDER BY 1`);
    const none = { siren: null, subdivision: null };
    expect(organisations).toEqual([
      { ...none, name: "Collectivités et partenaires étrangers", kind: "unattributed_group", country: null, roles: ["funder"] },
      {
        ...none,
        name: "Communauté d’agglomération Chartres Métropole",
        kind: "epci",
        country: "FR",
        siren: "200033181",
        roles: ["lead_authority", "french_partner", "funder"],
      },
      { ...none, name: "Cosmetic Valley", kind: "other", country: null, roles: ["funder"] },
      { ...none, name: "Ministère de l’Europe et des Affaires étrangères", kind: "state_body", country: "FR", roles: ["funder"] },
      { ...none, name: "Québec International", kind: "other", country: "CA", subdivision: "CA-QC", roles: ["foreign_partner"] },
    ]);
    expect(await place.query("SELECT country_code, name, latitude::float, coordinate_precision FROM project_place")).toEqual([
      { country_code: "CA", name: "Québec", latitude: expect.closeTo(46.81, 1), coordinate_precision: "inferred" },
    ]);
    const findings = await place.query(
      "SELECT rule, details FROM quality_finding WHERE import_run_id IS NOT NULL ORDER BY rule, details->>'organisation'",
    );
    expect(findings).toEqual([
      { rule: "organisation_created", details: { organisation: "Cosmetic Valley" } },
      { rule: "organisation_created", details: { organisation: "Québec International" } },
      { rule: "place_inferred", details: { organisation: "Québec International", place: "Québec" } },
    ]);
  });

  it("has the post with its contacts on request, and the partner's staff restricted", async () => {
    expect(await place.query("SELECT kind, name_fr, name_en, city_fr, city_en, country_code FROM diplomatic_post")).toEqual([
      {
        kind: "embassy",
        name_fr: "Ambassade de France à Ottawa",
        name_en: "Embassy of France in Ottawa",
        city_fr: "Ottawa",
        city_en: "Ottawa",
        country_code: "CA",
      },
    ]);
    expect(await place.query("SELECT country_code, subdivision_code FROM post_jurisdiction")).toEqual([
      { country_code: "CA", subdivision_code: null },
    ]);
    const contacts = await place.query(`SELECT function_code, function_label, visibility, legal_basis, post_id IS NULL AS partner,
      num_nonnulls(last_name, first_name, email) AS stated FROM contact ORDER BY function_code`);
    const agent = { function_label: null, visibility: "on_request", legal_basis: null, partner: false, stated: 3 };
    expect(contacts).toEqual([
      { ...agent, function_code: "decentralised_cooperation_correspondent" },
      { ...agent, function_code: "cooperation_counsellor" },
      {
        ...agent,
        function_code: "partner_staff",
        function_label: "Directeur développement des affaires",
        visibility: "restricted",
        partner: true,
      },
    ]);
  });

  it("keeps no raw key and no person outside the restricted tables", async () => {
    const people = await place.query<{ last_name: string; email: string }>("SELECT last_name, email FROM contact");
    const tables = ["project", "project_text", "organisation", "revision", "quality_finding", "import_run", "diplomatic_post"];
    const dump: unknown[] = [];
    for (const table of tables)
      dump.push(await place.query(`SELECT t FROM "${table}" t ${table === "organisation" ? "WHERE origin = 'imported'" : ""}`));
    const text = JSON.stringify(dump);
    expect(text).not.toMatch(/\?\?\?|commun\.ico|pagination\.page|@|\[at\]/);
    for (const { last_name, email } of people) {
      expect(text).not.toContain(email);
      // A whole word: French words may end in the letters of a name.
      expect(text).not.toMatch(new RegExp(`(?<!\\p{L})${last_name}(?!\\p{L})`, "iu"));
    }
  });

  it("changes nothing when imported again, and makes one revision when the page changed", async () => {
    const before = await place.state();
    expect((await place.run(seedFile)).counts).toMatchObject({ unchanged: 1, updated: 0, created: 0 });
    expect(await place.state()).toEqual(before);
    const corrected = changed(readFileSync(seedFile, "utf8"), "31/12/2018", "30/06/2019");
    expect(await place.importPage("corrected.txt", corrected)).toMatchObject({ status: "updated" });
    const revisions = await place.query("SELECT changes FROM revision WHERE entity = 'project' ORDER BY id OFFSET 1");
    expect(revisions).toEqual([{ changes: [{ field: "end", before: "2018-12-31", after: "2019-06-30" }] }]);
    expect(await place.query("SELECT count(*)::int AS projects FROM project")).toEqual([{ projects: 1 }]);
  });
});
