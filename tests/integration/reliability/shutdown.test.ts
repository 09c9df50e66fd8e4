import { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { ensureBuilt } from "@/lib/launcher/build";
import { type Server, startServer } from "@/lib/launcher/serve";
import { freePort } from "@/lib/postgres/cluster";
import { canaryKey, publicAgent } from "../../support/canary-record";
import { cloneDatabase } from "../../support/database";
import { ensureTestRecords } from "../../support/test-records";

const folder = mkdtempSync(path.join(tmpdir(), "atlas-shutdown-"));
let database: { url: string; drop(): Promise<void> };
let sql: pg.Client;

beforeAll(async () => {
  [database] = await Promise.all([cloneDatabase("template_reference"), ensureBuilt()]);
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  await ensureTestRecords(sql);
});

afterAll(async () => {
  await sql?.end();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** A server of its own on the cloned database; `lines` reads its log as far as it is written. */
async function serve(name: string): Promise<Server & { lines(): Record<string, unknown>[] }> {
  const file = path.join(folder, `${name}.log`);
  const port = await freePort();
  const server = await startServer({
    host: "localhost",
    port,
    databaseUrl: database.url,
    publicUrl: `http://localhost:${port}`,
    output: openSync(file, "a"),
  });
  const lines = () => {
    const written = readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line.startsWith("{"));
    return written.map((line) => JSON.parse(line) as Record<string, unknown>);
  };
  return { ...server, lines };
}

/** Number of statements that wait for a lock of ours. */
async function waiting(): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  return rows[0]?.count ?? 0;
}

describe("the portal is told to stop", () => {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    test(`${signal}: the request under way is answered, new ones are refused, the process ends with 0`, async () => {
      const server = await serve(signal);
      await sql.query("BEGIN");
      await sql.query("LOCK TABLE project IN ACCESS EXCLUSIVE MODE");
      const underWay = fetch(`${server.url}/en/projects`);
      const locker = new pg.Client({ connectionString: database.url });
      await locker.connect();
      await expect.poll(waiting, { timeout: 10_000 }).toBeGreaterThan(0);
      server.process.kill(signal);
      await expect
        .poll(
          () =>
            fetch(`${server.url}/api/health`).then(
              (response) => response.status,
              () => "refused",
            ),
          { timeout: 5_000 },
        )
        .toBe("refused");
      expect(server.process.exitCode).toBeNull();
      await sql.query("COMMIT");
      const response = await underWay;
      expect(response.status).toBe(200);
      expect(await response.text()).toContain("</html>");
      expect(await server.ended).toBe(0);
      await expect
        .poll(
          async () =>
            (
              await locker.query(
                "SELECT 1 FROM pg_stat_activity WHERE application_name = 'atlas' AND datname = current_database()",
              )
            ).rowCount,
        )
        .toBe(0);
      await locker.end();
    });
  }
});

describe("the log of requests", () => {
  test("one JSON line for each answer, under the id that the visitor got, without anything about people", async () => {
    const server = await serve("requests");
    const { rows } = await sql.query<{ id: string; slug: string }>(
      "SELECT public_id AS id, slug_fr AS slug FROM project WHERE source_key = $1",
      [canaryKey],
    );
    const record = `${rows[0]?.id}-${rows[0]?.slug}`;
    const visits = [
      "/",
      "/fr",
      "/fr",
      "/en/projects?country=CA&theme=ECO&email=visitor%40example.org",
      "/fr/projets?page=2&recherche=Marie+Dupont",
      `/fr/projets/${record}`,
      `/fr/projets/${rows[0]?.id}`,
      `/api/v1/projects/${rows[0]?.id}?lang=en`,
      "/api/v1/projects/p999999999",
      "/api/health",
      "/en/nowhere",
      `/fr/projets?x=${"a".repeat(5_000)}`,
    ];
    const given = {
      "X-Forwarded-For": "203.0.113.77",
      "User-Agent": "Canari-Agent/1.0",
      Cookie: "canari=1",
      Referer: "https://example.org/canari-referer",
    };
    const answers: { id: string; status: number; path: string }[] = [];
    for (const address of visits) {
      const response = await fetch(server.url + address, { redirect: "manual", headers: given });
      await response.arrayBuffer();
      answers.push({
        id: response.headers.get("x-request-id") ?? "",
        status: response.status,
        path: new URL(address, server.url).pathname,
      });
    }
    const asked = await fetch(`${server.url}/api/health`, { headers: { "X-Request-Id": "given-by-a-proxy-1" } });
    expect(asked.headers.get("x-request-id")).toBe("given-by-a-proxy-1");
    const forged = await fetch(`${server.url}/api/health`, { headers: { "X-Request-Id": 'x","forged":"1' } });
    expect(forged.headers.get("x-request-id")).not.toContain("forged");
    await server.stop();

    expect(new Set(answers.map(({ id }) => id)).size).toBe(visits.length);
    const requests = server.lines().filter(({ msg }) => msg === "request");
    for (const { id, status, path: asked } of answers) {
      const lines = requests.filter((line) => line.request_id === id);
      expect(
        lines.map((line) => ({ status: line.status, path: line.path })),
        asked,
      ).toEqual([{ status, path: asked }]);
      expect(typeof lines[0]?.ms).toBe("number");
      expect(lines[0]?.locale).toMatch(/^(fr|en)$/);
    }
    expect(requests.find(({ parameters }) => (parameters as string[]).includes("email"))?.parameters).toEqual([
      "country",
      "theme",
      "email",
    ]);
    const all = JSON.stringify(server.lines());
    for (const secret of [
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
    ])
      expect(all, secret).not.toContain(secret);
  });

  test("a failure is told with the digest and the id that the visitor sees, and without values", async () => {
    const server = await serve("failures");
    await sql.query("ALTER TABLE project_place RENAME TO project_place_away");
    let html = "";
    let id = "";
    try {
      const response = await fetch(`${server.url}/en/projects?country=CA`);
      expect(response.status).toBe(500);
      id = response.headers.get("x-request-id") ?? "";
      html = await response.text();
    } finally {
      await sql.query("ALTER TABLE project_place_away RENAME TO project_place");
    }
    expect(html).toContain('<html lang="en"');
    expect(html).toContain("An error occurred");
    expect(html).toContain(id);
    expect(html).not.toMatch(/project_place|relation|prisma|42P01/i);
    await server.stop();
    const failed = server.lines().filter((line) => line.request_id === id);
    expect(failed.filter(({ msg }) => msg === "request")).toHaveLength(1);
    expect(failed.find(({ code }) => code === "internal")).toBeDefined();
  });
});

test("a wrong configuration stops the server with the name of the variable, never its value", async () => {
  expect(inject("clusterUrl")).toContain("postgresql://");
  const file = path.join(folder, "wrong.log");
  const port = await freePort();
  const started = startServer({
    host: "localhost",
    port,
    databaseUrl: "mysql://user:secret-value@localhost/atlas",
    publicUrl: "not an address",
    output: openSync(file, "a"),
  });
  await expect(started).rejects.toThrow();
  const said = readFileSync(file, "utf8");
  expect(said).toContain("DATABASE_URL");
  expect(said).toContain("PUBLIC_URL");
  expect(said).not.toContain("secret-value");
});
