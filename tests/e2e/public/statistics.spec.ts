import { parse } from "csv-parse/sync";
import { languages } from "../../support/addresses";
import { expect, test } from "../../support/browser";
import { singleValue } from "../../support/rows";

const page = { fr: "/fr/statistiques", en: "/en/statistics" } as const;
const digits = (text: string | null) => Number((text ?? "").replace(/\D/g, ""));

for (const language of languages) {
  const fr = language === "fr";

  test.describe(`${language}, without JavaScript`, () => {
    test.use({ javaScriptEnabled: false });

    test("a figure leads to as many projects, and says what it counts", async ({ page: tab }) => {
      await tab.goto(page[language]);
      const figure = tab.locator(".figure", { hasText: fr ? "Projets en cours" : "Ongoing projects" });
      const value = digits(await figure.getByRole("link").textContent());
      expect(value).toBeGreaterThan(0);
      const definition = figure.locator("summary");
      await definition.focus();
      await tab.keyboard.press("Enter");
      await expect(figure.getByText(fr ? /état calculé/ : /computed status/)).toBeVisible();
      await figure.getByRole("link").click();
      await expect(tab).toHaveURL(/\?status=ongoing$/);
      const found = (await tab.locator(".page-heading p").textContent()) ?? "";
      expect(digits(found.split("·")[0] ?? "")).toBe(value);
    });

    test("cells of tables and of the matrix lead to as many projects", async ({ page: tab }) => {
      await tab.goto(page[language]);
      const byCountry = tab.locator(".series", { has: tab.locator("#projects-country") });
      await byCountry.locator("summary").first().click();
      for (const cell of [byCountry.locator("td a").first(), tab.locator(".heat-table td a").last()]) {
        const [value, address] = [digits(await cell.textContent()), await cell.getAttribute("href")];
        const answer = await tab.request.get(address?.replace(/^\/(fr|en)\/\w+\?/, "/api/v1/projects?") ?? "");
        expect((await answer.json()).total).toBe(value);
      }
    });
  });
}

test("no word of a drawing is cut", async ({ page: tab }) => {
  for (const language of languages) {
    await tab.goto(page[language]);
    const words = await tab.locator("main svg[viewBox] text").evaluateAll((all) =>
      all.map((text) => {
        const { x, width } = (text as SVGTextElement).getBBox();
        const right = (text as SVGTextElement).ownerSVGElement?.viewBox.baseVal.width ?? 0;
        return { word: text.textContent, isWhole: x >= 0 && x + width <= right };
      }),
    );
    expect(words.length).toBeGreaterThan(40);
    expect(words.filter(({ isWhole }) => !isWhole)).toEqual([]);
  }
});

test("the page of a search is that search's, and its filters can be removed", async ({ page: tab, sql }) => {
  const country = await singleValue<string>(
    sql,
    "SELECT country_code::text AS value FROM project_place GROUP BY 1 ORDER BY count(DISTINCT project_id) DESC, 1 LIMIT 1",
  );
  const projects = await singleValue<number>(
    sql,
    `SELECT count(DISTINCT project_id)::int AS value FROM project_place WHERE country_code = '${country}'`,
  );
  await tab.goto(`/fr/projets?country=${country}`);
  await tab.getByRole("link", { name: "Statistiques de cette recherche" }).click();
  await expect(tab).toHaveURL(new RegExp(`/fr/statistiques\\?country=${country}$`));
  expect(digits(await tab.locator(".figure-value").first().textContent())).toBe(projects);
  await tab.getByRole("link", { name: /^Retirer le filtre/ }).click();
  await expect(tab).toHaveURL(/\/fr\/statistiques$/);
});

test("each table is a file, in which no cell runs as a formula and the total is the page's", async ({ page: tab }) => {
  await tab.goto(page.fr);
  const total = digits(await tab.locator(".figure-value").first().textContent());
  const file = await tab.request.get("/api/v1/statistics/csv?measure=projects&by=form&lang=fr");
  expect(file.headers()["content-type"]).toBe("text/csv; charset=utf-8");
  const rows: Record<string, string>[] = parse(await file.text(), { columns: true, bom: true });
  expect(Object.keys(rows[0] ?? {})).toEqual(["value", "form", "projects", "projects_url"]);
  expect(Number(rows.at(-1)?.projects)).toBe(total);
  expect(rows.slice(0, -1).reduce((sum, row) => sum + Number(row.projects), 0)).toBe(total);
  const cross = await tab.request.get("/api/v1/statistics/csv?measure=projects&by=frenchRegion,subregion");
  expect(await cross.text()).toContain("frenchRegion_value,frenchRegion,subregion_value,subregion,projects,projects_url");
  for (const wrong of ["measure=money&by=form", "measure=projects&by=colour", "measure=projects&by=form,form", "by=form"]) {
    const refused = await tab.request.get(`/api/v1/statistics/csv?${wrong}`);
    expect([wrong, refused.status(), (await refused.json()).code]).toEqual([wrong, 400, "invalid_input"]);
  }
});
