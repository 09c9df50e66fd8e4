import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LoggedServer, openWorkshop, type Workshop } from "../../support/logged-server";

let workshop: Workshop;
let server: LoggedServer;

beforeAll(async () => {
  workshop = await openWorkshop();
  server = await workshop.serve({ API_REQUESTS_PER_MINUTE: "4", EXPORTS_PER_MINUTE: "2" });
});
afterAll(async () => {
  await server?.stop();
  await workshop?.close();
});

/** A request of a client, as the operator's proxy hands it on. */
const ask = (client: string, address: string, headers: Record<string, string> = {}) =>
  fetch(server.url + address, { headers: { "X-Forwarded-For": client, ...headers } });

async function statuses(client: string, address: string, times: number): Promise<number[]> {
  const all: number[] = [];
  for (let i = 0; i < times; i++) all.push((await ask(client, address)).status);
  return all;
}

describe("requests of one client", () => {
  test("are told what is left, and answered 429 with Retry-After beyond it, in its language", async () => {
    const client = "203.0.113.1";
    const first = await ask(client, "/api/v1/projects");
    expect(first.status).toBe(200);
    expect(first.headers.get("ratelimit-policy")).toBe('"api";q=4;w=60');
    expect(first.headers.get("ratelimit")).toMatch(/^"api";r=3;t=\d{1,2}$/);
    expect(first.headers.get("retry-after")).toBeNull();
    expect(await statuses(client, "/api/v1/projects/p999999999", 3)).toEqual([404, 404, 404]);
    for (const [language, title] of [
      ["fr", "Trop de demandes"],
      ["en", "Too many requests"],
    ]) {
      const refused = await ask(client, `/api/v1/projects?lang=${language}`);
      expect(refused.status).toBe(429);
      expect(refused.headers.get("content-type")).toBe("application/problem+json");
      expect(refused.headers.get("cache-control")).toBe("no-store");
      expect(refused.headers.get("ratelimit")).toMatch(/^"api";r=0;t=\d{1,2}$/);
      const seconds = Number(refused.headers.get("retry-after"));
      expect(seconds).toBeGreaterThanOrEqual(1);
      expect(seconds).toBeLessThanOrEqual(60);
      expect(await refused.json()).toMatchObject({ status: 429, code: "too_many_requests", title });
    }
  });

  test("of files and feeds have a bound of their own, together", async () => {
    const client = "203.0.113.2";
    expect(await statuses(client, "/api/v1/projects/csv", 1)).toEqual([200]);
    expect(await statuses(client, "/api/v1/projects/atom", 2)).toEqual([200, 429]);
    expect(await statuses(client, "/api/v1/projects/feed", 1)).toEqual([429]);
    expect(await statuses(client, "/api/v1/projects", 4)).toEqual([200, 200, 200, 200]);
  });

  test("are counted by the network of an IPv6 address, and nobody else's are", async () => {
    for (let i = 1; i <= 4; i++) expect(await statuses(`2001:db8:1:1::${i}`, "/api/v1/projects/p1", 1)).toEqual([404]);
    expect(await statuses("2001:db8:1:1:ffff::9", "/api/v1/projects/p1", 1)).toEqual([429]);
    expect(await statuses("2001:db8:1:2::1", "/api/v1/projects/p1", 1)).toEqual([404]);
  });

  test("cannot be hidden by what the client says of itself", async () => {
    for (let i = 1; i <= 4; i++) expect(await statuses(`198.51.100.${i}, 203.0.113.3`, "/api/v1/projects/p1", 1)).toEqual([404]);
    const refused = await ask("198.51.100.9, 203.0.113.3", "/api/v1/projects/p1", { "X-Client-Address": "198.51.100.9" });
    expect(refused.status).toBe(429);
  });

  test("for a sign of life are not counted, nor are pages", async () => {
    const client = "203.0.113.4";
    expect(new Set(await statuses(client, "/api/health", 6))).toEqual(new Set([200]));
    expect(new Set(await statuses(client, "/api/ready", 6))).toEqual(new Set([200]));
    expect(new Set(await statuses(client, "/en/projects", 6))).toEqual(new Set([200]));
  });
});

test("nothing is counted where the configuration says so", async () => {
  const open = await workshop.serve({ API_REQUESTS_PER_MINUTE: "0", EXPORTS_PER_MINUTE: "0" });
  try {
    const answer = await fetch(`${open.url}/api/v1/projects/feed`);
    expect([answer.status, answer.headers.get("ratelimit-policy"), answer.headers.get("ratelimit")]).toEqual([200, null, null]);
  } finally {
    await open.stop();
  }
});
