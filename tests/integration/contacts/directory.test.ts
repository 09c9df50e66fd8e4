import { parse } from "csv-parse/sync";
import ICAL from "ical.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contactListSchema, directoryForPrograms } from "@/lib/contacts/answer";
import { type DirectoryQuery, wholeDirectory } from "@/lib/contacts/directory-query";
import { listContacts } from "@/lib/contacts/queries/directory";
import { findContact } from "@/lib/contacts/queries/entries";
import { vcard } from "@/lib/contacts/vcard";
import { contactsCsv } from "@/lib/export/contacts-csv";
import { type Hall, openHall } from "./support";

let hall: Hall;
const ids: Record<string, string> = {};
const year = new Date().getUTCFullYear();

beforeAll(async () => {
  hall = await openHall();
  ids.dakar = await hall.post({
    name: "Ambassade de France à Dakar",
    city: "Dakar",
    country: "SN",
    covers: ["SN", "GM"],
    columns: { latitude: 14.67, longitude: -17.43, phone: "+221 33 000 00 00", generic_email: "secret.generique@example.org" },
  });
  ids.quebec = await hall.post({
    name: "Consulat général de France à Québec",
    city: "Québec",
    country: "CA",
    kind: "consulate_general",
    covers: ["CA-QC"],
    columns: { verified_on: `${year - 3}-03-03`, website: "https://example.org/quebec" },
  });
  ids.rome = await hall.post({
    name: "Ambassade de France à Rome",
    city: "Rome",
    country: "IT",
    covers: ["IT"],
    columns: { verified_on: new Date().toISOString().slice(0, 10) },
  });
  await hall.post({
    name: "Ambassade fermée",
    city: "Oslo",
    country: "NO",
    covers: ["NO"],
    columns: { closed_on: "2020-01-01" },
  });
  const person = (person: Record<string, unknown>) => hall.person(ids.dakar ?? "", person);
  await person({
    ...{ function_code: "cooperation_counsellor", first_name: "Jeanne", last_name: "Secretable", email: "jeanne@example.org" },
    ...{ visibility: "on_request", phone: "+221 77 111 11 11" },
  });
  await person({
    ...{ function_code: "decentralised_cooperation_correspondent", first_name: "Anne", last_name: "Publiable" },
    ...{ visibility: "public", legal_basis: "consent", email: "anne@example.org" },
  });
  await person({
    function_code: "other",
    function_label: "Interdit",
    last_name: "Opposant",
    visibility: "restricted",
    opted_out: true,
  });
});
afterAll(() => hall?.close());

const list = (change: Partial<DirectoryQuery> = {}) => listContacts({ ...wholeDirectory, ...change }, "fr");
const names = async (change: Partial<DirectoryQuery> = {}) => (await list(change)).entries.map(({ name }) => name);
const secrets = ["Secretable", "Opposant", "Interdit", "@example.org", "+221 77"];
const expectNoSecret = (text: string) => {
  for (const secret of secrets) expect(text).not.toContain(secret);
};

describe("the directory of posts", () => {
  it("lists what was verified within a year first, then by country; closed posts are left out", async () => {
    expect(await names()).toEqual([
      "Ambassade de France à Rome",
      "Consulat général de France à Québec",
      "Ambassade de France à Dakar",
    ]);
    expect((await list()).entries.map(({ freshness }) => freshness)).toEqual(["fresh", "stale", "never"]);
  });

  it("keeps a page until something is written, by whomever", async () => {
    const first = await list();
    expect(await list()).toBe(first);
    await hall.sql.query("UPDATE diplomatic_post SET name_fr = 'Ambassade à Rome' WHERE public_id = $1", [ids.rome]);
    expect(await names({ q: "ambassade a r" })).toEqual(["Ambassade à Rome"]);
    expect((await list()).entries[0]?.name).toBe("Ambassade à Rome");
    await hall.sql.query("UPDATE diplomatic_post SET name_fr = 'Ambassade de France à Rome' WHERE public_id = $1", [ids.rome]);
    expect(await list()).toEqual(first);
  });

  it("finds by country covered, continent, city, name and country name", async () => {
    expect(await names({ country: "GM" })).toEqual(["Ambassade de France à Dakar"]);
    expect(await names({ region: "019" })).toEqual(["Consulat général de France à Québec"]);
    expect(await names({ q: "quebec" })).toEqual(["Consulat général de France à Québec"]);
    expect(await names({ q: "gambie" })).toEqual(["Ambassade de France à Dakar"]);
    expect(await names({ q: "dak" })).toEqual(["Ambassade de France à Dakar"]);
    expect(await names({ q: "%" })).toEqual([]);
    expect(await names({ q: "oslo" })).toEqual([]);
    const { regions, countries } = await list({ q: "dakar" });
    expect(countries.map(({ value }) => value).sort()).toEqual(["CA", "GM", "IT", "SN"]);
    expect(regions.map(({ value }) => value).sort()).toEqual(["002", "019", "150"]);
  });

  it("tells the time zone of the nearest place, and keeps it when a post moves", async () => {
    expect(await findContact(ids.dakar ?? "", "fr")).toMatchObject({ timeZone: "Africa/Dakar" });
    expect(await findContact(ids.rome ?? "", "fr")).toMatchObject({ timeZone: "Europe/Rome" });
    const move = "UPDATE diplomatic_post SET latitude = 49.28, longitude = -123.12, country_code = 'CA' WHERE public_id = $1";
    await hall.sql.query("BEGIN");
    await hall.sql.query(move, [ids.rome]);
    const { rows } = await hall.sql.query("SELECT time_zone FROM diplomatic_post WHERE public_id = $1", [ids.rome]);
    await hall.sql.query("ROLLBACK");
    expect(rows).toEqual([{ time_zone: "America/Vancouver" }]);
  });

  it("tells people by function, and by name only with a legal basis; addresses of nobody", async () => {
    const contact = await findContact(`${ids.dakar}-n-importe`, "fr");
    expect(contact?.people.map((person) => [person.function.code, person.name])).toEqual([
      ["decentralised_cooperation_correspondent", "Anne Publiable"],
      ["cooperation_counsellor", null],
    ]);
    expect(contact?.writable).toBe(true);
    expectNoSecret(JSON.stringify(contact));
    // The address of somebody who is neither restricted nor objected is enough to pass letters on.
    expect((await findContact(ids.rome ?? "", "fr"))?.writable).toBe(false);
    await hall.person(ids.rome ?? "", {
      ...{ function_code: "cooperation_counsellor", email: "rome@example.org", visibility: "restricted" },
    });
    expect((await findContact(ids.rome ?? "", "fr"))?.writable).toBe(false);
    await hall.person(ids.rome ?? "", {
      ...{ function_code: "cooperation_counsellor", email: "rome@example.org", visibility: "on_request" },
    });
    expect((await findContact(ids.rome ?? "", "fr"))?.writable).toBe(true);
  });
});

describe("the directory of offices", () => {
  it("lists networks of a région with those of the whole country", async () => {
    const found = await names({ type: "office", territory: "R24" });
    expect(found[0]).toBe("Centraider");
    expect(found).toContain("Cités Unies France");
    expect(found).not.toContain("Gescod");
    expect(await names({ type: "office", q: "bretagne" })).toEqual(["Réseau Bretagne Solidaire"]);
  });
});

describe("what leaves the portal", () => {
  it("as JSON keeps to its schema and holds no secret", async () => {
    const answer = contactListSchema.parse(directoryForPrograms(wholeDirectory, await list(), "en"));
    expect(answer).toMatchObject({ total: 3, page: 1, pages: 1, links: { next: null } });
    expectNoSecret(JSON.stringify(answer));
  });

  it("as CSV is one row an entry and holds no secret", async () => {
    let text = "";
    for await (const piece of contactsCsv(wholeDirectory, "fr")) text += piece;
    const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
    expect(rows.map(({ id }) => id).sort()).toEqual(Object.values(ids).sort());
    expect(rows.find(({ id }) => id === ids.quebec)).toMatchObject({ covers: "CA-QC", freshness: "stale", country: "CA" });
    expectNoSecret(text);
  });

  it("as a card is read by a reader of vCards and holds no secret", async () => {
    const contact = await findContact(ids.dakar ?? "", "fr");
    if (!contact) throw new Error("no contact");
    const text = vcard(contact, "fr");
    const [kind, properties] = ICAL.parse(text) as [string, [string, Record<string, string>, string, unknown][]];
    const value = (name: string) => properties.filter((property) => property[0] === name).map((property) => property[3]);
    expect(kind).toBe("vcard");
    expect(value("version")).toEqual(["4.0"]);
    expect(value("fn")).toEqual(["Ambassade de France à Dakar", "Ambassade de France à Dakar (en)"]);
    expect(value("tel")).toEqual(["tel:+221330000000"]);
    expect(value("geo")).toEqual(["geo:14.67,-17.43"]);
    expect(value("adr")).toEqual([["", "", "", "Dakar", "", "", "Sénégal"]]);
    expect(String(value("note"))).toContain("Anne Publiable");
    expect(value("email")).toEqual([]);
    expectNoSecret(text);
  });
});
