import { type Language, languages, type PageType } from "../../support/addresses";
import { expect, test } from "../../support/browser";
import { pathOf } from "./rules/metadata";

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
