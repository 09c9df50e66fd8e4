import type { Page } from "@playwright/test";
import { pageTypes } from "../../support/addresses";
import { expect, test } from "../../support/browser";

type Focus = { name: string; shown: boolean; marked: boolean; top: boolean };

/** Where the focus is, whether one sees the element, and whether it is marked. */
function focused(page: Page): Promise<Focus | null> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const box = element.getBoundingClientRect();
    const { outlineStyle, outlineWidth, boxShadow, visibility } = getComputedStyle(element);
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
    const y = Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1);
    const above = document.elementFromPoint(x, y);
    return {
      name: `${element.tagName.toLowerCase()} ${element.getAttribute("href") ?? ""} ${element.textContent?.trim().slice(0, 40)}`,
      shown: box.width > 1 && box.height > 1 && visibility === "visible" && inside,
      marked: (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== "none",
      // A ring of a map is hollow: what one sees through it is the map.
      top:
        above === null || element.contains(above) || above.contains(element) || element.closest("svg")?.contains(above) === true,
    };
  });
}

for (const type of pageTypes) {
  for (const [theme, width] of [
    ["light", 1440],
    ["dark", 390],
  ] as const) {
    test(`${type}, ${theme}, ${width} px: every stop of the keyboard is seen`, async ({ page, addressOf }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 800 });
      await page.goto(addressOf(type, "fr"));
      const unseen: Focus[] = [];
      let stops = 0;
      // Long lists repeat themselves: sixty stops reach every kind of element.
      for (; stops < 60; stops++) {
        await page.keyboard.press("Tab");
        const focus = await focused(page);
        if (!focus) break;
        if (!focus.shown || !focus.marked || !focus.top) unseen.push(focus);
      }
      expect(stops).toBeGreaterThan(5);
      expect(unseen).toEqual([]);
    });
  }
}
