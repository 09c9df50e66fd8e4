import { ask, expect, test } from "../../support/browser";

const locations = (text: string) =>
  [...text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, loc = ""]) => loc.replaceAll("&amp;", "&"));

/** Addresses of each part that are asked for: what a part holds is made by one rule (tests/integration/sitemap holds all against it). */
const asked = 8;

test("robots.txt names the sitemap, whose addresses answer and may be shown by search engines", async ({ baseURL }) => {
  const robots = await (await ask(new URL("/robots.txt", baseURL))).text();
  const address = /^Sitemap: (\S+)$/m.exec(robots)?.[1] ?? "";
  const parts = locations(await (await ask(new URL(address))).text());
  expect(parts.map((part) => new URL(part).pathname)).toContain("/sitemaps/projects-1.xml");
  for (const part of parts) {
    const answer = await ask(new URL(part));
    expect([part, answer.status, answer.headers.get("content-type")]).toEqual([part, 200, "application/xml; charset=utf-8"]);
    const all = locations(await answer.text());
    expect(all.length, part).toBeGreaterThan(0);
    const isFixed = part.endsWith("/pages.xml");
    const step = isFixed ? 1 : Math.max(1, Math.floor(all.length / asked));
    for (const location of all.filter((_, index) => index % step === 0)) {
      const page = await ask(new URL(location), { redirect: "manual" });
      const html = await page.text();
      expect([location, page.status, /<meta name="robots"[^>]*noindex/.test(html)]).toEqual([location, 200, false]);
      expect(html).toContain(`<link rel="canonical" href="${location.replaceAll("&", "&amp;")}"`);
    }
    const again = await ask(new URL(part), { headers: { "If-None-Match": answer.headers.get("etag") ?? "" } });
    expect(again.status).toBe(304);
  }
  expect((await ask(new URL("/sitemaps/projects-999.xml", baseURL))).status).toBe(404);
});
