import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { today } from "@/lib/core/clock";
import { closeDb, db } from "@/lib/core/db";
import { historyOf } from "@/lib/history/queries/entries";
import { getProjectKnown } from "@/lib/history/queries/known";
import { historySchema } from "@/lib/history/schema";
import { listProjects } from "@/lib/projects/queries/list";
import { getProject } from "@/lib/projects/queries/project";
import type { Project } from "@/lib/projects/schema";
import { parseProjectQuery } from "@/lib/search/params";
import { changed, fixture } from "../../fixtures/legacy-page/pages";
import { openPlace, type Place } from "../import/support";

let place: Place;
let id: string;
/** The record after each import, as its page showed it at that time. */
const shown: Project[] = [];
const days = ["2020-01-10", "2023-05-01", today()];

const pages = [
  fixture("complete"),
  [
    ["Des puits pour les écoles de Fictiville", "Des forages pour les écoles de Fictiville"],
    ["30/06/2014", "31/12/2030"],
    ["Terminé", "En cours"],
    ["Commune de Saint-Louis Sénégal commun", "Commune de Saint-Louis Mali commun"],
    [
      "Ministère des Affaires étrangères et européennes 12 500 2010",
      "Ministère des Affaires étrangères et européennes 15 000 2010",
    ],
    ["Education, jeunesse, recherche Education de base 2\n", ""],
    ["Donner de l'eau à trois écoles.", "Donner de l'eau à quatre écoles."],
  ] as const,
  [
    ["Les élèves et leurs familles.", "Les élèves."],
    ["31/12/2030", "31/12/2031"],
    ["Association Des Puits pour Demain\nMaître", "Association Des Forages pour Demain\nMaître"],
    ["2009\n", "2008\n"],
  ] as const,
] as const;

/** Moves what the last import noted, and what it made, to another day: nothing else can make a past. */
async function moveTo(day: string): Promise<void> {
  const noon = `${day}T11:00:00Z`;
  await place.query("ALTER TABLE revision DISABLE TRIGGER revision_append_only");
  await place.query("UPDATE revision SET changed_at = $1 WHERE changed_at > now() - interval '1 day'", [noon]);
  await place.query("ALTER TABLE revision ENABLE TRIGGER revision_append_only");
  await place.query("UPDATE project SET created_at = $1 WHERE created_at > now() - interval '1 day'", [noon]);
}

beforeAll(async () => {
  place = await openPlace();
  process.env.DATABASE_URL = place.url;
  let text: string = pages[0];
  for (const [index, step] of pages.entries()) {
    if (typeof step !== "string") for (const [from, to] of step) text = changed(text, from, to);
    const report = await place.importPage("detailProjet-77.txt", text);
    expect(report.status).toBe(index === 0 ? "created" : "updated");
    id = report.publicId ?? "";
    if (index < 2) await moveTo(days[index] ?? "");
    const project = await getProject(id, "fr");
    if (!project) throw new Error("not imported");
    shown.push(project);
  }
});
afterAll(async () => {
  await closeDb();
  await place.close();
});

/** Facts of the record alone: what is of the present, or of the instant of an import, is left out. */
function facts({ posts, findings, news, volunteers, partnerContacts, slugs, computedStatus, ...project }: Project) {
  const { importedOn, updatedOn, createdOn, ...rest } = project;
  return rest;
}

const list = (parameters: Record<string, string>) => listProjects(parseProjectQuery(parameters), null, "fr");
const total = async (parameters: Record<string, string>) => (await list(parameters)).total;

describe("a record as it stood on a day", () => {
  it("is what its page showed then, until the end of the day before the next change", async () => {
    for (const [index, day] of ["2020-01-10", "2023-05-01", today()].entries()) {
      const known = await getProjectKnown(id, "fr", day);
      expect(known && facts(known), day).toEqual(facts(shown[index] as Project));
      expect(known?.updatedOn).toBe(days[index]);
    }
    const eve = await getProjectKnown(id, "fr", "2023-04-30");
    expect(eve && facts(eve)).toEqual(facts(shown[0] as Project));
    expect(facts(shown[0] as Project)).not.toEqual(facts(shown[1] as Project));
    expect(facts(shown[1] as Project)).not.toEqual(facts(shown[2] as Project));
  });

  it("did not exist before it was made", async () => {
    expect(await getProjectKnown(id, "fr", "2020-01-09")).toBeNull();
    expect(await getProjectKnown("p999999", "fr", "2023-05-01")).toBeNull();
  });

  it("is found in lists by what it said then", async () => {
    const at = (au: string, more: Record<string, string>) => total({ au, etat: "connu", ...more });
    expect(await at("2020-01-09", {})).toBe(0);
    expect([await at("2021-01-01", { country: "SN" }), await at("2021-01-01", { country: "ML" })]).toEqual([1, 0]);
    expect([await at("2024-01-01", { country: "SN" }), await at("2024-01-01", { country: "ML" })]).toEqual([0, 1]);
    expect([await at("2021-01-01", { theme: "EDU" }), await at("2024-01-01", { theme: "EDU" })]).toEqual([1, 0]);
    expect(await at("2021-01-01", { theme: "EAU" })).toBe(1);
    const demain = await place.query<{ id: string }>(
      "SELECT public_id AS id FROM organisation WHERE name = 'Association Des Puits pour Demain'",
    );
    const organisation = demain[0]?.id ?? "";
    expect(shown[1]?.organisations.map((one) => one.id)).toContain(organisation);
    expect(await at("2024-01-01", { organisation })).toBe(1);
    const { projects } = await list({ au: "2021-01-01", etat: "connu" });
    expect(projects).toMatchObject([{ title: { text: "Des puits pour les écoles de Fictiville" }, endYear: 2014 }]);
    expect(projects[0]?.countries.map(({ code }) => code)).toContain("SN");
  });

  it("is, or is not, among the partnerships active on a day, as it is known now", async () => {
    expect(await total({ au: "2013-01-01" })).toBe(1);
    expect(await total({ au: "2022-02-24", pays: "ML" })).toBe(1);
    expect(await total({ au: "2022-02-24", pays: "SN" })).toBe(0);
    expect(await total({ au: "2009-12-31" })).toBe(0);
    expect(await total({ au: "2010-06-01", etat: "incertain" })).toBe(1);
  });
});

describe("the public history", () => {
  it("tells every change in both languages, newest first, with its import", async () => {
    const project = shown[2] as Project;
    const french = historySchema.parse(await historyOf(project, "fr", { page: 1 }));
    const english = historySchema.parse(await historyOf(project, "en", { page: 1 }));
    expect(french).toMatchObject({ id, total: 3, page: 1, pages: 1 });
    expect(french.entries.map(({ changedOn }) => changedOn)).toEqual([today(), "2023-05-01", "2020-01-10"]);
    expect(french.entries[2]?.changes).toEqual([{ kind: "created" }]);
    expect(french.entries[0]?.import).toMatchObject({ kind: "legacy-page", source: { code: "legacy-atlas" } });
    const of = ({ entries }: typeof french, field: string) =>
      entries[1]?.changes.find((change) => change.kind !== "created" && change.field === field);
    expect(of(french, "end")).toMatchObject({ label: "Date de fin", before: "30 juin 2014", after: "31 décembre 2030" });
    expect(of(english, "end")).toMatchObject({ label: "End date", before: "30 June 2014", after: "31 December 2030" });
    expect(of(french, "declaredStatus")).toMatchObject({ before: "Terminé", after: "En cours" });
    expect(of(french, "objectives")).toMatchObject({ kind: "text", before: 31, after: 32 });
    const funding = of(french, "funding");
    expect(funding).toMatchObject({
      kind: "list",
      added: [expect.stringMatching(/15\s000/)],
      removed: [expect.stringMatching(/12\s500/)],
    });
    expect(of(french, "themes")).toMatchObject({ kind: "list" });
    expect(of(english, "places")).toMatchObject({ added: [expect.stringContaining("Mali")] });
    expect(JSON.stringify(english.entries)).not.toMatch(/\bo\d{3,}\b/);
  });

  it("has no person in it, whoever the pages name", async () => {
    const people = /SPÉCIMEN|ÉCHANTILLON|Modèle|EXEMPLE|Témoin|@|\[at\]/i;
    for (const locale of ["fr", "en"] as const)
      expect(JSON.stringify(await historyOf(shown[2] as Project, locale, { page: 1 }))).not.toMatch(people);
  });

  it("ends at the day asked for, has pages, and begins with the making of a record that no revision tells", async () => {
    const project = shown[2] as Project;
    const until = await historyOf(project, "fr", { page: 1, until: "2023-04-30" });
    expect(until).toMatchObject({ total: 1, entries: [{ changedOn: "2020-01-10" }] });
    expect(await historyOf(project, "fr", { page: 2 })).toMatchObject({ total: 3, entries: [] });
    const silent = await historyOf({ id: "p999999", createdOn: "2021-03-04" }, "fr", { page: 1 });
    expect(silent).toMatchObject({ total: 1, pages: 1, entries: [{ changedOn: "2021-03-04", changes: [{ kind: "created" }] }] });
  });
});

it("reads instants right whatever the time zone of the database", async () => {
  const [row] = await place.query<{ name: string }>("SELECT current_database() AS name");
  await place.query(`ALTER DATABASE "${row?.name}" SET timezone = 'Asia/Kathmandu'`);
  await closeDb();
  expect((await db().$queryRaw<{ at: Date }[]>`SELECT '2026-11-22T20:00:00Z'::timestamptz AS at`)[0]?.at.toISOString()).toBe(
    "2026-11-22T20:00:00.000Z",
  );
});
