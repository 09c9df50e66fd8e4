import { languages } from "../../support/addresses";
import { expect, test, visibleText } from "../../support/browser";

/** Chromium writes one object of type Page for each page of a PDF. */
function countPages(pdf: Buffer): number {
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

for (const language of languages) {
  for (const type of ["imported project", "showcase project"] as const) {
    test(`${type}, ${language}: prints on two A4 pages`, async ({ page, addressOf }) => {
      await page.goto(addressOf(type, language));
      const pages = countPages(await page.pdf({ format: "A4", preferCSSPageSize: true }));
      expect(pages).toBeGreaterThan(0);
      expect(pages).toBeLessThanOrEqual(2);
    });

    test(`${type}, ${language}: on paper there is no navigation, but the address and the date`, async ({ page, addressOf }) => {
      const address = addressOf(type, language);
      await page.goto(address);
      await page.emulateMedia({ media: "print" });
      for (const navigation of await page.locator("nav").all()) await expect(navigation).toBeHidden();
      const printed = await visibleText(page);
      expect(printed).toContain(address);
      expect(printed).toMatch(language === "fr" ? /État des données au/ : /Data as of/);
      await expect(page.locator("h1")).toBeVisible();
    });
  }
}
