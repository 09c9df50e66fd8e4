import { afterAll, beforeAll, expect, test } from "vitest";
import { canaryKey, publicAgent } from "../../support/canary-record";
import { openWorkshop, type Workshop } from "../../support/logged-server";

let workshop: Workshop;

beforeAll(async () => {
  workshop = await openWorkshop();
});

afterAll(() => workshop?.close());

/** What a visitor sends that says who it is, and what the record holds of people. */
const visitor = {
  "X-Forwarded-For": "203.0.113.77",
  "User-Agent": "Canari-Agent/1.0",
  Cookie: "canari=1",
  Referer: "https://example.org/canari-referer",
};
const secrets = [
  "203.0.113.77",
  "127.0.0.1",
  "visitor",
  "example.org",
  "Dupont",
  "Marie",
  "Canari-Agent",
  "canari=1",
  "canari-referer",
  publicAgent,
  "Canari",
  "Directrice",
  "postgresql:",
];

async function addressesToVisit(): Promise<string[]> {
  const { rows } = await workshop.sql.query<{ id: string; slug: string }>(
    "SELECT public_id AS id, slug_fr AS slug FROM project WHERE source_key = $1",
    [canaryKey],
  );
  const { id = "", slug = "" } = rows[0] ?? {};
  return [
    "/",
    "/fr",
    // The second time from the cache.
    "/fr",
    "/en/projects?country=CA&theme=ECO&email=visitor%40example.org",
    "/fr/projets?page=2&recherche=Marie+Dupont",
    `/fr/projets/${id}-${slug}`,
    `/fr/projets/${id}`,
    `/api/v1/projects/${id}?lang=en`,
    "/api/v1/projects/p999999999",
    "/api/health",
    "/en/nowhere",
    `/fr/projets?x=${"a".repeat(5_000)}`,
  ];
}

test("one JSON line for each answer, under the id that the visitor got, without anything about people", async () => {
  const server = await workshop.serve();
  const answers: { id: string; status: number; path: string }[] = [];
  try {
    for (const address of await addressesToVisit()) {
      const response = await fetch(server.url + address, { redirect: "manual", headers: visitor });
      await response.arrayBuffer();
      const path = new URL(address, server.url).pathname;
      answers.push({ id: response.headers.get("x-request-id") ?? "", status: response.status, path });
    }
  } finally {
    await server.stop();
  }
  expect(new Set(answers.map(({ id }) => id)).size).toBe(answers.length);
  const requests = server.lines().filter(({ msg }) => msg === "request");
  for (const { id, status, path } of answers) {
    const lines = requests.filter((line) => line.request_id === id);
    expect(
      lines.map((line) => ({ status: line.status, path: line.path })),
      path,
    ).toEqual([{ status, path }]);
    expect(typeof lines[0]?.ms).toBe("number");
    expect(lines[0]?.locale).toMatch(/^(fr|en)$/);
  }
  const withParameters = requests.find(({ parameters }) => (parameters as string[]).includes("email"));
  expect(withParameters?.parameters).toEqual(["country", "theme", "email"]);
  const written = JSON.stringify(server.lines());
  for (const secret of secrets) expect(written, secret).not.toContain(secret);
});

test("an id given by a proxy is kept, a forged one is not", async () => {
  const server = await workshop.serve();
  try {
    const ask = async (id: string) => {
      const response = await fetch(`${server.url}/api/health`, { headers: { "X-Request-Id": id } });
      return response.headers.get("x-request-id");
    };
    expect(await ask("given-by-a-proxy-1")).toBe("given-by-a-proxy-1");
    for (const forged of ['x","forged":"1', "short", "a".repeat(65)]) expect(await ask(forged)).toMatch(/^[0-9a-f-]{36}$/);
  } finally {
    await server.stop();
  }
});

test("a failure is told under the id that the visitor sees, and without values", async () => {
  const server = await workshop.serve();
  await workshop.sql.query("ALTER TABLE project_place RENAME TO project_place_away");
  let response: Response;
  let html: string;
  try {
    response = await fetch(`${server.url}/en/projects?country=CA`);
    html = await response.text();
  } finally {
    await workshop.sql.query("ALTER TABLE project_place_away RENAME TO project_place");
    await server.stop();
  }
  const id = response.headers.get("x-request-id") ?? "none";
  expect(response.status).toBe(500);
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(html).toContain('<html lang="en"');
  expect(html).toContain("An error occurred");
  expect(html).toContain(id);
  expect(html).not.toMatch(/project_place|relation|prisma|42P01/i);
  const lines = server.lines().filter((line) => line.request_id === id);
  expect(lines.filter(({ msg }) => msg === "request")).toHaveLength(1);
  expect(lines.filter(({ code }) => code === "internal")).not.toHaveLength(0);
});
