import fc from "fast-check";
import { limits } from "@/lib/core/limits";
import { languages, listAddress } from "../../support/addresses";
import { ask, expect, test } from "../../support/browser";

test("an address longer than the bound is refused in the language of the visitor, one at the bound is served", async ({
  baseURL,
}) => {
  for (const language of languages) {
    const start = new URL(`${listAddress(language)}?x=`, baseURL).href;
    const served = await ask(start + "a".repeat(limits.urlLength - start.length));
    expect(served.status).toBe(200);
    const refused = await ask(start + "a".repeat(limits.urlLength - start.length + 1));
    expect(refused.status).toBe(414);
    const html = await refused.text();
    expect(html).toContain(`<html lang="${language}"`);
    expect(html).toContain(language === "fr" ? "Adresse trop longue" : "Address too long");
    expect(refused.headers.get("cache-control")).toBe("no-store");
  }
});

test("a body larger than the bound is refused", async ({ baseURL }) => {
  const response = await ask(new URL(listAddress("en"), baseURL), {
    method: "POST",
    body: "a".repeat(limits.requestBodyBytes + 1),
  });
  expect(response.status).toBe(413);
});

test("methods that change things are not served", async ({ baseURL }) => {
  for (const method of ["POST", "PUT", "DELETE", "PATCH"]) {
    const response = await ask(new URL("/api/v1/projects/p1001", baseURL), { method });
    expect(response.status, method).toBe(405);
  }
});

test("no query string breaks the list", async ({ baseURL }) => {
  test.slow();
  const hostile = fc.constantFrom(
    "'",
    '"',
    "';DROP TABLE project;--",
    "\0",
    "%00",
    "{{7*7}}",
    "../..",
    "<script>",
    "NaN",
    "-1",
    "1e9",
    "0x10",
    "99999999999999999999",
    "\u202E",
    "💥",
    "SN",
    "EAU",
    "ECO.ATTRACTIVITE",
    "1",
    "2",
    "1000",
    "1001",
    "__proto__",
    "constructor",
  );
  const value = fc.oneof(hostile, fc.string({ unit: "binary", maxLength: 60 }), fc.string({ maxLength: 60 }));
  const name = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom("country", "theme", "page", "country[]", "page[x]") },
    { weight: 1, arbitrary: value },
  );
  // Either well encoded, or raw as a careless client sends it.
  const encoded = fc
    .array(fc.tuple(name, value), { maxLength: 6 })
    .map((pairs) => new URLSearchParams(pairs.map(([key, each]) => [key, each])).toString());
  const raw = fc
    .array(fc.constantFrom("%", "%E0%A4", "%ZZ", "&", "=", "&&", "+", ";", "country=", "page=", "theme=%FF", "[", "?", "/"), {
      maxLength: 12,
    })
    .map((parts) => parts.join(""));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...languages), fc.oneof(encoded, raw), async (language, query) => {
      const response = await ask(new URL(`${listAddress(language)}?${query}`, baseURL));
      const html = await response.text();
      expect(response.status, query).toBe(200);
      expect(html).toContain(`<html lang="${language}"`);
      expect(html).toContain("</html>");
    }),
    { numRuns: 200, seed: 20_261_122 },
  );
});
