import { afterAll, beforeAll, expect, it } from "vitest";
import { closeDb } from "@/lib/core/db";
import { href } from "@/lib/i18n/href";
import { profileFolders, subjectTarget } from "@/lib/profiles/address";
import { findSubject } from "@/lib/profiles/queries/subject";
import { type SubjectKind, subjectKinds } from "@/lib/profiles/schema";
import { singleValue } from "../../support/rows";
import { type Bench, openBench } from "../quality/support";

let bench: Bench;

beforeAll(async () => {
  bench = await openBench({ whole: true });
  process.env.DATABASE_URL = bench.url;
});
afterAll(async () => {
  await closeDb();
  await bench.close();
});

/** The French address that a name leads to; null where it names nothing. */
async function addressOf(kind: SubjectKind, name: string): Promise<string | null> {
  const subject = await findSubject(kind, name);
  return subject && href("fr", subjectTarget(subject, "fr"));
}

const publicIdOf = (id: number) =>
  singleValue<string>(bench.sql, "SELECT public_id AS value FROM organisation WHERE id = $1", [id]);

it("finds an organisation by its id whatever the slug, and by the codes of registers", async () => {
  const canonical = await addressOf("organisation", "siren/200033181");
  expect(canonical).toMatch(/^\/fr\/organisations\/o\d+-communaute-d-agglomeration-chartres-metropole$/);
  const id = /o\d+/.exec(canonical ?? "")?.[0];
  for (const name of [`${id}`, `${id}-an-old-slug`, `${id?.toUpperCase()}-x`])
    expect(await addressOf("organisation", name)).toBe(canonical);
  expect(await addressOf("organisation", "insee/28085")).toMatch(/^\/fr\/organisations\/o\d+-chartres$/);
  // 28 is a département; a région has the same kind of number and says R.
  expect(await addressOf("organisation", "insee/28")).toMatch(/-departement-d-eure-et-loir$/);
  expect(await addressOf("organisation", "insee/R24")).toMatch(/-region-centre-val-de-loire$/);
  const town = await bench.organisation({
    name: "Ville jumelle",
    slug: "ville-jumelle",
    kind_code: "foreign_municipality",
    country_code: "SN",
  });
  await bench.sql.query("INSERT INTO organisation_code (scheme, code, organisation_id) VALUES ('geonames', '999000111', $1)", [
    town,
  ]);
  expect(await addressOf("organisation", "geonames/999000111")).toBe(`/fr/organisations/${await publicIdOf(town)}-ville-jumelle`);
});

it("leads from a merged organisation, and from one that has a successor, to what it became", async () => {
  const [kept, former, older] = [
    await bench.organisation({ name: "Syndicat d’après" }),
    await bench.organisation({ name: "Syndicat d’avant" }),
    await bench.organisation({ name: "Syndicat d’autrefois" }),
  ];
  await bench.sql.query("UPDATE organisation SET successor_id = $1 WHERE id = $2", [kept, former]);
  await bench.sql.query("UPDATE organisation SET successor_id = $1 WHERE id = $2", [former, older]);
  await bench.sql.query("INSERT INTO public_id_redirect (from_id, to_id) VALUES ('o999999001', $1)", [await publicIdOf(former)]);
  const canonical = await addressOf("organisation", await publicIdOf(kept));
  for (const id of [await publicIdOf(former), await publicIdOf(older), "o999999001"])
    expect(await addressOf("organisation", id)).toBe(canonical);
  // Its page counts the projects of who came before.
  const subject = await findSubject("organisation", await publicIdOf(kept));
  expect(subject?.query.chosen.organisation.oneOf).toContain(await publicIdOf(former));
});

it("finds the authority of a commune that merged into another", async () => {
  const { rows } = await bench.sql.query<{ old: string; new: string }>(
    `SELECT t.code AS old, s.code AS new FROM territory t JOIN territory s ON s.id = t.successor_id AND s.code <> t.code
     WHERE NOT EXISTS (SELECT FROM organisation o WHERE o.territory_id = t.id)
       AND EXISTS (SELECT FROM organisation o WHERE o.territory_id = s.id) LIMIT 1`,
  );
  const [merged] = rows;
  expect(merged).toBeDefined();
  expect(await addressOf("organisation", `insee/${merged?.old}`)).toBe(await addressOf("organisation", `insee/${merged?.new}`));
  expect(await addressOf("territory", merged?.old ?? "")).toBe(await addressOf("organisation", `insee/${merged?.new}`));
});

it("finds a country by the slug of either language and by its ISO codes", async () => {
  for (const name of ["senegal", "Senegal", "SN", "sn", "SEN"]) expect(await addressOf("country", name)).toBe("/fr/pays/senegal");
  for (const name of ["allemagne", "germany", "DE"]) {
    const subject = await findSubject("country", name);
    expect(subject && href("en", subjectTarget(subject, "en"))).toBe("/en/countries/germany");
  }
});

it("finds régions and départements by their code, and what an EPCI or a commune is by the body that governs it", async () => {
  for (const name of ["r53-bretagne", "R53", "r53-old"])
    expect(await addressOf("territory", name)).toBe("/fr/territoires/r53-bretagne");
  expect(await addressOf("territory", "d2a")).toMatch(/^\/fr\/territoires\/d2a-/);
  expect(await addressOf("territory", "28085-chartres")).toBe(await addressOf("organisation", "insee/28085"));
  expect(await addressOf("territory", "200033181")).toBe(await addressOf("organisation", "siren/200033181"));
});

it("finds themes of every level, with those above them", async () => {
  expect(await addressOf("theme", "eau")).toBe("/fr/themes/eau-eau-et-assainissement");
  const subject = await findSubject("theme", "eau_potable-whatever");
  expect(subject).toMatchObject({ key: "EAU.POTABLE", above: [{ key: "EAU" }] });
});

it("finds the 1 % schemes by their names in both languages and by their codes", async () => {
  for (const name of ["water", "1-water-oudin-santini-act", "1-EAU-loi-oudin-santini"])
    expect(await addressOf("scheme", name)).toBe("/fr/dispositifs/1-eau-loi-oudin-santini");
});

it("finds nothing for what names nothing", async () => {
  const names: Record<SubjectKind, string[]> = {
    organisation: [
      "",
      "x",
      "o",
      "o0",
      "o999999999999",
      "siren/1",
      "insee/99999",
      "geonames/x'y",
      "unknown/1",
      "siren/1/2",
      "p12",
    ],
    country: ["", "nowhere", "ZZ", "ZZZ", "sénégal", "a/b"],
    territory: ["", "r99", "d00", "99999", "bretagne", "c9"],
    theme: ["", "nothing", "eau.potable", "1"],
    scheme: ["", "nothing", "1", "eau"],
  };
  for (const kind of subjectKinds)
    for (const name of names[kind]) expect([kind, name, await addressOf(kind, name)]).toEqual([kind, name, null]);
  expect([...new Set(Object.values(profileFolders))].sort()).toEqual([...subjectKinds].sort());
});
