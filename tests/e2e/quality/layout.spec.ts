import { languages } from "../../support/addresses";
import { expect, test } from "../../support/browser";
import { widths } from "./rules/layout";

for (const language of languages)
  for (const type of ["list", "themes", "theme"] as const)
    test(`${type}, ${language}: no number of projects is broken over two lines`, async ({ page, addressOf }) => {
      await page.goto(addressOf(type, language));
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 });
        const counts = page.locator("main .count");
        const broken = await counts.evaluateAll((all) =>
          all.flatMap((count) => {
            const shown = count.querySelector("[aria-hidden]") ?? count;
            const range = document.createRange();
            range.selectNodeContents(shown);
            const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top / 4)));
            return lines.size > 1 ? [count.textContent] : [];
          }),
        );
        expect(broken, `${width} px`).toEqual([]);
      }
      expect(await page.locator("main .count").count()).toBeGreaterThan(5);
    });
