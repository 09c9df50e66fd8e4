import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { today } from "@/lib/core/clock";
import { closeDb } from "@/lib/core/db";
import { presentProfile, profileSchema } from "@/lib/profiles/answer";
import { leadOf } from "@/lib/profiles/lead";
import { type Profile, readProfile } from "@/lib/profiles/queries/profile";
import { findSubject } from "@/lib/profiles/queries/subject";
import type { SubjectKind } from "@/lib/profiles/schema";
import type { ProjectQuery } from "@/lib/search/params";
import { countEach } from "@/lib/search/totals";
import { singleValue } from "../../support/rows";
import { type Bench, openBench } from "../quality/support";

let bench: Bench;
const nextYear = `${Number(today().slice(0, 4)) + 1}-06-30`;
const bodies: Record<string, number> = {};

const authority = (code: string) =>
  singleValue<number>(
    bench.sql,
    "SELECT o.id AS value FROM organisation o JOIN territory t ON t.id = o.territory_id WHERE t.code = $1",
    [code],
  );

type Made = { french: string[]; partners: string[]; countries: string[]; since?: number; ongoing?: boolean; funder?: string };

async function partnership({ french, partners, countries, since, ongoing, funder }: Made): Promise<void> {
  const id = await bench.project({
    ...(since && { start_on: `${since}-01-01`, start_precision: "year" }),
    ...(ongoing && { declared_status_code: "ongoing", end_on: nextYear, end_precision: "day" }),
  });
  for (const code of french) await bench.take(id, await authority(code), "lead_authority");
  for (const name of partners) await bench.take(id, bodies[name] ?? 0, "foreign_partner");
  for (const country of countries) await bench.place(id, { country_code: country });
  if (funder) await bench.fund(id, bodies[funder] ?? 0, 2020, 1_500);
}

async function profileOf(kind: SubjectKind, name: string, locale: "fr" | "en" = "fr"): Promise<Profile> {
  const subject = await findSubject(kind, name);
  if (!subject) throw new Error(`no ${kind} ${name}`);
  return readProfile(subject, locale);
}

const leads = async (kind: SubjectKind, name: string) => [
  leadOf(await profileOf(kind, name, "fr"), "fr"),
  leadOf(await profileOf(kind, name, "en"), "en"),
];
const idOf = (name: string) =>
  singleValue<string>(bench.sql, "SELECT public_id AS value FROM organisation WHERE name = $1", [name]);

// Chartres and Lucé lie in Chartres Métropole, Eure-et-Loir (D28), Centre-Val de Loire (R24); Brest in Bretagne (R53).
beforeAll(async () => {
  bench = await openBench();
  process.env.DATABASE_URL = bench.url;
  for (const [name, country] of [
    ["Thiès", "SN"],
    ["Dakar", "SN"],
    ["Bonn", "DE"],
    ["Utrecht", "NL"],
  ] as const)
    bodies[name] = await bench.organisation({ name, kind_code: "foreign_municipality", country_code: country });
  bodies["Fonds des eaux"] = await bench.organisation({ name: "Fonds des eaux" });
  await partnership({
    french: ["28085"],
    partners: ["Thiès"],
    countries: ["SN"],
    since: 1973,
    ongoing: true,
    funder: "Fonds des eaux",
  });
  await partnership({ french: ["28085", "29019"], partners: ["Thiès", "Dakar"], countries: ["SN"], since: 1990, ongoing: true });
  // One project in two countries: each has its own partner.
  await partnership({ french: ["29019"], partners: ["Dakar", "Bonn"], countries: ["SN", "DE"], since: 2001 });
  await partnership({ french: ["28218"], partners: ["Utrecht"], countries: ["NL"] });
  await partnership({ french: ["D28"], partners: ["Bonn"], countries: ["DE"], since: 2010 });
  await partnership({ french: ["28085"], partners: [], countries: ["US"], since: 2020, funder: "Fonds des eaux" });
});
afterAll(async () => {
  await closeDb();
  await bench.close();
});

describe("the first sentence", () => {
  it("of a country, at many, one and none", async () => {
    expect(await leads("country", "SN")).toEqual([
      "Depuis 1973, 2 collectivités françaises ont travaillé avec 2 partenaires au Sénégal ; 2 partenariats sont en cours.",
      "Since 1973, 2 French authorities have worked with 2 partners in Senegal; 2 partnerships are ongoing.",
    ]);
    expect(await leads("country", "NL")).toEqual([
      "1 collectivité française a travaillé avec 1 partenaire aux Pays-Bas ; aucun partenariat n’est signalé en cours.",
      "1 French authority has worked with 1 partner in the Netherlands; no partnership is reported as ongoing.",
    ]);
    expect(await leads("country", "US")).toEqual([
      "Depuis 2020, 1 collectivité française a travaillé aux États-Unis ; aucun partenariat n’est signalé en cours.",
      "Since 2020, 1 French authority has worked in the United States; no partnership is reported as ongoing.",
    ]);
    expect(await leads("country", "cuba")).toEqual([
      "L’Atlas ne connaît encore aucun partenariat à Cuba.",
      "The Atlas knows of no partnership in Cuba yet.",
    ]);
  });

  it("of a territory", async () => {
    expect((await leads("territory", "R24"))[0]).toBe(
      "Depuis 1973, 3 collectivités de la région ont travaillé avec 4 partenaires dans 4 pays ; 2 partenariats sont en cours.",
    );
    expect((await leads("territory", "R53"))[1]).toBe(
      "Since 1990, 1 authority of the région has worked with 3 partners in 2 countries; 1 partnership is ongoing.",
    );
    expect((await leads("territory", "D35"))[0]).toBe("L’Atlas ne connaît encore aucun partenariat de ce département.");
  });

  it("of French bodies, partners and funders", async () => {
    expect(await leads("organisation", "insee/28085")).toEqual([
      "Depuis 1973, 2 partenaires de 2 pays ont travaillé avec cette collectivité ; 2 partenariats sont en cours.",
      "Since 1973, 2 partners from 2 countries have worked with this authority; 2 partnerships are ongoing.",
    ]);
    expect((await leads("organisation", await idOf("Utrecht")))[0]).toBe(
      "1 collectivité française a travaillé avec ce partenaire ; aucun partenariat n’est signalé en cours.",
    );
    expect((await leads("organisation", "insee/35"))[0]).toBe(
      "L’Atlas ne connaît encore aucun projet auquel participe cette collectivité.",
    );
    expect((await leads("organisation", await idOf("Fonds des eaux")))[1]).toBe("This body funds or has funded 2 projects.");
  });

  it("of a theme, with those below it", async () => {
    const [project] = (await bench.sql.query<{ id: number }>("SELECT id FROM project ORDER BY id LIMIT 1")).rows;
    await bench.sql.query(
      "INSERT INTO project_theme (project_id, theme_id, rank) SELECT $1, id, 0 FROM theme WHERE code = 'EAU.POTABLE'",
      [project?.id],
    );
    expect((await leads("theme", "eau"))[0]).toBe(
      "Depuis 1973, 1 collectivité française a travaillé sur ce thème avec 1 partenaire dans 1 pays ; 1 partenariat est en cours.",
    );
    expect((await leads("theme", "hum"))[0]).toBe("L’Atlas ne connaît encore aucun partenariat sur ce thème.");
  });
});

it("says what comes under a 1 % scheme, and who pays it", async () => {
  await bench.sql.query(
    "INSERT INTO scheme_line (funding_line_id, scheme_code, amount) SELECT id, 'water', 500 FROM funding_line ORDER BY id LIMIT 1",
  );
  expect(await leads("scheme", "water")).toEqual([
    "Depuis 1973, 1 collectivité française a travaillé au titre de ce dispositif avec 1 partenaire dans 1 pays ; 1 partenariat est en cours.",
    "Since 1973, 1 French authority has worked under this scheme with 1 partner in 1 country; 1 partnership is ongoing.",
  ]);
  expect((await leads("scheme", "mobility"))[1]).toBe("The Atlas knows of no partnership under this scheme yet.");
  const { funders, parts } = await profileOf("scheme", "water");
  expect(funders.rows.map(({ name }) => name)).toEqual(["Fonds des eaux"]);
  expect([...parts.lists.keys()]).toEqual(["theme", "country", "frenchRegion", "form"]);
  const schemes = (await profileOf("country", "SN")).parts.lists.get("scheme");
  expect(schemes).toMatchObject([{ key: "water", projects: 1, to: { record: "1-eau-loi-oudin-santini" } }]);
});

it("counts partners of a country there, authorities of a territory in it, and never the subject itself", async () => {
  const namesOf = ({ actors }: Profile) => [
    actors.authority.rows.map(({ name, projects }) => `${name} ${projects}`),
    actors.partner.rows.map(({ name, projects }) => `${name} ${projects}`),
  ];
  expect(namesOf(await profileOf("country", "SN"))).toEqual([
    ["Chartres 2", "Brest 2"],
    ["Thiès 2", "Dakar 2"],
  ]);
  expect(namesOf(await profileOf("country", "DE"))[1]).toEqual(["Bonn 2"]);
  expect(namesOf(await profileOf("territory", "R24"))[0]).toEqual(["Chartres 3", "Département d’Eure-et-Loir 1", "Lucé 1"]);
  expect(namesOf(await profileOf("organisation", "insee/28085"))).toEqual([["Brest 1"], ["Thiès 2", "Dakar 1"]]);
  expect(namesOf(await profileOf("organisation", await idOf("Bonn")))).toEqual([
    ["Brest 1", "Département d’Eure-et-Loir 1"],
    ["Dakar 1"],
  ]);
});

it("shows an authority among the others, with what they do in the same countries", async () => {
  const { hierarchy } = await profileOf("organisation", "insee/28085");
  const told = (relatives: NonNullable<typeof hierarchy>["above"] = []) =>
    relatives.map(({ level, name, own, shared }) => [level, name, own.projects, shared?.projects]);
  expect(told(hierarchy?.above)).toEqual([
    ["epci", "Communauté d’agglomération Chartres Métropole", 0, 0],
    ["departement", "Département d’Eure-et-Loir", 1, 0],
    ["region", "Région Centre-Val de Loire", 0, 0],
  ]);
  expect(hierarchy?.members).toEqual([]);
  const epci = (await profileOf("organisation", "siren/200033181")).hierarchy;
  expect([epci?.active, told(epci?.members)]).toEqual([
    2,
    [
      ["commune", "Chartres", 3, undefined],
      ["commune", "Lucé", 1, undefined],
    ],
  ]);
  // Bonn is a partner of the département, Germany a country that it shares with nobody inside.
  const departement = (await profileOf("organisation", "insee/28")).hierarchy;
  expect(told(departement?.members)).toEqual([
    ["commune", "Chartres", 3, 0],
    ["commune", "Lucé", 1, 0],
  ]);
  expect((await profileOf("organisation", await idOf("Bonn"))).hierarchy).toBeNull();
});

it("gives no number of projects that its search does not find", async () => {
  const subjects: [SubjectKind, string][] = [
    ["country", "SN"],
    ["country", "DE"],
    ["territory", "R24"],
    ["territory", "D28"],
    ["organisation", "insee/28085"],
    ["organisation", "insee/28"],
    ["organisation", await idOf("Bonn")],
    ["organisation", await idOf("Fonds des eaux")],
    ["theme", "eau"],
    ["scheme", "water"],
  ];
  for (const [kind, name] of subjects) {
    const profile = await profileOf(kind, name);
    const { actors, funders, parts, remarks, hierarchy, outline, subject, given } = profile;
    const numbers: { projects: number; query: ProjectQuery | null }[] = [
      { projects: outline.projects, query: subject.query },
      ...actors.authority.rows,
      ...actors.partner.rows,
      ...funders.rows,
      ...remarks,
      ...[...parts.lists.values()].flat(),
      ...(parts.years?.parts ?? []).map(({ value, query }) => ({ projects: value ?? 0, query })),
      ...[...(hierarchy?.above ?? []), ...(hierarchy?.members ?? [])].flatMap(({ own, shared }) => [
        own,
        ...(shared ? [shared] : []),
      ]),
      ...(given ? [{ projects: given.projects.value ?? -1, query: given.projects.query }] : []),
    ];
    const linked = numbers.flatMap(({ projects, query }) => (query ? [{ projects, query }] : []));
    expect(linked.length, `${kind} ${name}`).toBeGreaterThan(2);
    expect([name, await countEach(linked.map(({ query }) => query))]).toEqual([name, linked.map(({ projects }) => projects)]);
    // Programs get the same, in the form that the schema promises.
    const answer = profileSchema.parse(presentProfile(profile, "en"));
    expect([answer.id, answer.authorities.total, answer.partners.first.length]).toEqual([
      subject.key,
      actors.authority.total,
      actors.partner.rows.length,
    ]);
    const figure = profile.figures.find(({ measure }) => measure === "projects");
    expect(figure?.value).toBe(outline.projects);
  }
});
