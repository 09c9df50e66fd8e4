import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LoggedServer, openWorkshop, type Workshop } from "../../support/logged-server";

let workshop: Workshop;
let server: LoggedServer;

beforeAll(async () => {
  workshop = await openWorkshop();
  // Statements are cut after this many milliseconds; what is locked below is waited for longer than that.
  const address = new URL(workshop.url);
  address.searchParams.set("statement_timeout", "300");
  server = await workshop.serve({ DATABASE_URL: address.href });
});
afterAll(async () => {
  await server?.stop();
  await workshop?.close();
});

async function whileLocked(tables: string, work: () => Promise<void>): Promise<void> {
  await workshop.sql.query(`BEGIN; LOCK TABLE ${tables} IN ACCESS EXCLUSIVE MODE`);
  try {
    await work();
  } finally {
    await workshop.sql.query("ROLLBACK");
  }
}

const ask = (address: string, init: RequestInit = {}) => fetch(server.url + address, init);
const searches = "search_row, search_count, project";
const titles = { fr: "Réponse trop longue à préparer", en: "This takes too long to answer" } as const;
const pages = { fr: "/fr/projets", en: "/en/projects" } as const;
const files = ["", "/csv", "/atom", "/feed"].map((form) => `/api/v1/projects${form}?country=SN`);

describe("a statement that takes too long is cut, and the visitor is told", () => {
  for (const language of ["fr", "en"] as const) {
    test(`${language}: on every page of a search`, async () => {
      await whileLocked(searches, async () => {
        for (const query of ["", "?q=eau", "?country=SN&view=map", "?view=table", "?q=eau&sort=oldest"]) {
          const response = await ask(pages[language] + query);
          const html = await response.text();
          expect([query, response.status, response.headers.get("retry-after")]).toEqual([query, 503, "60"]);
          expect(response.headers.get("cache-control")).toBe("no-store");
          expect(response.headers.get("etag")).toBeNull();
          expect(html).toContain(`<html lang="${language}"`);
          expect(html).toContain(titles[language]);
          expect(html).not.toMatch(/57014|statement|prisma|postgres/i);
        }
        const head = await ask(pages[language], { method: "HEAD" });
        expect([head.status, await head.text()]).toEqual([503, ""]);
      });
      expect((await ask(pages[language])).status).toBe(200);
    });

    test(`${language}: by the API, as a file, in feeds, and while typing`, async () => {
      const addresses = [...files, "/api/v1/suggest?q=paris"].map((address) => `${address}&lang=${language}`);
      await whileLocked(searches, async () => {
        for (const address of addresses) {
          const response = await ask(address);
          expect([address, response.status, response.headers.get("retry-after")]).toEqual([address, 503, "60"]);
          expect(response.headers.get("content-type")).toBe("application/problem+json");
          expect(response.headers.get("cache-control")).toBe("no-store");
          expect(response.headers.get("etag")).toBeNull();
          expect(await response.json()).toMatchObject({ status: 503, code: "too_slow", title: titles[language] });
        }
      });
      for (const address of addresses) expect([address, (await ask(address)).status]).toEqual([address, 200]);
    });
  }

  test("is noted in the log with its code, and without the words of the search", async () => {
    const written = server.lines().filter(({ code }) => code === "too_slow");
    expect(written.length).toBeGreaterThan(0);
    expect(JSON.stringify(written)).not.toContain("eau");
  });

  test("a file that fails when it has begun does not end as if it were whole", async () => {
    await whileLocked("funding_line", async () => {
      const response = await ask("/api/v1/projects/csv");
      expect(response.status).toBe(200);
      await expect(response.text()).rejects.toThrow();
    });
    expect((await (await ask("/api/v1/projects/csv")).text()).split("\r\n").length).toBeGreaterThan(2);
  });
});
