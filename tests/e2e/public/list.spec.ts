import type { Page } from "@playwright/test";
import { limits } from "@/lib/core/limits";
import { type Language, languages, listAddress } from "../../support/addresses";
import { expect, test, visibleText } from "../../support/browser";
import { singleValue } from "../../support/rows";

const tags = { fr: "fr-FR", en: "en-GB" } as const;

/** "1 302 projets", "1,302 projects", with the spaces of the language. */
function result(language: Language, count: number): string {
  const number = new Intl.NumberFormat(tags[language]).format(count);
  return language === "fr" ? `${number} projet${count < 2 ? "" : "s"}` : `${number} project${count === 1 ? "" : "s"}`;
}

/** Public ids of the projects that a page lists, in its order. */
async function shownIds(page: Page): Promise<string[]> {
  const hrefs = await page
    .locator("main article h3 a, main article h2 a")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  return hrefs.map((href) => /\/(p\d+)-/.exec(href)?.[1] ?? href);
}

const inTheme =
  "EXISTS (SELECT FROM project_theme pt JOIN theme t ON t.id = pt.theme_id WHERE pt.project_id = p.id AND (t.code = $1 OR t.code LIKE $1 || '.%'))";
const inCountry = "EXISTS (SELECT FROM project_place pp WHERE pp.project_id = p.id AND pp.country_code = $1)";

for (const language of languages) {
  test(`${language}: newest update first, on every page, without gap or repetition`, async ({ page, sql }) => {
    const { rows } = await sql.query<{ id: string }>("SELECT public_id AS id FROM project ORDER BY updated_at DESC, id DESC");
    const expected = rows.map(({ id }) => id);
    const pages = Math.ceil(expected.length / limits.pageSize);
    for (const number of [1, 2, 3, pages]) {
      await page.goto(listAddress(language, number > 1 ? { page: String(number) } : {}));
      const from = (number - 1) * limits.pageSize;
      expect(await shownIds(page)).toEqual(expected.slice(from, from + limits.pageSize));
      expect(await visibleText(page, "main")).toContain(result(language, expected.length));
    }
  });

  test(`${language}: the links of the pages lead on, back and to the end`, async ({ page, sql }) => {
    const total = await singleValue<number>(sql, "SELECT count(*)::int AS value FROM project");
    const pages = Math.ceil(total / limits.pageSize);
    await page.goto(listAddress(language));
    await expect(page.locator("main a[rel=prev]")).toHaveCount(0);
    await page.locator("main a[rel=next]").click();
    await expect(page).toHaveURL(/[?&]page=2$/);
    await page.locator("main a[rel=prev]").click();
    await expect(page).toHaveURL(new RegExp(`${listAddress(language)}$`));
    const last = page.getByRole("navigation").getByRole("link", { name: new RegExp(`^Page ${pages}$`) });
    await last.click();
    await expect(page.locator("main a[rel=next]")).toHaveCount(0);
    await expect(page.locator('main nav [aria-current="page"]')).toHaveText(String(pages));
  });

  test(`${language}: beyond the end the page says so and leads back`, async ({ page, sql }) => {
    const total = await singleValue<number>(sql, "SELECT count(*)::int AS value FROM project");
    const pages = Math.ceil(total / limits.pageSize);
    const response = await page.goto(listAddress(language, { page: String(pages + 1) }));
    expect(response?.status()).toBe(200);
    expect(await shownIds(page)).toEqual([]);
    await expect(page.locator("main")).toContainText(language === "fr" ? "Cette page n’existe pas" : "There is no such page");
    await page
      .locator("main")
      .locator(`a[href="${listAddress(language)}"]`)
      .first()
      .click();
    await expect(page.locator("main article")).toHaveCount(limits.pageSize);
  });

  for (const [filter, condition] of [
    ["theme", inTheme],
    ["country", inCountry],
  ] as const) {
    test(`${language}: each ${filter} is a plain link whose number, total and projects agree with the database`, async ({
      page,
      sql,
    }) => {
      await page.goto(listAddress(language));
      const links = await page.locator(`main a[href*="?${filter}="]:not(.exclude):not([href$="=none"])`).evaluateAll((all) =>
        all.map((link) => ({
          href: link.getAttribute("href") ?? "",
          count: link.parentElement?.querySelector(".count")?.textContent ?? "",
        })),
      );
      expect(links.length).toBeGreaterThan(11);
      const counts = await sql.query<{ code: string; count: number }>(
        filter === "country"
          ? "SELECT country_code AS code, count(DISTINCT project_id)::int AS count FROM project_place GROUP BY 1"
          : `SELECT top.code, count(DISTINCT pt.project_id)::int AS count FROM theme top JOIN theme t ON t.code = top.code OR t.code LIKE top.code || '.%'
             LEFT JOIN project_theme pt ON pt.theme_id = t.id WHERE top.level = 1 GROUP BY 1`,
      );
      const expected = new Map(
        counts.rows
          .filter(({ count }) => count > 0)
          .map(({ code, count }) => [code, new Intl.NumberFormat(tags[language]).format(count)]),
      );
      expect(new Map(links.map(({ href, count }) => [new URLSearchParams(href.split("?")[1]).get(filter), count]))).toEqual(
        expected,
      );
      for (const { href } of [links[0], links[5], links.at(-1)].flatMap((link) => link ?? [])) {
        const code = new URLSearchParams(href.split("?")[1]).get(filter) ?? "";
        const { rows } = await sql.query<{ id: string }>(
          `SELECT p.public_id AS id FROM project p WHERE ${condition} ORDER BY p.updated_at DESC, p.id DESC`,
          [code],
        );
        await page.goto(href);
        expect(await shownIds(page), href).toEqual(rows.slice(0, limits.pageSize).map(({ id }) => id));
        expect(await visibleText(page, "main")).toContain(result(language, rows.length));
      }
    });
  }

  test(`${language}: a deeper theme finds its branch, two filters narrow, and each can be removed`, async ({ page, sql }) => {
    const { rows } = await sql.query<{ theme: string; country: string; count: number }>(
      `SELECT t.code AS theme, pp.country_code AS country, count(DISTINCT pt.project_id)::int AS count FROM project_theme pt
       JOIN theme t ON t.id = pt.theme_id JOIN project_place pp ON pp.project_id = pt.project_id
       WHERE t.level >= 2 AND NOT EXISTS (SELECT FROM theme c WHERE c.parent_id = t.id) GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 1`,
    );
    const [both] = rows;
    if (!both) throw new Error("no project with theme and country");
    await page.goto(listAddress(language, { country: both.country, theme: both.theme }));
    expect(await visibleText(page, "main")).toContain(result(language, both.count));
    const remove = page.getByRole("link", { name: language === "fr" ? /^Retirer le filtre/ : /^Remove the filter/ });
    await expect(remove).toHaveCount(2);
    await remove.first().click();
    await expect(remove).toHaveCount(1);
    await remove.first().click();
    await expect(page).toHaveURL(new RegExp(`${listAddress(language)}$`));
  });

  test(`${language}: values that mean nothing vanish from the canonical address`, async ({ page }) => {
    await page.goto(`${listAddress(language)}?theme=NOTHING&country=QQ&page=x&utm_source=y`);
    await expect(page.locator("link[rel=canonical]")).toHaveAttribute("href", new RegExp(`${listAddress(language)}$`));
    await expect(page.locator("main article")).toHaveCount(limits.pageSize);
  });
}

test("equal searches have one canonical address", async ({ page }) => {
  const canonical = async (query: string) => {
    await page.goto(`${listAddress("en")}?${query}`);
    return page.locator("link[rel=canonical]").getAttribute("href");
  };
  const expected = await canonical("country=CA&theme=ECO");
  expect(expected).toContain("theme=ECO&country=CA");
  for (const query of [
    "theme=ECO&country=CA",
    "country=ca&theme=eco&page=1",
    "country=CA&country=ca&theme=ECO",
    "x=1&theme=%20ECO%20&country=CA",
  ])
    expect(await canonical(query), query).toBe(expected);
});
