import { gzipSync } from "node:zlib";
import { languages, pageTypes } from "../../support/addresses";
import { ask, expect, test } from "../../support/browser";

/** Bytes, gzip. The page of a project is the heaviest of those that people come for. */
const projectHtml = 40_000;
/** An empty page of Next ships 135.5 kB; public pages may add 5 kB. */
const scripts = 135_500 + 5_000;

for (const language of languages) {
  for (const type of ["imported project", "showcase project", "demo project"] as const) {
    test(`${type}, ${language}: HTML of at most 40 kB`, async ({ request, addressOf }) => {
      const html = await (await request.get(addressOf(type, language))).body();
      expect(gzipSync(html).byteLength).toBeLessThanOrEqual(projectHtml);
    });
  }

  for (const type of pageTypes) {
    test(`${type}, ${language}: scripts of at most 140.5 kB`, async ({ page, addressOf }) => {
      const loaded: Promise<number>[] = [];
      page.on("response", (response) => {
        if (response.request().resourceType() === "script")
          loaded.push(response.body().then((body) => gzipSync(body).byteLength));
      });
      await page.goto(addressOf(type, language), { waitUntil: "networkidle" });
      const total = (await Promise.all(loaded)).reduce((sum, bytes) => sum + bytes, 0);
      expect(total).toBeLessThanOrEqual(scripts);
    });
  }
}

test("answers are compressed for those who ask", async ({ addressOf, baseURL }) => {
  const response = await ask(new URL(addressOf("home", "fr"), baseURL), { headers: { "Accept-Encoding": "gzip" } });
  expect(response.headers.get("content-encoding")).toBe("gzip");
  expect(response.headers.get("vary")).toMatch(/accept-encoding/i);
});
