import { languages, pageTypes } from "../../support/addresses";
import { expect, overflow, test } from "../../support/browser";

// 320 px is a 1280 px window at 400 % (WCAG 1.4.10).
const widths = [320, 390, 1440];

for (const type of pageTypes) {
  for (const language of languages) {
    test(`${type}, ${language}: never wider than the window`, async ({ page, addressOf }) => {
      await page.goto(addressOf(type, language));
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 });
        expect(await overflow(page), `${width} px`).toEqual({ pixels: 0, by: [] });
      }
    });
  }
}

for (const language of languages) {
  test(`list, ${language}: no number of projects is broken over two lines`, async ({ page, addressOf }) => {
    await page.goto(addressOf("list", language));
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      const broken = await page
        .locator(".filters .count")
        .evaluateAll((counts) => counts.filter((count) => count.getClientRects().length > 1).map((count) => count.textContent));
      const tall = await page
        .locator(".filters .count")
        .evaluateAll((counts) =>
          counts.filter((count) => count.getBoundingClientRect().height > 40).map((count) => count.textContent),
        );
      expect([...broken, ...tall], `${width} px`).toEqual([]);
    }
  });
}
