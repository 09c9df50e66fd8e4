import { gzipSync } from "node:zlib";
import { languages } from "../../support/addresses";
import { ask, expect, test } from "../../support/browser";

/** Bytes, gzip. The page of a project is the heaviest of those that people come for. */
const projectHtml = 40_000;
for (const language of languages) {
  for (const type of ["imported project", "showcase project", "demo project"] as const) {
    test(`${type}, ${language}: HTML of at most 40 kB`, async ({ request, addressOf }) => {
      const html = await (await request.get(addressOf(type, language))).body();
      expect(gzipSync(html).byteLength).toBeLessThanOrEqual(projectHtml);
    });
  }
}

/** Bytes, gzip: the country with most projects, all figures. */
const profileHtml = 60_000;
for (const language of languages) {
  for (const type of ["country", "French authority", "région", "theme", "statistics"] as const) {
    test(`${type}, ${language}: HTML of at most 60 kB`, async ({ request, addressOf }) => {
      const html = await (await request.get(addressOf(type, language))).body();
      expect(gzipSync(html).byteLength).toBeLessThanOrEqual(profileHtml);
    });
  }
}

test("answers are compressed for those who ask", async ({ addressOf, baseURL }) => {
  const response = await ask(new URL(addressOf("home", "fr"), baseURL), { headers: { "Accept-Encoding": "gzip" } });
  expect(response.headers.get("content-encoding")).toBe("gzip");
  expect(response.headers.get("vary")).toMatch(/accept-encoding/i);
});
