import { aboveDepartement, belowCommune } from "../../support/above-record";
import { languages, listAddress } from "../../support/addresses";
import { expect, test } from "../../support/browser";
import { singleValue } from "../../support/rows";

for (const language of languages) {
  const fr = language === "fr";

  test.describe(`${language}, without JavaScript`, () => {
    test.use({ javaScriptEnabled: false });

    test("words are looked for by a plain form, kept with the filters, and can be removed", async ({ page, sql }) => {
      const country = await singleValue<string>(
        sql,
        `SELECT l.country_code AS value FROM project_place l JOIN project_theme r USING (project_id) JOIN theme t ON t.id = r.theme_id
         WHERE starts_with(t.code, 'EAU') GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`,
      );
      await page.goto(listAddress(language, { country }));
      await page.getByRole("searchbox").fill(fr ? "eau" : "water");
      await page.getByRole("button", { name: fr ? "Rechercher" : "Search" }).click();
      await expect(page).toHaveURL(new RegExp(`q=${fr ? "eau" : "water"}`));
      await expect(page).toHaveURL(new RegExp(`country=${country}`));
      await expect(page.locator("main article .found-in").first()).toBeVisible();
      const remove = page.getByRole("link", { name: fr ? /^Retirer le filtre/ : /^Remove the filter/ });
      await expect(remove).toHaveCount(2);
      await remove.first().click();
      await expect(page).toHaveURL(new RegExp(`\\?country=${country}$`));
    });

    test("a form that says no more than the page ends at the address of the page", async ({ page }) => {
      await page.goto(listAddress(language, { theme: "EAU" }));
      await page.getByRole("button", { name: fr ? "Rechercher" : "Search" }).click();
      await expect(page).toHaveURL(new RegExp(`${listAddress(language)}\\?theme=EAU$`));
      await page.getByRole("button", { name: fr ? "Trier" : "Sort" }).click();
      await expect(page).toHaveURL(new RegExp(`${listAddress(language)}\\?theme=EAU$`));
    });

    test("the list is a table at another address, with the same projects", async ({ page }) => {
      await page.goto(listAddress(language, { theme: "EAU" }));
      const cards = await page.locator("main article h3 a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
      await page.getByRole("link", { name: fr ? "Tableau" : "Table", exact: true }).click();
      await expect(page).toHaveURL(/view=table/);
      const rows = await page.locator("main tbody th a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
      expect(rows).toEqual(cards);
    });

    test("a search for a commune lists apart what the authorities above it do, and leads to all of it", async ({ page }) => {
      await page.goto(listAddress(language, { territory: belowCommune }));
      await expect(page.locator("main article")).toHaveCount(0);
      const above = page.locator("main section.above");
      await expect(above.getByRole("heading", { level: 2 })).toHaveText(
        fr ? "Aussi aux échelons supérieurs" : "Also at the levels above",
      );
      await expect(above.getByRole("heading", { level: 3 })).toHaveText(
        fr ? "Par son département : Lozère" : "Through its département: Lozère",
      );
      await expect(above.getByRole("listitem")).toHaveText([/Projet du seul département/]);
      await above.getByRole("link", { name: fr ? "Voir le projet" : "See the project" }).click();
      await expect(page).toHaveURL(new RegExp(`\\?authority=${aboveDepartement}$`));
      await expect(page.locator("main article h3")).toHaveText([/Projet du seul département/]);
      await expect(page.locator("main section.above")).toHaveCount(0);
    });

    test("a misspelt word finds what was meant, and the page says so", async ({ page }) => {
      await page.goto(listAddress(language, { q: "assainisement" }));
      await expect(page.locator("main article").first()).toBeVisible();
      await expect(page.locator("main p.aside", { hasText: "assainisement" })).toContainText("assainissement");
      await page
        .getByRole("link", { name: fr ? "Chercher exactement ce qui est écrit" : "Search for exactly what is written" })
        .click();
      await expect(page.locator("main article")).toHaveCount(0);
    });

    test("a question becomes filters, each of which can be removed or turned back into words", async ({ page }) => {
      await page.goto(
        listAddress(language, { q: fr ? "projets eau au Sénégal depuis 2018" : "water projects in Senegal since 2018" }),
      );
      const filters = page.getByRole("region", { name: fr ? "Filtres actifs" : "Active filters" });
      await expect(filters.getByRole("link", { name: fr ? /^Retirer/ : /^Remove/ })).toHaveCount(3);
      await filters.getByRole("link", { name: fr ? /mots « Sénégal »/ : /words “Senegal”/ }).click();
      await expect(page).toHaveURL(/theme=EAU/);
      await expect(page.getByRole("searchbox")).toHaveValue(fr ? '"Sénégal"' : '"Senegal"');
      await filters.getByRole("link", { name: fr ? /^Retirer.*Eau/ : /^Remove.*Water/ }).click();
      await expect(page).not.toHaveURL(/theme=/);
    });

    test("the words of a search are marked where they stand", async ({ page }) => {
      await page.goto(listAddress(language, { q: fr ? "formation" : "training" }));
      await expect(page.locator("main article mark").first()).toBeVisible();
    });
  });

  test(`${language}: a code leads to what it names`, async ({ page, sql }) => {
    const id = await singleValue<string>(sql, "SELECT public_id AS value FROM project ORDER BY id LIMIT 1");
    await page.goto(listAddress(language, { q: id.toUpperCase() }));
    await expect(page).toHaveURL(new RegExp(`/${id}-`));
    await page.goto(listAddress(language, { q: "28085" }));
    await expect(page).toHaveURL(/\?territory=28085$/);
  });

  test(`${language}: a search is a file and two feeds, too`, async ({ page, request }) => {
    await page.goto(listAddress(language, { theme: "EAU" }));
    const feeds = await page
      .locator("link[rel=alternate][type]")
      .evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
    expect(feeds).toHaveLength(2);
    const own = (address: string) =>
      new URL(new URL(address, page.url()).pathname + new URL(address, page.url()).search, page.url()).href;
    const [atom, json] = await Promise.all([request.get(own(feeds[0] ?? "")), request.get(own(feeds[1] ?? ""))]);
    expect(atom.headers()["content-type"]).toContain("application/atom+xml");
    expect(await atom.text()).toContain("<entry>");
    expect((await json.json()).items.length).toBeGreaterThan(0);
    const csv = await request.get(own((await page.locator("a[download]").getAttribute("href")) ?? ""));
    expect(csv.headers()["content-disposition"]).toMatch(/^attachment; filename="atlas-\d{4}-\d\d-\d\d\.csv"$/);
    expect((await csv.text()).split("\r\n").length).toBeGreaterThan(2);
  });
}

test("the interface tells what it does not understand, where a page goes on without", async ({ request }) => {
  for (const query of ["contry=SN", "country=ZZ", "country=SN,x", "page=0", "sort=best", "updated=yesterday"]) {
    const answer = await request.get(`/api/v1/projects/feed?${query}`);
    expect([query, answer.status()]).toEqual([query, 400]);
    expect(answer.headers()["content-type"]).toContain("application/problem+json");
  }
  expect((await request.get("/api/v1/projects/feed?country=SN,-ML&year=2018&lang=en")).status()).toBe(200);
});
