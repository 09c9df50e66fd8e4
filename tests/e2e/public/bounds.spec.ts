import fc from "fast-check";
import { limits } from "@/lib/core/limits";
import { languages, listAddress } from "../../support/addresses";
import { ask, expect, test } from "../../support/browser";
import { hostileQuery, hostileText } from "../../support/hostile-address";

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

/** A code leads to what it names, which is another page. */
const isCode = (query: URLSearchParams) => /^[pn]?\d/i.test((query.get("q") ?? "").trim());

test("no query string breaks the list, and each leads to one address in one step", async ({ baseURL }) => {
  test.slow();
  const step = async (address: string) => {
    const response = await ask(new URL(address, baseURL), { redirect: "manual" });
    return { status: response.status, location: response.headers.get("location") ?? "", html: await response.text() };
  };
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...languages), hostileQuery, async (language, query) => {
      const address = `${listAddress(language)}?${query}`;
      fc.pre(new URL(address, baseURL).href.length < limits.urlLength);
      const first = await step(address);
      expect([200, 307], query).toContain(first.status);
      if (isCode(new URLSearchParams(query))) return;
      const last = first.status === 307 ? await step(first.location) : first;
      expect([last.status, first.location], query).toEqual([200, first.location]);
      expect(last.html).toContain(`<html lang="${language}"`);
      expect(last.html).toContain("</html>");
    }),
    { numRuns: 100, seed: 20_261_122 },
  );
});

test("no query string breaks the interface: it answers, or says what it does not understand", async ({ baseURL }) => {
  test.slow();
  const forms = ["", "/csv", "/atom", "/feed"].map((form) => `/api/v1/projects${form}`);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...forms, "/api/v1/suggest"), hostileQuery, async (form, query) => {
      const response = await ask(new URL(`${form}?${query}`, baseURL));
      expect([200, 400], `${form}?${query}`).toContain(response.status);
      if (response.status === 400) expect(response.headers.get("content-type")).toBe("application/problem+json");
      await response.text();
    }),
    { numRuns: 100, seed: 20_261_123 },
  );
  await fc.assert(
    fc.asyncProperty(hostileText, async (text) => {
      const response = await ask(new URL(`/api/v1/suggest?${new URLSearchParams({ q: text })}`, baseURL));
      expect(response.status, text).toBe(200);
    }),
    { numRuns: 40, seed: 20_261_123 },
  );
});

test("a search that is as long as an address may be, and finds nothing, is answered", async ({ baseURL }) => {
  const all = (values: readonly string[]) => values.join(",");
  const numbers = (count: number, write: (index: number) => string) => all(Array.from({ length: count }, (_, i) => write(i)));
  const query = new URLSearchParams({
    q: numbers(30, (i) => `zzyx${String.fromCharCode(97 + (i % 26))} `).replaceAll(",", ""),
    year: numbers(20, (i) => `${1950 + i}..${1951 + i}`),
    amount: `${numbers(20, (i) => `${i}..${i + 1}`)},${numbers(20, (i) => `-${i}..${i + 3}`)}`,
    country: "SN,ML,BF,TG,BJ,NE,TD,CM,GA,CG,CD,CF,-MA,-DZ,-TN,-EG,-LY,-LB,-SY,-JO",
    status: "ongoing,closed,planned,-none",
    finding: "stale,no_theme,ongoing_but_ended,-any",
  });
  for (const form of ["/fr/projets", "/api/v1/projects", "/api/v1/projects/feed"]) {
    const response = await ask(new URL(`${form}?${query}`, baseURL));
    expect([form, response.status]).toEqual([form, 200]);
  }
});
