import { type Project, projectSchema } from "@/lib/projects/schema";
import { languages } from "../../support/addresses";
import { ask, expect, test } from "../../support/browser";

const idOf = (address: string) => /\/(p\d+)-/.exec(address)?.[1] ?? "";
const records = ["imported project", "showcase project", "demo project"] as const;

for (const type of records) {
  for (const language of languages) {
    test(`${type}, ${language}: the record as JSON keeps to its schema and has the golden facts`, async ({
      addressOf,
      baseURL,
    }) => {
      const response = await ask(new URL(`/api/v1/projects/${idOf(addressOf(type, language))}?lang=${language}`, baseURL));
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toMatch(/^application\/json/);
      expect(response.headers.get("content-language")).toBe(language);
      expect(response.headers.get("access-control-allow-origin")).toBe("*");
      expect(response.headers.get("x-robots-tag")).toBe(type === "demo project" ? "noindex" : null);
      const body: unknown = await response.json();
      const project = projectSchema.strict().parse(body);
      expect(project.origin).toBe(type === "demo project" ? "demo" : type === "imported project" ? "imported" : "manual");
      if (type === "imported project") expectGolden(project);
    });
  }
}

function expectGolden(project: Project): void {
  expect(project.signedYear).toBe(2017);
  expect(project.start).toEqual({ date: "2017-01-01", precision: "year" });
  expect(project.end).toEqual({ date: "2018-12-31", precision: "day" });
  expect(project.form?.code).toBe("decentralised_cooperation_project");
  expect(project.declaredStatus?.code).toBe("ongoing");
  expect(project.computedStatus).toBe("end_date_passed");
  expect(project.lastConfirmedOn).toBeNull();
  expect(project.threeYearFunding).toBe(false);
  expect(project.communicationInFrance).toBe(false);
  expect(project.communicationAbroad).toBe(true);
  expect(project.evaluation).toBe(true);
  expect(project.themes.map(({ rank, path }) => [rank, path.map(({ code }) => code)])).toEqual([
    [0, ["ECO", "ECO.ATTRACTIVITE", "ECO.ATTRACTIVITE.POLES"]],
  ]);
  expect(project.funding).toHaveLength(8);
  expect(
    project.funding.every(({ schemes, kind, currency }) => schemes.length === 0 && kind === "cofunding" && currency === "EUR"),
  ).toBe(true);
  const sum = (year: number) =>
    project.funding.reduce((total, line) => total + (line.year === year ? (line.amount ?? Number.NaN) : 0), 0);
  expect([sum(2017), sum(2018)]).toEqual([45_685, 49_685]);
  const lead = project.organisations.find(({ roles }) => roles.some(({ code }) => code === "lead_authority"));
  expect(lead?.codes).toContainEqual({ scheme: "siren", code: "200033181" });
  const partner = project.organisations.find(({ roles }) => roles.some(({ code }) => code === "foreign_partner"));
  expect([partner?.name, partner?.country?.code, partner?.kind.isAuthority]).toEqual(["Québec International", "CA", false]);
  const unattributed = project.funding.filter(({ funder }) => funder.side === "unattributed");
  expect(unattributed.map(({ year, amount }) => [year, amount])).toEqual([
    [2017, 10_514],
    [2018, 10_514],
  ]);
  expect([project.volunteers, project.partnerContacts]).toEqual([0, 1]);
  expect(project.texts.map(({ field }) => field).sort()).toEqual([
    "background",
    "beneficiaries",
    "context",
    "description",
    "objectives",
  ]);
}

test("the two languages tell the same facts", async ({ addressOf, baseURL }) => {
  const read = async (language: string) =>
    projectSchema.parse(
      await (await ask(new URL(`/api/v1/projects/${idOf(addressOf("demo project", "fr"))}?lang=${language}`, baseURL))).json(),
    );
  const [french, english] = [await read("fr"), await read("en")];
  const facts = ({ funding, start, end, themes, computedStatus, signedYear }: Project) => ({
    funding: funding.map(({ year, amount, currency }) => ({ year, amount, currency })),
    start,
    end,
    themes: themes.map(({ path }) => path.map(({ code }) => code)),
    computedStatus,
    signedYear,
  });
  expect(facts(french)).toEqual(facts(english));
  expect(french.themes[0]?.path[0]?.label).not.toBe(english.themes[0]?.path[0]?.label);
});

test("an unknown language falls back to French", async ({ addressOf, baseURL }) => {
  for (const query of ["", "?lang=de", "?lang=", "?lang=fr&lang=en"]) {
    const response = await ask(new URL(`/api/v1/projects/${idOf(addressOf("demo project", "fr"))}${query}`, baseURL));
    expect(response.headers.get("content-language"), query).toBe("fr");
  }
});

for (const id of ["p999999999", "p0", "n1001", "x", "p1e3", "p%27", "p9999999999999", "%00"]) {
  test(`${id}: an unknown record is a problem in the language asked for`, async ({ baseURL }) => {
    for (const language of languages) {
      const response = await ask(new URL(`/api/v1/projects/${id}?lang=${language}`, baseURL));
      expect(response.status).toBe(404);
      expect(response.headers.get("content-type")).toMatch(/^application\/problem\+json/);
      expect(await response.json()).toMatchObject({
        type: "about:blank",
        status: 404,
        code: "not_found",
        title: language === "fr" ? "Page introuvable" : "Page not found",
      });
    }
  });
}

test("the schema of the API is published, and says what every answer holds", async ({ baseURL, addressOf }) => {
  const response = await ask(new URL("/api/v1/schema/project", baseURL));
  expect(response.headers.get("content-type")).toMatch(/^application\/schema\+json/);
  const schema = (await response.json()) as { $schema: string; required: string[]; properties: Record<string, unknown> };
  expect(schema.$schema).toContain("json-schema.org");
  const record = await (await ask(new URL(`/api/v1/projects/${idOf(addressOf("demo project", "en"))}`, baseURL))).json();
  expect(Object.keys(record as object).sort()).toEqual(Object.keys(schema.properties).sort());
  expect([...schema.required].sort()).toEqual(Object.keys(schema.properties).sort());
});

test("health speaks of the process, readiness of the database and its migrations", async ({ baseURL }) => {
  const health = await ask(new URL("/api/health", baseURL));
  expect([health.status, await health.json()]).toEqual([200, { status: "ok" }]);
  const ready = await ask(new URL("/api/ready", baseURL));
  expect([ready.status, await ready.json()]).toEqual([200, { status: "ready", checks: { database: true, migrations: true } }]);
  for (const response of [health, ready]) expect(response.headers.get("cache-control")).toBe("no-store");
});

test.describe("demo records", () => {
  for (const language of languages) {
    test(`${language}: each demo record of a list is marked, no other is`, async ({ page, sql, addressOf }) => {
      await page.goto(addressOf("list", language));
      const cards = await page.locator("main article h3 a, main article h2 a").evaluateAll((links) =>
        links.map((link) => ({
          id: /\/(p\d+)-/.exec(link.getAttribute("href") ?? "")?.[1] ?? "",
          text: link.textContent ?? "",
        })),
      );
      const demo = await sql.query<{ id: string }>(
        "SELECT public_id AS id FROM project WHERE origin = 'demo' AND public_id = ANY($1)",
        [cards.map(({ id }) => id)],
      );
      const ids = new Set(demo.rows.map(({ id }) => id));
      expect(ids.size).toBeGreaterThan(0);
      for (const { id, text } of cards) expect(/^\[D[ée]mo\] /.test(text), `${id} ${text}`).toBe(ids.has(id));
    });
  }
});
