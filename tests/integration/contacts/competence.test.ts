import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { helpersOf } from "@/lib/contacts/queries/who-helps";
import { setContact } from "@/lib/contacts/set";
import { connect, setDb } from "@/lib/core/db";
import { AtlasError } from "@/lib/core/errors";
import { importPosts } from "@/lib/import/posts/import";
import { findCompetentPosts, postsOfCountry } from "@/lib/posts/queries";
import { type Field, openField, realFile } from "../import/places-support";
import { type Hall, openHall } from "./support";

const place = (countryCode: string, subdivisionCode: string | null = null, placeId: number | null = null) => ({
  countryCode,
  subdivisionCode,
  placeId,
});

describe("who is competent", () => {
  let hall: Hall;
  /** GeoNames: Québec, Lévis opposite of it, Montréal. */
  const [quebec, montreal] = [6325494, 6077243];
  beforeAll(async () => {
    hall = await openHall();
    await hall.post({ name: "Ambassade à Ottawa", city: "Ottawa", country: "CA", covers: ["CA"] });
    await hall.post({
      name: "Consulat général à Québec",
      city: "Québec",
      country: "CA",
      kind: "consulate_general",
      covers: ["CA-QC"],
    });
    await hall.post({
      name: "Consulat général à Montréal",
      city: "Montréal",
      country: "CA",
      kind: "consulate_general",
      covers: [montreal],
    });
    await hall.post({
      name: "Consulat fermé",
      city: "Québec",
      country: "CA",
      kind: "consulate",
      covers: [quebec],
      columns: { closed_on: "2020-01-01" },
    });
    await hall.post({ name: "Ambassade à Rome", city: "Rome", country: "IT", covers: ["IT", "SM"] });
  });
  afterAll(() => hall?.close());

  const names = async (...places: ReturnType<typeof place>[]) =>
    (await findCompetentPosts(places, "fr")).map(({ name, competentFor }) => [name, competentFor]);

  it("is the post of the place, else of the subdivision, else of the country", async () => {
    expect(await names(place("CA"))).toEqual([["Ambassade à Ottawa", "Canada"]]);
    expect(await names(place("CA", "CA-ON"))).toEqual([["Ambassade à Ottawa", "Canada"]]);
    expect(await names(place("CA", "CA-QC"))).toEqual([["Consulat général à Québec", "Canada (CA-QC)"]]);
    expect(await names(place("CA", "CA-QC", montreal))).toEqual([["Consulat général à Montréal", "Canada (Montréal)"]]);
    // A place without a post of its own, and one whose post is closed.
    expect(await names(place("CA", "CA-QC", quebec))).toEqual([["Consulat général à Québec", "Canada (CA-QC)"]]);
    expect(await names(place("SM"))).toEqual([["Ambassade à Rome", "Saint-Marin"]]);
    expect(await names(place("AQ"))).toEqual([]);
    expect(await names()).toEqual([]);
  });

  it("is each post once for several places, embassies first", async () => {
    expect(await names(place("CA", "CA-QC"), place("CA", "CA-ON"), place("CA", "CA-QC"), place("IT"))).toEqual([
      ["Ambassade à Ottawa", "Canada"],
      ["Ambassade à Rome", "Italie"],
      ["Consulat général à Québec", "Canada (CA-QC)"],
    ]);
  });

  it("is, for a country, its post and those of its parts", async () => {
    expect((await postsOfCountry("CA", "en")).map(({ name }) => name)).toEqual([
      "Ambassade à Ottawa (en)",
      "Consulat général à Montréal (en)",
      "Consulat général à Québec (en)",
    ]);
  });

  it("may not be ruled twice, nor for a place and a subdivision at once", async () => {
    const insert = (values: string) =>
      hall.sql.query(
        `INSERT INTO post_jurisdiction (post_id, country_code, subdivision_code, place_id)
         SELECT id, ${values} FROM diplomatic_post WHERE name_fr = 'Consulat général à Québec'`,
      );
    await expect(insert("'CA', 'CA-QC', NULL::int")).rejects.toThrow(/post_jurisdiction_rule_key/);
    await expect(insert(`'CA', 'CA-QC', ${quebec}`)).rejects.toThrow(/post_jurisdiction_one_place/);
    await expect(insert("'CA', NULL, 1")).rejects.toThrow(/place_id_fkey/);
  });

  it("is, in France, the network of the région, then those of the whole country", async () => {
    const ofCommune = await helpersOf("28085", "fr");
    expect(ofCommune[0]).toMatchObject({ name: "Centraider", kind: { code: "regional_network" }, serves: [{ code: "R24" }] });
    expect(ofCommune.slice(1).map(({ kind }) => kind.code)).toEqual(Array(ofCommune.length - 1).fill("national_network"));
    expect((await helpersOf("R53", "fr"))[0]?.name).toBe("Réseau Bretagne Solidaire");
    const ofAll = await helpersOf(null, "fr");
    expect(ofAll.map(({ kind }) => kind.code)).toEqual(ofCommune.slice(1).map(({ kind }) => kind.code));
    expect(ofAll.map(({ name }) => name)).toContain("Cités Unies France");
  });

  it("is, for an authority, its own international office before all others", async () => {
    await hall.sql.query(
      `INSERT INTO office (kind, name_fr, name_en, organisation_id, origin, source_id)
       SELECT 'international_office', 'Service international', 'International office', o.id, 'manual', o.source_id
       FROM organisation o JOIN territory t ON t.id = o.territory_id WHERE t.code = '200033181'`,
    );
    // The commune lies in the EPCI whose office it is.
    expect((await helpersOf("28085", "fr")).map(({ name }) => name).slice(0, 2)).toEqual(["Service international", "Centraider"]);
    expect((await helpersOf("R24", "fr"))[0]?.name).toBe("Centraider");
  });
});

describe("posts of the real file", () => {
  let field: Field;
  const file = realFile("french-posts/french_missions.csv");
  beforeAll(async () => {
    field = await openField();
    setDb(connect(field.url));
  });
  afterAll(() => field?.close());

  it.skipIf(file === null)(
    "answer for Québec by the rule that the file lacks, for the rest of Canada by the embassy",
    async () => {
      await field.run(importPosts, { path: file ?? "" });
      await field.run(importPosts, { path: file ?? "" });
      const before = (await findCompetentPosts([place("CA", "CA-QC")], "fr")).map(({ name }) => name);
      expect(before).toContain("Ambassade de France à Ottawa");
      await field.query(
        `INSERT INTO post_jurisdiction (post_id, country_code, subdivision_code)
       SELECT id, 'CA', 'CA-QC' FROM diplomatic_post WHERE name_fr = 'Consulat général de France à Québec'`,
      );
      const names = async (subdivision: string) =>
        (await findCompetentPosts([place("CA", subdivision)], "fr")).map(({ name }) => name);
      expect(await names("CA-QC")).toEqual(["Consulat général de France à Québec"]);
      expect(await names("CA-MB")).toContain("Ambassade de France à Ottawa");
      // Its time is that of the place where it stands.
      const zones = await field.query<{ zone: string }>(
        "SELECT time_zone AS zone FROM diplomatic_post WHERE name_fr IN ('Consulat général de France à Québec', 'Consulat général de France à Vancouver') ORDER BY 1",
      );
      expect(zones).toEqual([{ zone: "America/Toronto" }, { zone: "America/Vancouver" }]);
      const without = await field.query("SELECT name_fr FROM diplomatic_post WHERE time_zone IS NULL AND closed_on IS NULL");
      expect(without.length).toBeLessThan(8);
    },
  );
});

describe("an operator", () => {
  let hall: Hall;
  let post: string;
  beforeAll(async () => {
    hall = await openHall();
    post = await hall.post({ name: "Consulat général à Québec", city: "Québec", country: "CA", kind: "consulate_general" });
    await hall.post({ name: "Ambassade à Ottawa", city: "Ottawa", country: "CA", covers: ["CA"] });
  });
  afterAll(() => hall?.close());

  it("states rules, an address and the day of verification, and the history says so without the address", async () => {
    const given = ["covers=ca-qc, 6077243", "email=quebec@post.example", "verified=2026-03-03", "phone=+1 418 000 0000"];
    await setContact(hall.database, post, given);
    const names = async (subdivision: string) =>
      (await findCompetentPosts([place("CA", subdivision)], "fr")).map(({ name }) => name);
    expect([await names("CA-QC"), await names("CA-ON")]).toEqual([["Consulat général à Québec"], ["Ambassade à Ottawa"]]);
    const stored = await hall.database.diplomaticPost.findUniqueOrThrow({ where: { publicId: post } });
    expect(stored).toMatchObject({ genericEmail: "quebec@post.example", phone: "+1 418 000 0000" });
    const { rows } = await hall.sql.query<{ text: string }>("SELECT changes::text AS text FROM revision WHERE public_id = $1", [
      post,
    ]);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.text).toContain("CA-QC");
    expect(rows[0]?.text).not.toContain("post.example");
    await setContact(hall.database, post, ["phone=", "covers="]);
    expect(await names("CA-QC")).toEqual(["Ambassade à Ottawa"]);
  });

  it("is told what is wrong, and then nothing is changed", async () => {
    const problem = async (...given: [string, ...string[]]) => {
      const error = await setContact(hall.database, given[0], given.slice(1)).catch((reason: unknown) => reason);
      return error instanceof AtlasError ? String(error.context.message).split(".").at(-1) : "none";
    };
    expect(await problem("d999999", "phone=+1 418 000 0000")).toBe("unknown");
    expect(await problem("x", "phone=")).toBe("unknown");
    expect(await problem(post)).toBe("nothing");
    expect(await problem(post, "name=x")).toBe("field");
    for (const wrong of ["email=a b", "phone=12", "website=ftp://x.org", "verified=2026-02-30", "covers=Québec"])
      expect([wrong, await problem(post, wrong)]).toEqual([wrong, "value"]);
    expect(await problem(post, "website=https://example.org/", "covers=ZZ")).toBe("place");
    expect(await problem(post, "covers=1")).toBe("place");
    expect(await problem(post, "serves=R24")).toBe("notHere");
    const stored = await hall.database.diplomaticPost.findUniqueOrThrow({ where: { publicId: post } });
    expect(stored.website).toBeNull();
  });
});
