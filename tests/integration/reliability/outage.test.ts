import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBackup } from "@/lib/backup/read";
import { restoreBackup } from "@/lib/backup/restore";
import { writeBackup } from "@/lib/backup/write";
import { canaryKey, canaryLegacyId } from "../../support/canary-record";
import { clusterFolder } from "../../support/cluster-folder.mjs";
import { cloneDatabase } from "../../support/database";
import { type Portal, startPortal } from "../../support/e2e-server";
import { hostileKey } from "../../support/hostile-record";
import { singleValue } from "../../support/rows";
import { ensureTestRecords } from "../../support/test-records";

let portal: Portal;
/** Addresses of two records; the second is asked for only while the database is stopped. */
let cached: string[];
let fresh: Record<"fr" | "en", string>;

const get = (address: string, headers: Record<string, string> = {}) =>
  fetch(portal.baseUrl + address, { redirect: "manual", headers });

beforeAll(async () => {
  // The portal's own PostgreSQL, which is stopped below, gets a copy of the reference data.
  const reference = await cloneDatabase("template_small");
  const place = clusterFolder();
  const file = path.join(place.folders.folder, "reference.tar.gz");
  portal = await startPortal({
    place,
    fill: async (url) => {
      await writeBackup(reference.url, file);
      await restoreBackup(url, await openBackup(file));
      return url;
    },
  });
  await reference.drop();
  const sql = new pg.Client({ connectionString: portal.databaseUrl });
  await sql.connect();
  await ensureTestRecords(sql);
  const slugOf = (language: "fr" | "en", key: string) =>
    singleValue<string>(sql, `SELECT public_id || '-' || slug_${language} AS value FROM project WHERE source_key = $1`, [key]);
  cached = [
    "/fr",
    "/en",
    "/fr/a-propos",
    "/en/accessibility",
    `/fr/projets/${await slugOf("fr", canaryKey)}`,
    `/en/projects/${await slugOf("en", canaryKey)}`,
  ];
  fresh = { fr: `/fr/projets/${await slugOf("fr", hostileKey)}`, en: `/en/projects/${await slugOf("en", hostileKey)}` };
  await sql.end();
});

afterAll(async () => {
  await portal?.startDatabase();
  await portal?.stop();
});

const words = { fr: "Service momentanément indisponible", en: "Service temporarily unavailable" } as const;

describe("the database stops while the portal serves", () => {
  test("before, everything answers", async () => {
    for (const address of cached) expect((await get(address)).status, address).toBe(200);
    expect((await get("/api/ready")).status).toBe(200);
    await portal.stopDatabase();
  });

  test("pages that were read before still answer, whole", async () => {
    for (const address of cached) {
      const response = await get(address);
      expect(response.status, address).toBe(200);
      const html = await response.text();
      expect(html).toContain("<main");
      expect(html).toContain("</html>");
    }
  });

  test("pages that were not answer 503 in the language of the visitor, with the time to come back", async () => {
    const addresses = {
      fr: [fresh.fr, "/fr/projets", "/fr/projets?page=2", `/legacy/projects/${canaryLegacyId}`],
      en: [fresh.en, "/en/projects", "/en/projects?country=CA"],
    };
    for (const language of ["fr", "en"] as const) {
      for (const address of addresses[language]) {
        const response = await get(address);
        const html = await response.text();
        expect(response.status, address).toBe(503);
        expect(Number(response.headers.get("retry-after")), address).toBeGreaterThan(0);
        expect(response.headers.get("cache-control"), address).toBe("no-store");
        expect(response.headers.get("content-type"), address).toBe("text/html; charset=utf-8");
        expect(html).toContain(`<html lang="${language}"`);
        expect(html).toContain(words[language]);
        expect(html).toContain(response.headers.get("x-request-id"));
        // Nothing of the cause reaches the visitor.
        expect(html).not.toMatch(/ECONNREFUSED|prisma|postgres|127\.0\.0\.1|\bat .*\.js/i);
      }
    }
  });

  test("the error page is as well protected as the others", async () => {
    const { headers } = await get(fresh.en);
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("referrer-policy")).toBe("strict-origin-when-cross-origin");
    expect(headers.get("set-cookie")).toBeNull();
    expect(headers.get("x-powered-by")).toBeNull();
  });

  test("a compressed answer and a HEAD request get the same status", async () => {
    const compressed = await get(fresh.fr, { "Accept-Encoding": "gzip, br" });
    expect(compressed.status).toBe(503);
    expect(await compressed.text()).toContain(words.fr);
    const head = await fetch(portal.baseUrl + fresh.fr, { method: "HEAD" });
    expect(head.status).toBe(503);
    expect(await head.text()).toBe("");
  });

  test("all who ask at the same time are told the same: their page is made once, and fails once", async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => get(fresh.en)));
    for (const answer of answers) expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining(words.en)]);
  });

  test("the API answers with a problem in the language asked for", async () => {
    const response = await get("/api/v1/projects/p1001?lang=en");
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("5");
    expect(response.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(await response.json()).toMatchObject({ status: 503, code: "database_unavailable", title: words.en });
  });

  test("the process is healthy, the portal is not ready", async () => {
    expect((await get("/api/health")).status).toBe(200);
    const ready = await get("/api/ready");
    expect(ready.status).toBe(503);
    expect(ready.headers.get("retry-after")).toBe("5");
    expect(await ready.json()).toEqual({ status: "unavailable", checks: { database: false, migrations: false } });
  });

  test("an unknown address is still not found", async () => {
    expect((await get("/en/nowhere")).status).toBe(404);
  });

  test("the database returns, and the same process serves again within seconds", async () => {
    await portal.startDatabase();
    await expect.poll(async () => (await get("/api/ready")).status, { timeout: 10_000, interval: 100 }).toBe(200);
    for (const address of [...cached, fresh.fr, fresh.en, "/fr/projets", "/en/projects", "/api/v1/schema/project"]) {
      expect((await get(address)).status, address).toBe(200);
    }
    expect((await get(`/legacy/projects/${canaryLegacyId}`)).status).toBe(308);
    // Still there: the signal 0 only asks.
    expect(process.kill(portal.pid, 0)).toBe(true);
  });

  test("a burst of requests through a restart never gets anything but pages and 503", async () => {
    const statuses = new Set<number>();
    let restarted = false;
    const visitor = async (number: number) => {
      for (let visit = 0; !restarted || visit < 5; visit++) {
        const response = await get(`/${number % 2 ? "fr/projets" : "en/projects"}?page=${visit + 2}`);
        await response.text();
        statuses.add(response.status);
      }
    };
    const visitors = Array.from({ length: 8 }, (_, number) => visitor(number));
    await portal.stopDatabase();
    await expect.poll(() => [...statuses], { timeout: 10_000 }).toContain(503);
    await portal.startDatabase();
    await expect.poll(async () => (await get("/en/projects")).status, { timeout: 10_000 }).toBe(200);
    restarted = true;
    await Promise.all(visitors);
    expect([...statuses].sort()).toEqual([200, 503]);
  });
});
