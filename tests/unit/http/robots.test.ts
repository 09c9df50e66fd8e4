import { describe, expect, it } from "vitest";
import { accountPaths } from "@/lib/accounts/permissions";
import { href, type Target } from "@/lib/i18n/href";
import { locales } from "@/lib/i18n/locales";
import { robotsText } from "@/lib/sitemap/robots";

const text = robotsText("https://atlas.example.org");

/** Rules for all robots, as RFC 9309 reads them: the longest that matches decides; of equals, Allow. */
function isAllowed(address: string): boolean {
  const rules = [...text.matchAll(/^(Allow|Disallow): (\S+)$/gm)].map(([, kind, path = ""]) => ({
    allow: kind === "Allow",
    path,
  }));
  const pattern = (path: string) =>
    new RegExp(
      `^${path
        .split("*")
        .map((part) => part.replace(/[.?+()[\]{}|^\\]/g, "\\$&"))
        .join(".*")}`,
    );
  const found = rules.filter(({ path }) => pattern(path).test(address));
  found.sort((a, b) => b.path.length - a.path.length || Number(b.allow) - Number(a.allow));
  return found[0]?.allow ?? true;
}

describe("robots.txt", () => {
  it("says nothing else than rules for all, and where the sitemap is", () => {
    expect(
      text
        .split("\n")
        .filter(
          (line) =>
            line &&
            !/^(#.*|Sitemap: https:\/\/atlas\.example\.org\/sitemap\.xml|User-agent: \*|(Allow|Disallow): \/\S*)$/.test(line),
        ),
    ).toEqual([]);
  });

  for (const locale of locales) {
    const list = (query: Record<string, string>): string => href(locale, { pathname: "/projects", query } as Target);

    it(`${locale}: leads through the whole list to every record, and not into its filters`, () => {
      expect(isAllowed(list({}))).toBe(true);
      expect(isAllowed(list({ page: "2" }))).toBe(true);
      expect(isAllowed(href(locale, { pathname: "/projects/[record]", record: "p12-a-project" }))).toBe(true);
      expect(isAllowed(href(locale, { pathname: "/" }))).toBe(true);
      for (const query of [
        { country: "SN" },
        { q: "eau" },
        { country: "SN", page: "2" },
        { page: "2", country: "SN" },
        { after: "x" },
        { sort: "recent" },
      ])
        expect([query, isAllowed(list(query as unknown as Record<string, string>))]).toEqual([query, false]);
    });

    it(`${locale}: leads through the news to every item, and not into their filters`, () => {
      const news = (query: Record<string, string>) => isAllowed(href(locale, { pathname: "/news", query }));
      expect([news({}), news({ page: "2" }), isAllowed(href(locale, { pathname: "/news/[record]", record: "n1-x" }))]).toEqual([
        true,
        true,
        true,
      ]);
      expect([news({ country: "KR" }), news({ month: "2022-10", page: "2" })]).toEqual([false, false]);
    });

    it(`${locale}: leads to the statistics of the whole, and not to those of searches`, () => {
      expect(isAllowed(href(locale, { pathname: "/statistics" }))).toBe(true);
      expect(isAllowed(href(locale, { pathname: "/statistics", query: { country: "SN" } }))).toBe(false);
    });

    it(`${locale}: leads to contacts, and not into the forms that write to them`, () => {
      expect(isAllowed(href(locale, { pathname: "/contacts/[record]", record: "d12-a-post" }))).toBe(true);
      expect(isAllowed(href(locale, { pathname: "/contacts/[record]/write", record: "d12-a-post" }))).toBe(false);
    });

    it(`${locale}: keeps out of the pages to sign in and behind it`, () => {
      for (const pathname of accountPaths) expect(isAllowed(href(locale, { pathname }))).toBe(false);
    });

    it(`${locale}: keeps out of the form for reports`, () => {
      expect(isAllowed(href(locale, { pathname: "/report", query: { record: "p12" } }))).toBe(false);
    });
  }

  it("keeps out of the API", () => {
    for (const address of ["/api/v1/projects", "/api/v1/projects/csv?lang=fr"]) expect(isAllowed(address)).toBe(false);
  });
});
