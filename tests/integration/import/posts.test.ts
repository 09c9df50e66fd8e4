import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { normaliseName } from "@/lib/core/text";
import { importPosts } from "@/lib/import/posts/import";
import { FileRefused } from "@/lib/import/source";
import { frenchCityNames } from "@/lib/reference/city-names";
import { countByReason, type Field, openField, realFile, told } from "./places-support";

const header = "jurisdictions;country;city;latitude;longitude;phone;email;website;type;QID;";
const ottawa = "Canada;Canada;Ottawa;45.44;-75.69;;;https://example.org/ottawa;embassy;Q101;";
const quebec = ";Canada;Quebec City;;;;;;consulate general;Q102;";
const rome = "Italy|San Marino;Italy;Rome;;;;;;embassy;Q103;";
const holySee = "Vatican City;Italy;Rome;;;;;;embassy;Q104;";
const file = (...lines: string[]) => ({ text: [header, ...lines, ""].join("\n") });

let field: Field;
beforeAll(async () => {
  field = await openField();
});
afterAll(() => field?.close());

const posts = () =>
  field.query<{ name_fr: string; source: string; jurisdictions: string | null }>(
    `SELECT p.name_fr, p.name_en, p.country_code::text AS country, p.website, p.wikidata_id, s.code AS source, p.origin::text AS origin,
       (SELECT string_agg(coalesce(j.subdivision_code, j.country_code::text), ' ' ORDER BY j.country_code) FROM post_jurisdiction j WHERE j.post_id = p.id)
         AS jurisdictions
     FROM diplomatic_post p JOIN source s ON s.id = p.source_id ORDER BY p.id`,
  );
const changes = (name: string) =>
  field.query<{ changes: unknown }>(
    "SELECT r.changes FROM revision r JOIN diplomatic_post p ON p.public_id = r.public_id WHERE p.name_fr = $1 ORDER BY r.id",
    [name],
  );
const counts = { created: 0, updated: 0, unchanged: 0, rejected: 0 };

describe("posts of a file", () => {
  beforeEach(async () => {
    await field.query("DELETE FROM diplomatic_post");
  });

  const addPost = (name: string, city: string, more: { origin: string; source: string; jurisdiction?: string }) =>
    field.query(
      `WITH post AS (
         INSERT INTO diplomatic_post (kind, name_fr, name_en, city_fr, city_en, country_code, origin, source_id, website)
         SELECT 'consulate_general', $1, $1, $2, $2, 'CA', $3::record_origin, id, 'https://example.org/old' FROM source WHERE code = $4
         RETURNING id)
       INSERT INTO post_jurisdiction (post_id, country_code, subdivision_code) SELECT id, 'CA', $5 FROM post`,
      [name, city, more.origin, more.source, more.jurisdiction ?? null],
    );

  it("are named after their city and cover what the file says; an embassy covers its own country", async () => {
    const report = await field.run(importPosts, file(ottawa, quebec, rome, holySee));
    expect(report.counts).toMatchObject({ ...counts, read: 4, created: 4 });
    expect(await posts()).toMatchObject([
      { name_fr: "Ambassade de France à Ottawa", name_en: "Embassy of France in Ottawa", country: "CA", jurisdictions: "CA" },
      {
        name_fr: "Consulat général de France à Québec",
        name_en: "Consulate General of France in Quebec City",
        jurisdictions: null,
      },
      { name_fr: "Ambassade de France à Rome", jurisdictions: "IT SM" },
      { name_fr: "Ambassade de France à Rome (Saint-Siège)", country: "IT", jurisdictions: "VA" },
    ]);
    expect(told(report)).toEqual([[3, "jurisdiction_unstated"]]);
    expect(report.revisions).toBe(4);
  });

  it("imported again change nothing and make no revision, whatever the order", async () => {
    await field.run(importPosts, file(ottawa, quebec, rome, holySee));
    const [before, runs] = [await field.count("FROM revision"), await field.count("FROM import_run")];
    const report = await field.run(importPosts, file(holySee, rome, quebec, ottawa));
    expect(report.counts).toMatchObject({ ...counts, read: 4, unchanged: 4 });
    expect(report.revisions).toBe(0);
    expect([await field.count("FROM revision"), await field.count("FROM import_run")]).toEqual([before, runs]);
  });

  it("that changed are revised: a new address, another jurisdiction", async () => {
    await field.run(importPosts, file(ottawa, rome));
    const moved = ottawa
      .replace("https://example.org/ottawa", "https://example.org/new")
      .replace("Canada;Canada", "Canada|Bahamas;Canada");
    const report = await field.run(importPosts, file(moved, rome.replace("|San Marino", "")));
    expect(report.counts).toMatchObject({ ...counts, read: 2, updated: 2 });
    expect(await posts()).toMatchObject([{ jurisdictions: "BS CA" }, { jurisdictions: "IT" }]);
    expect((await changes("Ambassade de France à Ottawa")).at(-1)?.changes).toEqual([
      { field: "website", before: "https://example.org/ottawa", after: "https://example.org/new" },
      {
        field: "jurisdictions",
        before: [{ country: "CA", subdivision: null }],
        after: [
          { country: "BS", subdivision: null },
          { country: "CA", subdivision: null },
        ],
      },
    ]);
  });

  it("known from a legacy page are completed, not doubled: what was said there stays", async () => {
    await addPost("Consulat général de France à Québec", "Québec", {
      origin: "imported",
      source: "legacy-atlas",
      jurisdiction: "CA-QC",
    });
    const stated = quebec.replace(";;;;;;consulate", ";46.8;-71.2;;;https://example.org/quebec;consulate");
    const report = await field.run(importPosts, file(stated));
    expect(report.counts).toMatchObject({ ...counts, read: 1, updated: 1 });
    expect(told(report)).toEqual([
      [2, "jurisdiction_unstated"],
      [2, "post_merged"],
      [2, "value_kept"],
    ]);
    expect(await posts()).toMatchObject([
      { source: "legacy-atlas", jurisdictions: "CA-QC", website: "https://example.org/old", wikidata_id: "Q102" },
    ]);
    const again = await field.run(importPosts, file(stated));
    expect(again.counts).toMatchObject({ ...counts, read: 1, unchanged: 1 });
  });

  it("never take away what a person added, nor overwrite what a person corrected", async () => {
    await field.run(importPosts, file(ottawa));
    const [post] = await field.query<{ id: number; public_id: string }>("SELECT id, public_id FROM diplomatic_post");
    await field.query("UPDATE diplomatic_post SET website = 'https://example.org/corrected' WHERE id = $1", [post?.id]);
    await field.query("INSERT INTO post_jurisdiction (post_id, country_code) VALUES ($1, 'BS')", [post?.id]);
    await field.query(
      `INSERT INTO revision (entity, public_id, actor, changes) VALUES ('diplomatic_post', $1, 'operator',
         '[{"field": "website", "before": "a", "after": "b"}, {"field": "jurisdictions", "before": [], "after": []}]')`,
      [post?.public_id],
    );
    for (const expected of [counts, counts]) {
      const report = await field.run(importPosts, file(ottawa));
      expect(report.counts).toMatchObject({ ...expected, read: 1, unchanged: 1 });
      expect(told(report)).toEqual([[2, "value_kept"]]);
    }
    expect(await posts()).toMatchObject([{ website: "https://example.org/corrected", jurisdictions: "BS CA" }]);
  });

  it("take over a demonstration post of their name, which then is theirs", async () => {
    await addPost("Consulat général de France à Québec", "Québec", {
      origin: "demo",
      source: "atlas-showcase",
      jurisdiction: "CA-QC",
    });
    await field.run(importPosts, file(quebec));
    expect(await posts()).toMatchObject([
      { origin: "imported", source: "wikidata-posts", jurisdictions: "CA-QC", website: null },
    ]);
    expect((await changes("Consulat général de France à Québec"))[0]?.changes).toMatchObject([
      { field: "record", before: "demo", after: "created" },
      { field: "wikidataId", after: "Q102" },
      { field: "nameEn" },
      { field: "cityEn", after: "Quebec City" },
      { field: "website", after: null },
    ]);
    expect((await field.run(importPosts, file(quebec))).counts).toMatchObject({ ...counts, read: 1, unchanged: 1 });
  });

  it("that vanish from the file are told and kept; closed ones are recorded", async () => {
    await field.run(importPosts, file(ottawa, quebec));
    const report = await field.run(importPosts, file(ottawa));
    expect(told(report)).toEqual([[null, "post_vanished"]]);
    expect(await field.count("FROM diplomatic_post")).toBe(2);
    const closing = { text: `${header}dissolution\n${quebec}2011-02-03\n${ottawa}\n` };
    await field.run(importPosts, closing);
    expect(await field.query("SELECT closed_on::text FROM diplomatic_post WHERE wikidata_id = 'Q102'")).toEqual([
      { closed_on: "2011-02-03" },
    ]);
    // A file without the column says nothing of closings.
    expect((await field.run(importPosts, file(quebec, ottawa))).counts).toMatchObject({ ...counts, read: 2, unchanged: 2 });
  });

  it("keep personal addresses, wrong positions and unknown jurisdictions out, and tell them", async () => {
    const report = await field.run(
      importPosts,
      file(
        "Canada;Canada;Ottawa;-75.69;45.44;;;;embassy;Q101;",
        "Texas|Middle Earth;United States of America;Houston;;;;awa.modele@example.org;;consulate general;Q105;",
        ";Atlantis;Ottawa;;;;;;consulate;Q106;",
        ";Canada;;;;;;;consulate;Q107;",
        "Canada;Canada;Ottawa;;;;contact@example.org;;embassy;Q108;",
      ),
    );
    expect(told(report)).toEqual([
      [2, "coordinates_outside"],
      [3, "email_personal"],
      [3, "jurisdiction_unknown"],
      [4, "post_country_unknown"],
      [5, "post_city_missing"],
      [6, "post_twice"],
    ]);
    expect(report.counts).toEqual({ read: 5, created: 2, updated: 0, unchanged: 0, rejected: 3, doubtful: 2 });
    expect(await posts()).toMatchObject([{ jurisdictions: "CA" }, { jurisdictions: "US-TX" }]);
    expect(await field.count("FROM diplomatic_post WHERE generic_email IS NOT NULL OR latitude IS NOT NULL")).toBe(0);
  });

  it.each([
    ["another table", "a;b\n1;2\n", "column_missing"],
    ["nothing", "", "empty"],
    ["binary", Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x00]), "binary"],
  ])("are refused whole when the file is %s", async (_, text, reason) => {
    const refused = await field.run(importPosts, { text }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(FileRefused);
    expect((refused as FileRefused).problems).toMatchObject([{ reason }]);
    expect(await field.count("FROM diplomatic_post")).toBe(0);
  });
});

it("every French name of a city is one that GeoNames knows for the place", async () => {
  const unknown: string[] = [];
  for (const [country, names] of Object.entries(frenchCityNames))
    for (const [english, french] of Object.entries(names)) {
      const found = await field.count(
        "FROM place WHERE normalised_names @> $1 AND (country_code = $2 OR $2 = 'PS' AND country_code = 'IL')",
        [[english, french].map(normaliseName), country],
      );
      if (found === 0) unknown.push(`${country} ${french}`);
    }
  expect(unknown).toEqual([]);
});

const real = realFile("french-posts/french_missions.csv");
describe.skipIf(real === null)("the list of French missions (skipped without ../shared)", () => {
  it("gives the golden numbers, and nothing the second time", async () => {
    await field.query("DELETE FROM diplomatic_post");
    const given = { path: real ?? "" };
    const report = await field.run(importPosts, given);
    expect(report.counts).toEqual({ read: 255, created: 243, updated: 0, unchanged: 0, rejected: 12, doubtful: 0 });
    expect(countByReason(report)).toEqual({
      // 255 rows, 239 with city; of the 16 others 4 have a position in a large city.
      post_city_missing: 12,
      post_seat_inferred: 14,
      jurisdiction_unstated: 78,
    });
    const byKind = await field.query(
      "SELECT kind::text, count(*)::int AS posts, count(latitude)::int AS placed FROM diplomatic_post GROUP BY 1 ORDER BY 1",
    );
    expect(Object.fromEntries(byKind.map(({ kind, posts: n, placed }) => [kind, [n, placed]]))).toEqual({
      embassy: [161, 161],
      consulate_general: [75, 40],
      consulate: [3, 1],
      cooperation_office: [2, 2],
      honorary_consulate: [2, 1],
    });
    // 205 with coordinates, 215 with site (one, in Beirut, on a row without city), 12 with phone, 5 with e-mail.
    expect(
      await field.query(
        "SELECT count(latitude)::int, count(website)::int AS site, count(phone)::int AS phone, count(generic_email)::int AS email FROM diplomatic_post",
      ),
    ).toEqual([{ count: 205, site: 214, phone: 12, email: 5 }]);
    const several = "FROM (SELECT post_id FROM post_jurisdiction GROUP BY 1 HAVING count(*) > 1) p";
    expect(await field.count(several)).toBe(21);
    expect(
      await field.query(
        "SELECT name_fr FROM diplomatic_post WHERE wikidata_id IN ('Q2841791', 'Q2995341', 'Q554046') ORDER BY wikidata_id COLLATE \"C\"",
      ),
    ).toEqual([
      { name_fr: "Ambassade de France au Caire" },
      { name_fr: "Consulat général de France à Québec" },
      { name_fr: "Ambassade de France à Berlin" },
    ]);
    expect(await field.count("FROM diplomatic_post WHERE closed_on IS NOT NULL")).toBe(0);
    const again = await field.run(importPosts, given);
    expect(again.counts).toEqual({ ...report.counts, created: 0, unchanged: 243 });
    expect(again.revisions).toBe(0);
  });
});
