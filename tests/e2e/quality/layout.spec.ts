import { languages } from "../../support/addresses";
import { expect, test } from "../../support/browser";
import { widths } from "./rules/layout";

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
