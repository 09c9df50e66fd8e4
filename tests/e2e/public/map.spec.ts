import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { languages, listAddress } from "../../support/addresses";
import { expect, overflow, test } from "../../support/browser";
import { singleValue } from "../../support/rows";

/** Rows of a table of the map: the address that each leads to, and its number as it is written. */
async function rowsOf(page: Page, section: number): Promise<Map<string, string>> {
  const rows = await page
    .locator(".search-map .map-table")
    .nth(section)
    .locator("tbody tr")
    .evaluateAll((all) => all.map((row) => [row.querySelector("a")?.getAttribute("href"), row.querySelector("td")?.textContent]));
  return new Map(rows.map(([address, number]) => [address ?? "", number ?? ""]));
}

/** Marks of a drawing: the address that each leads to, and its name. */
async function marksOf(page: Page, drawing: number): Promise<Map<string, string>> {
  const marks = await page
    .locator(".search-map svg[role=group]")
    .nth(drawing)
    .locator("a")
    .evaluateAll((all) => all.map((mark) => [mark.getAttribute("href"), mark.querySelector("title")?.textContent]));
  return new Map(marks.map(([address, name]) => [address ?? "", name ?? ""]));
}

const countOf = (text: string | null) => Number((text ?? "").replace(/[^\d]/g, ""));
const totalOf = async (page: Page) => countOf(await page.locator("main .search-layout h2.sr-only").textContent());

for (const language of languages) {
  const fr = language === "fr";

  test.describe(`${language}, without JavaScript`, () => {
    test.use({ javaScriptEnabled: false });

    test("the map has the numbers of its tables, and its links lead to as many projects", async ({ page }) => {
      await page.goto(listAddress(language));
      await page.getByRole("link", { name: fr ? "Carte" : "Map", exact: true }).click();
      await expect(page).toHaveURL(/view=map/);
      const world = page.getByRole("group", { name: fr ? /^Carte du monde/ : /^World map/ });
      await expect(world).toBeVisible();
      for (const side of [0, 1]) {
        const [rows, marks] = [await rowsOf(page, side), await marksOf(page, side)];
        expect(marks.size).toBeGreaterThan(0);
        for (const [address, name] of marks) {
          expect(name).toMatch(fr ? /^\S.*\s: [\d\s]+ projets?$/ : /^\S.*: [\d,]+ projects?$/);
          expect([address, countOf(name.slice(name.lastIndexOf(":")))]).toEqual([address, countOf(rows.get(address) ?? "")]);
        }
      }
      const first = world.getByRole("link").first();
      const count = countOf(((await first.textContent()) ?? "").split(":").at(-1) ?? "");
      await first.focus();
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(/country=[A-Z]{2}&view=map$/);
      expect(await totalOf(page)).toBe(count);
      await expect(page.getByRole("img", { name: fr ? /liens entre la France/ : /links between France/ })).toBeVisible();
      await page.getByRole("link", { name: fr ? /en liste$/ : /as a list$/ }).click();
      await expect(page).toHaveURL(/country=[A-Z]{2}$/);
      await expect(page.locator("main article").first()).toBeVisible();
    });

    test("a région is shown by its départements", async ({ page, sql }) => {
      const code = await singleValue<string>(
        sql,
        `SELECT token AS value FROM search_row, unnest(tokens) AS token WHERE starts_with(token, 'territory:R')
         GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`,
      );
      const territory = code.split(":")[1] ?? "";
      await page.goto(listAddress(language, { view: "map" }));
      const france = page.getByRole("group", { name: fr ? /^Côté français/ : /^French side/ });
      await france.locator(`a[href*="territory=${territory}&"]`).click();
      await expect(page).toHaveURL(new RegExp(`territory=${territory}&view=map$`));
      const [rows, total] = [await rowsOf(page, 1), await totalOf(page)];
      expect([...rows.keys()].some((address) => /territory=D\d/.test(address))).toBe(true);
      const [address, number] = [...rows][0] ?? [];
      expect(countOf(number ?? "")).toBeLessThanOrEqual(total);
      await page.goto(address ?? "");
      expect(await totalOf(page)).toBe(countOf(number ?? ""));
    });
  });

  test(`${language}: the map fits narrow windows and weighs less than 60 kB`, async ({ page, request }) => {
    for (const query of [{}, { country: "SN" }]) {
      const address = listAddress(language, { ...query, view: "map" });
      await page.goto(address);
      for (const width of [320, 390, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        expect(await overflow(page), `${width} px`).toEqual({ pixels: 0, by: [] });
      }
      const html = await (await request.get(address)).text();
      expect(gzipSync(html).length, address).toBeLessThan(60_000);
    }
  });
}
