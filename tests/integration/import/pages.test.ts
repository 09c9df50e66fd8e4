import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { optOut } from "@/lib/contacts/opt-out";
import { connect } from "@/lib/core/db";
import { changed, expected, fixture } from "../../fixtures/legacy-page/pages";
import { linesOf, openPlace, type Place } from "./support";

let place: Place;
beforeAll(async () => {
  place = await openPlace();
});
afterAll(() => place.close());

const name = "detailProjet-4242.txt";

describe("a fictitious page", () => {
  it("gives the expected record", async () => {
    const report = await place.importPage(name, fixture("complete"));
    expect(report.status).toBe("created");
    expect(linesOf(report)).toEqual(expected("complete/expected-lines.json"));
    const [record] = await place.query(recordSql, [4242]);
    expect(record).toEqual(expected("complete/expected-record.json"));
  });

  it("keeps its people, restricted, and counts them", async () => {
    const people = await place.query(`SELECT function_code, function_label, last_name, first_name, email, visibility FROM contact
      WHERE project_id IS NOT NULL ORDER BY id`);
    const staff = { function_code: "partner_staff", visibility: "restricted" };
    expect(people).toEqual([
      {
        ...staff,
        function_label: "Maire adjointe chargée de l'eau",
        last_name: "Modèle",
        first_name: "Awa",
        email: "awa.modele@example.org",
      },
      {
        ...staff,
        function_label: "Directeur des services",
        last_name: "EXEMPLE",
        first_name: "Jean Charles",
        email: "jc.exemple@example.org",
      },
      {
        ...staff,
        function_code: "other",
        function_label: null,
        last_name: null,
        first_name: null,
        email: "bureau.eau@example.org",
      },
    ]);
    expect(await place.query("SELECT last_name FROM volunteer")).toEqual([
      { last_name: "Témoin Zoé Animation Éducation École de Fictiville" },
    ]);
  });

  it("changes nothing when imported again, under its number or without it", async () => {
    const before = await place.state();
    expect(await place.importPage(name, fixture("complete"))).toMatchObject({ status: "unchanged" });
    expect(await place.importPage("sans-numero.txt", fixture("complete"))).toMatchObject({ status: "unchanged" });
    expect(await place.state()).toEqual(before);
  });

  it("makes a revision of each changed fact, whatever changed", async () => {
    let text = fixture("complete");
    text = changed(text, "Des puits pour les écoles de Fictiville", "Des puits et des écoles");
    text = changed(text, "20000,50 2010", "20000,75 2010");
    text = changed(text, "Les élèves et leurs familles.", "");
    text = changed(text, "Commune de Saint-Louis Sénégal commun.ico.loupe.alter\n", "");
    const before = await place.query("SELECT updated_at FROM project");
    expect(await place.importPage(name, text)).toMatchObject({ status: "updated" });
    const [revision] = await place.query<{ changes: { field: string; before: unknown; after: unknown }[]; actor: string }>(
      "SELECT changes, actor FROM revision WHERE entity = 'project' ORDER BY id DESC LIMIT 1",
    );
    expect(revision?.actor).toBe("tester");
    expect(revision?.changes.map(({ field }) => field).sort()).toEqual([
      ...["beneficiaries", "funding", "organisations", "places", "title"],
    ]);
    expect(revision?.changes.find(({ field }) => field === "beneficiaries")).toEqual({
      field: "beneficiaries",
      before: "Les élèves et leurs familles.",
      after: null,
    });
    expect(await place.query("SELECT updated_at FROM project")).not.toEqual(before);
    const again = await place.state();
    expect(await place.importPage(name, text)).toMatchObject({ status: "unchanged" });
    expect(await place.state()).toEqual(again);
  });

  it("is updated without a revision when only people changed", async () => {
    const [before] = await place.query("SELECT count(*)::int AS revisions, max(updated_at) AS at FROM revision, project");
    const text = changed(fixture("complete"), "Modèle Awa Maire", "Patron Awa Maire");
    expect(await place.importPage("detailProjet-4243.txt", text)).toMatchObject({ status: "created" });
    const [created] = await place.query("SELECT count(*)::int AS revisions, max(updated_at) AS at FROM revision, project");
    expect(created).not.toEqual(before);
    expect(await place.importPage("detailProjet-4243.txt", fixture("complete"))).toMatchObject({ status: "updated" });
    expect(await place.query("SELECT count(*)::int AS revisions, max(updated_at) AS at FROM revision, project")).toEqual([
      created,
    ]);
  });

  it("never brings back a person who objected", async () => {
    await place.query(
      "UPDATE contact SET opted_out = true, visibility = 'restricted', last_name = NULL, first_name = NULL, email = NULL",
    );
    const before = await place.query("SELECT count(*)::int FROM contact");
    await place.importPage("detailProjet-4243.txt", changed(fixture("complete"), "1 250 000 2011", "1 250 001 2011"));
    expect(await place.query("SELECT count(*)::int FROM contact")).toEqual(before);
    expect(await place.query("SELECT FROM contact WHERE num_nonnulls(last_name, first_name, email) > 0")).toEqual([]);
  });
});

describe("a person who was taken out", () => {
  it("is brought back by no page, not by that of another project either, and the next import finds nothing to change", async () => {
    const database = connect(place.url);
    expect(await optOut(database, "nouvelle.personne@example.org")).toBe(0);
    await database.$disconnect();
    const page = changed(fixture("complete"), "jc.exemple@example.org", "nouvelle.personne@example.org");
    expect(await place.importPage("detailProjet-4244.txt", page)).toMatchObject({ status: "created" });
    const [project] = await place.query("SELECT id FROM project WHERE legacy_id = 4244");
    const stored = "SELECT last_name, email FROM contact WHERE project_id = $1 AND opted_out";
    expect(await place.query(stored, [project?.id])).toEqual([{ last_name: null, email: null }]);
    expect(await place.importPage("detailProjet-4244.txt", page)).toMatchObject({ status: "unchanged" });
    expect(await place.query("SELECT FROM contact WHERE email ILIKE 'nouvelle%'")).toEqual([]);
  });
});

describe("a page with doubts", () => {
  it("tells each of them, and stores what is sure", async () => {
    const report = await place.importPage("detailProjet-4343.txt", fixture("doubtful"));
    expect(report.status).toBe("created");
    expect(linesOf(report)).toEqual(expected("doubtful/expected-lines.json"));
    const [record] = await place.query(recordSql, [4343]);
    expect(record).toEqual(expected("doubtful/expected-record.json"));
    expect(await place.importPage("detailProjet-4343.txt", fixture("doubtful"))).toMatchObject({ status: "unchanged" });
  });

  it("names its 1 % schemes only where the headings do", async () => {
    const heading = "Montant 1% Eau (Loi Oudin 2005) Montant 1% Eau (Loi Oudin 2005) Montant 1% Eau (Loi Oudin 2005)";
    const text = changed(fixture("doubtful"), heading, "Montant 1% Eau Montant 1% Energie Montant 1% Déchets");
    await place.importPage("detailProjet-4344.txt", text);
    const schemes =
      await place.query(`SELECT scheme_code, s.amount::text FROM scheme_line s JOIN funding_line f ON f.id = funding_line_id
      JOIN project p ON p.id = f.project_id WHERE p.legacy_id = 4344 ORDER BY s.amount`);
    expect(schemes).toEqual([
      { scheme_code: "water", amount: "10.00" },
      { scheme_code: "energy", amount: "20.00" },
      { scheme_code: "waste", amount: "30.00" },
    ]);
  });
});

describe("the identity of a record", () => {
  it("is its number: two pages alike but for their number are two records", async () => {
    const [a, b] = (
      await place.run(
        place.write("detailProjet-1.txt", fixture("complete")),
        place.write("detailProjet-2.txt", fixture("complete")),
      )
    ).files;
    expect([a?.status, b?.status]).toEqual(["created", "created"]);
    expect(a?.publicId).not.toBe(b?.publicId);
    expect((await place.importPage("page.txt", fixture("complete"))).lines[0]).toMatchObject({ reason: "record_ambiguous" });
  });

  it("gets its number later", async () => {
    const text = changed(fixture("complete"), "Des puits pour les écoles de Fictiville", "Titre sans numéro");
    const first = await place.importPage("page.txt", text);
    const second = await place.importPage("detailProjet-9.txt", text);
    expect([first.status, second.status, second.publicId]).toEqual(["created", "updated", first.publicId]);
    expect(await place.importPage("page.txt", text)).toMatchObject({ status: "unchanged", publicId: first.publicId });
  });

  it("is not settled by a title alone", async () => {
    const text = changed(fixture("complete"), "Des puits pour les écoles de Fictiville", "Jumelage");
    await place.importPage("jumelage.txt", text);
    const other = text
      .replaceAll("Commune de Saint-Louis Sénégal", "Commune de Podor Sénégal")
      .replaceAll("Région de Fictiville Guinée-Bissau", "Ville de Bissau Guinée-Bissau");
    const before = await place.state();
    expect(await place.importPage("autre-jumelage.txt", other)).toMatchObject({
      status: "rejected",
      lines: [{ reason: "record_ambiguous" }],
    });
    const twice = await place.run(place.write("a.txt", text), place.write("b.txt", changed(text, "1 250 000", "1 250 009")));
    expect(twice.files.map(({ status }) => status)).toEqual(["unchanged", "rejected"]);
    expect(twice.files[1]?.lines[0]).toMatchObject({ reason: "record_twice" });
    expect(await place.state()).toEqual(before);
  });
});

/** A record as its page would show it, with names instead of ids. */
const recordSql = `SELECT p.title, p.form_code AS form, p.declared_status_code AS status, p.signed_year, p.start_on::text AS start, p.end_on::text AS end,
  p.three_year_funding, p.communication_in_france, p.communication_abroad, p.evaluation,
  (SELECT json_object_agg(field, body ORDER BY field) FROM project_text WHERE project_id = p.id) AS texts,
  (SELECT json_agg(t.code ORDER BY rank) FROM project_theme JOIN theme t ON t.id = theme_id WHERE project_id = p.id) AS themes,
  (SELECT json_agg(concat_ws(' · ', role_code, o.name, o.kind_code, coalesce(o.country_code, '–'), o.origin) ORDER BY r.position)
    FROM project_organisation r JOIN organisation o ON o.id = organisation_id WHERE project_id = p.id) AS organisations,
  (SELECT json_agg(concat_ws(' · ', country_code, name, coordinate_precision) ORDER BY position) FROM project_place WHERE project_id = p.id) AS places,
  (SELECT json_agg(concat_ws(' · ', o.name, coalesce(year::text, '–'), coalesce(amount::text, '–')) ORDER BY f.position)
    FROM funding_line f JOIN organisation o ON o.id = funder_id WHERE project_id = p.id) AS funding,
  (SELECT json_agg(concat_ws(' · ', rule, severity, f.details->>'organisation', f.details->>'value', f.details->>'place', f.details->>'count')
    ORDER BY rule, f.details::text) FROM quality_finding f WHERE f.project_id = p.id AND f.import_run_id IS NOT NULL) AS findings
  FROM project p WHERE legacy_id = $1`;
