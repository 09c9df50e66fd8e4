import type { Page } from "@playwright/test";
import { type Language, languages, type PageType, pageTypes } from "../../support/addresses";
import { expect, test } from "../../support/browser";

const found = pageTypes.filter((type) => type !== "not found");

/** Alternates of the document's head, as paths with their query. */
async function alternates(page: Page): Promise<Record<string, string>> {
  const links = await page
    .locator("head link[rel=alternate][hreflang]")
    .evaluateAll((all) => all.map((link) => [link.getAttribute("hreflang") ?? "", link.getAttribute("href") ?? ""] as const));
  return Object.fromEntries(links.map(([language, href]) => [language, pathOf(href)]));
}

function pathOf(href: string | null): string {
  const { pathname, search, protocol } = new URL(href ?? "");
  expect(["http:", "https:"]).toContain(protocol);
  return pathname + search;
}

const canonicalOf = async (page: Page) => pathOf(await page.locator("head link[rel=canonical]").getAttribute("href"));

for (const type of found) {
  test(`${type}: canonical address and languages agree in both directions`, async ({ page, addressOf }) => {
    const expected = { fr: addressOf(type, "fr"), en: addressOf(type, "en"), "x-default": addressOf(type, "fr") };
    for (const language of languages) {
      await page.goto(expected[language]);
      await expect(page.locator("head link[rel=canonical]")).toHaveCount(1);
      expect(await canonicalOf(page)).toBe(expected[language]);
      expect(await alternates(page)).toEqual(expected);
    }
  });

  for (const language of languages) {
    test(`${type}, ${language}: title, description and Open Graph are in the head and agree`, async ({ page, addressOf }) => {
      const address = addressOf(type, language);
      await page.goto(address);
      const content = (selector: string) => page.locator(`head meta[${selector}]`).getAttribute("content");
      await expect(page.locator("head title")).toHaveCount(1);
      const description = await content('name="description"');
      expect(description?.length).toBeGreaterThan(20);
      expect(description?.length).toBeLessThanOrEqual(300);
      const title = await content('property="og:title"');
      expect(await page.title()).toContain(title);
      expect(await content('property="og:description"')).toBe(description);
      expect(pathOf(await content('property="og:url"'))).toBe(address);
      expect(await content('property="og:locale"')).toBe(language === "fr" ? "fr_FR" : "en_GB");
      expect(await content('property="og:locale:alternate"')).toBe(language === "fr" ? "en_GB" : "fr_FR");
      expect(await content('property="og:site_name"')).not.toBe("");
      const isArticle = ["imported project", "showcase project", "demo project", "news item"].includes(type);
      expect(await content('property="og:type"')).toBe(isArticle ? "article" : "website");
      await expect(page.locator("head meta[name=viewport]")).toHaveAttribute("content", "width=device-width, initial-scale=1");
    });
  }
}

test("the page for unknown addresses claims no address and stays out of indexes", async ({ page, addressOf }) => {
  for (const language of languages) {
    await page.goto(addressOf("not found", language));
    await expect(page.locator("link[rel=canonical]")).toHaveCount(0);
    expect(await page.locator("meta[name=robots]").first().getAttribute("content")).toContain("noindex");
  }
});

type StructuredData = {
  "@context": string;
  url: string;
  inLanguage: Language;
  name: string;
  dateModified: string;
  mainEntity: {
    identifier: string;
    name: string;
    url: string;
    foundingDate?: string;
    dissolutionDate?: string;
    areaServed: { identifier: string; name: string }[];
    member: { name: string; identifier?: { propertyID: string; value: string }[] }[];
    funder?: { name: string }[];
  };
};
type Dated = { date: string } | null;
type ApiProject = {
  id: string;
  title: { text: string };
  updatedOn: string;
  start: Dated;
  end: Dated;
  places: { country: { code: string; name: string } }[];
  organisations: { name: string; codes: { scheme: string; code: string }[] }[];
  funding: { funder: { name: string } }[];
};

for (const type of ["imported project", "showcase project", "demo project"] satisfies PageType[]) {
  for (const language of languages) {
    test(`${type}, ${language}: the structured data tell what the API tells`, async ({ page, request, addressOf }) => {
      const address = addressOf(type, language);
      await page.goto(address);
      const blocks = await page.locator('script[type="application/ld+json"]').allTextContents();
      expect(blocks).toHaveLength(1);
      const data = JSON.parse(blocks[0] ?? "") as StructuredData;
      const id = /p\d+/.exec(address)?.[0];
      const api = (await (await request.get(`/api/v1/projects/${id}?lang=${language}`)).json()) as ApiProject;
      expect(data["@context"]).toBe("https://schema.org");
      expect(data.inLanguage).toBe(language);
      expect(pathOf(data.url)).toBe(address);
      expect(data.dateModified).toBe(api.updatedOn);
      const { mainEntity: entity } = data;
      expect(entity.identifier).toBe(api.id);
      expect([data.name, entity.name]).toEqual([api.title.text, api.title.text]);
      expect(api.start?.date.startsWith(entity.foundingDate ?? "-")).toBe(api.start ? true : undefined);
      expect(api.end?.date.startsWith(entity.dissolutionDate ?? "-")).toBe(api.end ? true : undefined);
      expect(entity.areaServed.map(({ identifier, name }) => [identifier, name])).toEqual(
        api.places.map(({ country }) => [country.code, country.name]),
      );
      expect(entity.member.map(({ name }) => name)).toEqual(api.organisations.map(({ name }) => name));
      expect(entity.member.flatMap(({ identifier }) => identifier ?? []).map(({ value }) => value)).toEqual(
        api.organisations.flatMap(({ codes }) => codes.map(({ code }) => code)),
      );
      expect(new Set((entity.funder ?? []).map(({ name }) => name))).toEqual(
        new Set(api.funding.map(({ funder }) => funder.name)),
      );
    });
  }
}
