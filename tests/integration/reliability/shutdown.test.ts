import http from "node:http";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LoggedServer, openWorkshop, type Workshop } from "../../support/logged-server";

let workshop: Workshop;

beforeAll(async () => {
  workshop = await openWorkshop();
});

afterAll(() => workshop?.close());

/** A visitor on a connection of its own: the status, or "refused". */
function visit(address: string): Promise<number | "refused"> {
  return fetch(address, { headers: { Connection: "close" } }).then(
    async (response) => {
      await response.arrayBuffer();
      return response.status;
    },
    () => "refused" as const,
  );
}

/** Statements of the portal that wait for a lock of ours. */
async function waiting(observer: pg.Client): Promise<number> {
  const { rows } = await observer.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  return rows[0]?.count ?? 0;
}

/** Asks for a page that waits for a lock of ours, sends the signal, sees new visitors refused, and lets the page be made. */
async function stopDuringRequest<T>(
  { server, observer, signal }: { server: LoggedServer; observer: pg.Client; signal: NodeJS.Signals },
  ask: (address: string) => Promise<T>,
): Promise<T> {
  const { sql } = workshop;
  await sql.query("BEGIN");
  try {
    await sql.query("LOCK TABLE project IN ACCESS EXCLUSIVE MODE");
    const underWay = ask(`${server.url}/en/projects`);
    await expect.poll(() => waiting(observer), { timeout: 20_000 }).toBeGreaterThan(0);
    server.process.kill(signal);
    await expect.poll(() => visit(`${server.url}/api/health`), { timeout: 8_000 }).toBe("refused");
    expect(server.process.exitCode).toBeNull();
    await sql.query("COMMIT");
    return await underWay;
  } finally {
    await sql.query("ROLLBACK");
  }
}

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  test(`${signal}: the request under way is answered, new ones are refused, the process ends with 0`, async () => {
    const server = await workshop.serve();
    const observer = new pg.Client({ connectionString: workshop.url });
    await observer.connect();
    try {
      const response = await stopDuringRequest({ server, observer, signal }, fetch);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain("</html>");
      expect(await server.ended).toBe(0);
      const connections = "SELECT 1 FROM pg_stat_activity WHERE application_name = 'atlas' AND datname = current_database()";
      await expect.poll(async () => (await observer.query(connections)).rowCount, { timeout: 5_000 }).toBe(0);
    } finally {
      await observer.end();
      await server.stop();
    }
  });
}

test("a proxy that goes on using its connection is told to leave it, and the process still ends with 0", async () => {
  const server = await workshop.serve();
  const observer = new pg.Client({ connectionString: workshop.url });
  await observer.connect();
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (address: string) =>
    new Promise<number | "refused">((resolve) => {
      http
        .get(address, { agent }, (response) => response.resume().once("end", () => resolve(response.statusCode ?? 0)))
        .once("error", () => resolve("refused"));
    });
  try {
    expect(await stopDuringRequest({ server, observer, signal: "SIGTERM" }, ask)).toBe(200);
    // At once, before the server could see the connection idle.
    let next = await ask(`${server.url}/api/health`);
    while (next !== "refused") next = await ask(`${server.url}/api/health`);
    expect(await server.ended).toBe(0);
  } finally {
    agent.destroy();
    await observer.end();
    await server.stop();
  }
});

test("a server that nobody asked anything ends with 0, too", async () => {
  const server = await workshop.serve();
  server.process.kill("SIGTERM");
  expect(await server.ended).toBe(0);
});
