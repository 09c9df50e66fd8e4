import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET } from "@/app/api/v1/suggest/route";
import { closeDb } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import type { Locale } from "@/lib/i18n/locales";
import { countProjects } from "@/lib/search/counts";
import { parseProjectQuery } from "@/lib/search/params";
import { suggest, suggestionsSchema } from "@/lib/search/suggest";
import { type Bench, openBench } from "../quality/support";

let bench: Bench;

const one = async (sql: string, ...values: unknown[]) => (await bench.sql.query(sql, values)).rows[0];
const authority = async (name: string, kind = "commune") =>
  (await one("SELECT id FROM organisation WHERE name = $1 AND kind_code = $2 ORDER BY id LIMIT 1", name, kind)).id as number;
const alias = (organisation: number, name: string, normalised: string) =>
  one("INSERT INTO organisation_alias (organisation_id, name, normalised) VALUES ($1, $2, $3)", organisation, name, normalised);

/** Labels of one kind, in their order. */
async function labels(q: string, kind: string, locale: Locale = "fr"): Promise<string[]> {
  const { groups } = await suggest(q, locale);
  return groups.find((group) => group.kind === kind)?.suggestions.map(({ label }) => label) ?? [];
}

beforeAll(async () => {
  bench = await openBench();
  process.env.DATABASE_URL = bench.url;
  const town = async (name: string, projects: number, country = "SN") => {
    const id = await bench.organisation({ name, country_code: country, kind_code: "foreign_municipality" });
    for (let n = 0; n < projects; n++) {
      const project = await bench.project({ title: `${["Puits", "Écoles", "Forêts"][n]} de ${name}` });
      await bench.take(project, id, "foreign_partner");
      await bench.place(project, { country_code: country });
    }
    return id;
  };
  await town("Ouagadougou", 2, "BF");
  await town("Kéru-Mbao", 1);
  await town("Kérou", 3);
  await town("Grand Kérou", 3);
  await alias(await town("Mumbai", 1, "IN"), "Bombay", "bombay");
  await town("Kérou sans projet", 0);
  const project = await bench.project({ title: "L’eau à l’école : 100 % des élèves", language: "fr" });
  await bench.text(project, "Water at school", { field: "title", language: "en", status: "human" });
  await bench.take(project, await authority("Saint-Denis"), "lead_authority");
  await bench.take(project, await authority("Dunkerque"), "french_partner");
  await one(
    "INSERT INTO project_theme (project_id, theme_id, rank) SELECT $1, id, 0 FROM theme WHERE code = 'EAU' LIMIT 1",
    project,
  );
});
afterAll(async () => {
  await closeDb();
  await bench.close();
});

describe("what is suggested", () => {
  it("begins like the text: names, then words, then the number of projects; nothing without one", async () => {
    expect(await labels("kér", "organisation")).toEqual(["Kérou", "Kéru-Mbao", "Grand Kérou"]);
    expect(await labels("grand k", "organisation")).toEqual(["Grand Kérou"]);
    expect(await labels("érou", "organisation")).toEqual([]);
  });

  it("does not mind accents, case, apostrophes, hyphens, and what is written together", async () => {
    for (const q of ["saint-denis", "Saint Denis", "SAINTDENIS", "st denis", "St-D", "saint’denis"])
      expect(await labels(q, "organisation"), q).toContain("Saint-Denis");
    expect(await labels("keru mb", "organisation")).toEqual(["Kéru-Mbao"]);
    expect(await labels("l'eau a l'ec", "project")).toEqual(["L’eau à l’école : 100 % des élèves"]);
    expect(await labels("séné", "country")).toEqual(["Sénégal"]);
  });

  it("finds former and foreign names, and says so", async () => {
    const [found] = (await suggest("dunkirk", "en")).groups.flatMap(({ suggestions }) => suggestions);
    expect(found).toMatchObject({ label: "Dunkerque", otherName: "Dunkirk", projects: 1 });
    expect(found?.note).toContain("other name: Dunkirk");
    expect((await suggest("bomba", "fr")).groups[0]?.suggestions[0]).toMatchObject({ label: "Mumbai", otherName: "Bombay" });
    expect((await suggest("germ", "fr")).groups[0]?.suggestions[0]).toMatchObject({ label: "Allemagne", otherName: "Germany" });
    expect((await suggest("germ", "en")).groups[0]?.suggestions[0]).toMatchObject({ label: "Germany", otherName: null });
  });

  it("offers names that are like the text where none begins like it, from four letters", async () => {
    const { alike, groups } = await suggest("sengal", "fr");
    expect([alike, groups[0]?.suggestions[0]?.label]).toEqual([true, "Sénégal"]);
    expect(await labels("ouagadogou", "organisation")).toEqual(["Ouagadougou"]);
    expect((await suggest("séné", "fr")).alike).toBe(false);
    expect((await suggest("sng", "fr")).groups).toEqual([]);
    expect(await suggest("xyzzyx", "fr")).toMatchObject({ alike: false, groups: [] });
  });

  it("speaks both languages", async () => {
    expect(await labels("water at", "project", "en")).toEqual(["Water at school"]);
    expect(await labels("water at", "project", "fr")).toEqual(["L’eau à l’école : 100 % des élèves"]);
    expect((await labels("eau", "theme", "en"))[0]).toMatch(/water/i);
    expect((await suggest("zzzz", "fr")).summary).toBe("Aucune suggestion");
    expect((await suggest("zzzz", "en")).summary).toBe("No suggestion");
  });

  it("leads to what it says, with the number of projects that is found there", async () => {
    for (const q of ["kér", "saint-denis", "séné", "eau", "ouaga"]) {
      const { groups } = await suggest(q, "fr");
      for (const { kind, suggestions } of groups) {
        for (const { href, projects, value } of suggestions) {
          const { pathname, searchParams } = new URL(href, "http://localhost");
          if (kind === "project") expect(pathname).toMatch(new RegExp(`^/fr/projets/${value}-`));
          else if (kind === "contact")
            expect([pathname, projects]).toEqual([expect.stringMatching(`^/fr/contacts/${value}-`), null]);
          else
            expect([href, await countProjects(parseProjectQuery(Object.fromEntries(searchParams)), null)]).toEqual([
              href,
              projects,
            ]);
        }
      }
    }
  });

  it("names contacts by name, city and country covered, in both languages; closed posts never, addresses of nobody", async () => {
    const source = "(SELECT min(id) FROM source)";
    const post = (name: string, city: string, country: string, closed: string | null) =>
      one(
        `WITH made AS (INSERT INTO diplomatic_post (kind, name_fr, name_en, city_fr, city_en, country_code, closed_on, generic_email, origin, source_id)
           VALUES ('embassy', $1, $1 || ' (en)', $2, $2, $3, $4, 'zanzi@post.example', 'manual', ${source}) RETURNING id, public_id)
         INSERT INTO post_jurisdiction (post_id, country_code) SELECT id, $3 FROM made RETURNING (SELECT public_id FROM made) AS id`,
        ...[name, city, country, closed],
      );
    const { id } = await post("Représentation à Zanzi-Ville", "Zanzi-Ville", "TV", null);
    await post("Ancienne représentation", "Zanzi-Ville", "TV", "2020-01-01");
    for (const q of ["zanzi", "ville", "représentation à z", "tuvalu"])
      expect([q, await labels(q, "contact")]).toEqual([q, ["Représentation à Zanzi-Ville"]]);
    const group = (await suggest("zanzi", "en")).groups.find(({ kind }) => kind === "contact");
    expect(group).toMatchObject({
      kind: "contact",
      label: "Contacts",
      suggestions: [
        { value: id, label: "Représentation à Zanzi-Ville (en)", note: "Embassy · Tuvalu", projects: null, otherName: null },
      ],
    });
    expect(group?.suggestions[0]?.href).toBe(`/en/contacts/${id}-representation-a-zanzi-ville-en`);
    expect(await labels("zanzi@post.example", "contact")).toEqual([]);
    expect(await labels("centraider", "contact")).toEqual(["Centraider"]);
    await one("DELETE FROM diplomatic_post");
  });

  it("holds to its bounds", async () => {
    for (const q of ["sa", "co", "pr"])
      for (const { suggestions } of (await suggest(q, "fr")).groups)
        expect(suggestions.length).toBeLessThanOrEqual(limits.suggestionsPerGroup);
    expect((await suggest("s", "fr")).groups).toEqual([]);
  });
});

it("counts the projects of a value whenever they change", async () => {
  const truth =
    "SELECT token, count(*)::int AS projects FROM search_row, unnest(tokens) AS token WHERE search_counted(token) GROUP BY 1 ORDER BY 1";
  const same = async () =>
    expect((await bench.sql.query("SELECT token, projects FROM search_count WHERE projects <> 0 ORDER BY 1")).rows).toEqual(
      (await bench.sql.query(truth)).rows,
    );
  await same();
  const project = await bench.project({ title: "Un de plus" });
  await bench.place(project, { country_code: "TG" });
  await same();
  await one("UPDATE project_place SET country_code = 'BJ' WHERE project_id = $1", project);
  await same();
  await one("DELETE FROM project WHERE id = $1", project);
  await same();
});

describe("hostile texts", () => {
  const hostile = [
    "%",
    "_",
    "\\",
    "%%%_%",
    "\\' OR 1=1 --",
    "a\u0000b",
    "\u202e\u0000\u0007",
    "\ud800",
    "'".repeat(50),
    "é".repeat(10_000),
    "x".repeat(10_000),
    "🦉🦉",
    "a%b",
    "(&|!:*)",
  ];
  it.each(hostile.map((text) => [JSON.stringify(text).slice(0, 40), text]))("%s is a text like any other", async (_, text) => {
    const answer = await suggest(text, "fr");
    expect(suggestionsSchema.parse(answer).q.length).toBeLessThanOrEqual(limits.suggestText);
  });

  it("signs are no wildcards", async () => {
    for (const q of ["k%rou", "k_rou"]) expect(await labels(q, "organisation"), q).not.toContain("Kéru-Mbao");
    // No name begins like it, read as two words: one is only like it.
    expect((await suggest("k%mbao", "fr")).alike).toBe(true);
  });
});

describe("GET /api/v1/suggest", () => {
  const ask = (query: string) => GET(new Request(`http://localhost/api/v1/suggest?${query}`));

  it("answers by its schema, for caches of everybody, in the language asked for", async () => {
    const answer = await ask("q=k%C3%A9rou&lang=en");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toMatch(/^public, max-age=\d\d,/);
    expect(answer.headers.get("content-language")).toBe("en");
    const { groups } = suggestionsSchema.strict().parse(await answer.json());
    expect(groups.map(({ kind }) => kind)).toEqual(["organisation", "project"]);
    expect(groups[0]?.label).toBe("Organisations");
  });

  it.each(["", "lang=fr", "q=eau&contry=SN"])("tells what it does not understand: %s", async (query) => {
    const answer = await ask(query);
    expect(answer.status).toBe(400);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect((await answer.json()).code).toBe("invalid_input");
  });
});
