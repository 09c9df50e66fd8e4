import { languages, pageTypes } from "../../support/addresses";
import { expect, test, visibleText } from "../../support/browser";

for (const type of pageTypes) {
  for (const language of languages) {
    test(`${type}, ${language}: says the same without JavaScript`, async ({ page, browser, addressOf, baseURL }) => {
      const address = addressOf(type, language);
      await page.goto(address);
      const withScripts = await visibleText(page);
      const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
      try {
        const plain = await context.newPage();
        await plain.goto(address);
        expect(withScripts.length).toBeGreaterThan(200);
        expect(await visibleText(plain)).toBe(withScripts);
      } finally {
        await context.close();
      }
    });
  }
}
