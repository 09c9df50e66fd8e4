import type pg from "pg";
import { type Language, languages, listAddress } from "../../support/addresses";
import { ask, expect, test } from "../../support/browser";
import { historyKey } from "../../support/history-record";
import { singleValue } from "../../support/rows";

const word = { day: { fr: "au", en: "at" }, view: { fr: "etat", en: "state" }, known: { fr: "connu", en: "known" } } as const;

async function recordPath(sql: pg.ClientBase, language: Language): Promise<string> {
  const name = await singleValue<string>(
    sql,
    `SELECT public_id || '-' || slug_${language} AS value FROM project WHERE source_key = '${historyKey}'`,
  );
  return `${listAddress(language)}/${name}`;
}

for (const language of languages) {
  const french = language === "fr";
  const on = (day: string, known = false) =>
    `?${word.day[language]}=${day}${known ? `&${word.view[language]}=${word.known[language]}` : ""}`;

  test(`${language}: a record tells what changed, when and by which import`, async ({ page, sql }) => {
    await page.goto(await recordPath(sql, language));
    const section = page.locator("#history");
    await expect(section.getByRole("heading", { level: 2 })).toHaveText(
      french ? "Historique de la fiche" : "History of this record",
    );
    const entries = section.locator("ol.history > li");
    await expect(entries).toHaveCount(3);
    await expect(entries.nth(0)).toContainText(french ? "1er mai 2023, par l’import" : "1 May 2023, by the import");
    await expect(entries.nth(0)).toContainText(
      french ? "Date de fin : 31 décembre 2018 → 31 décembre 2030" : "End date: 31 December 2018 → 31 December 2030",
    );
    await expect(entries.nth(1)).toContainText("Ukraine");
    await expect(entries.nth(2)).toContainText(french ? "Fiche créée." : "Record created.");
    await entries.nth(0).getByRole("link").click();
    await expect(page).toHaveURL(/imports\/\d+$/);
  });

  test(`${language}: a record as it stood on a day says so, leads back, and is of the present for search engines`, async ({
    page,
    sql,
  }) => {
    const path = await recordPath(sql, language);
    const response = await page.goto(path + on("2022-02-24", true));
    expect(response?.status()).toBe(200);
    await expect(page.locator("h1")).toHaveText("Jumelage d’autrefois");
    const notice = page.locator(".day-notice");
    await expect(notice).toContainText(french ? "telle qu’elle était le 24 février 2022" : "as it stood on 24 February 2022");
    await expect(page.locator("meta[name=robots]")).toHaveAttribute("content", /noindex/);
    await expect(page.locator("link[rel=canonical]")).toHaveAttribute("href", new RegExp(`${path}$`));
    await expect(page.locator("ol.history > li")).toHaveCount(2);
    // The other language shows the same day, in its own words.
    const other = french ? "en" : "fr";
    await expect(page.locator(`.site-nav a[hreflang=${other}]`)).toHaveAttribute(
      "href",
      new RegExp(`\\?${word.day[other]}=2022-02-24&${word.view[other]}=${word.known[other]}$`),
    );
    await notice.getByRole("link").first().click();
    await expect(page).toHaveURL(new RegExp(`${path}$`));
    await expect(page.locator("h1")).toHaveText("Jumelage au long cours");
    await expect(page.locator(".day-notice")).toHaveCount(0);
    await expect(page.locator("meta[name=robots][content*=noindex]")).toHaveCount(0);
  });

  test(`${language}: a record says whether its partnership was active on a day, and that there was none yet`, async ({
    page,
    sql,
  }) => {
    const path = await recordPath(sql, language);
    await page.goto(path + on("2022-02-24"));
    await expect(page.locator(".day-notice")).toContainText(
      french ? "ce partenariat était actif" : "this partnership was active",
    );
    await expect(page.locator("h1")).toHaveText("Jumelage au long cours");
    await page.goto(path + on("2005-01-01"));
    await expect(page.locator(".day-notice")).toContainText(french ? "n’était pas actif" : "was not active");
    await page.goto(path + on("2019-01-01", true));
    await expect(page.locator(".day-notice")).toContainText(french ? "n’existait pas encore" : "did not exist yet");
    await expect(page.locator(".project-body")).toHaveCount(0);
  });

  test(`${language}: a list of a day is one address that says what it counts`, async ({ page, sql, baseURL }) => {
    await page.goto(`${listAddress(language)}?pays=RU&au=2022-02-24`);
    const summary = page.locator(".day-summary");
    const date = french ? "le 24 février 2022" : "on 24 February 2022";
    await expect(summary).toContainText(date);
    const counted = Number(/\d+/.exec((await summary.locator("p").first().textContent()) ?? "")?.[0]);
    const total = Number(/\d+/.exec((await page.locator(".page-heading p").textContent()) ?? "")?.[0]);
    expect(counted).toBeGreaterThan(0);
    expect(total).toBe(counted);
    await expect(page.locator("meta[name=robots]")).toHaveAttribute("content", /noindex/);
    await expect(page.locator("link[rel=canonical]")).toHaveAttribute(
      "href",
      new RegExp(`${listAddress(language)}\\?country=RU$`),
    );
    for (const link of await summary.locator("p > a").evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""))) {
      expect((await ask(new URL(link, baseURL))).status).toBe(200);
      expect(link).toContain(`${word.day[language]}=2022-02-24`);
    }
    const chip = page.getByRole("link", {
      name: french ? "Retirer le filtre Actif le 24 février 2022" : "Remove the filter Active on 24 February 2022",
    });
    await chip.click();
    await expect(page).toHaveURL(new RegExp(`${listAddress(language)}\\?country=RU$`));
    await expect(page.locator(".day-summary")).toHaveCount(0);
    // What the records said then, not what they say now.
    const id = await singleValue<string>(sql, `SELECT public_id AS value FROM project WHERE source_key = '${historyKey}'`);
    await page.goto(`${listAddress(language)}${on("2020-06-01", true)}&country=UA`);
    await expect(page.locator(`main article a[href*="/${id}-"]`)).toHaveText("Jumelage d’autrefois");
  });

  test(`${language}: a day is chosen with a plain form`, async ({ page }) => {
    await page.goto(`${listAddress(language)}?country=RU`);
    await page.locator(".filters").evaluate((details) => details.setAttribute("open", ""));
    await page.locator(".filters input[type=date]").fill("2022-02-24");
    await page.locator(".filters .day-form button").click();
    await expect(page).toHaveURL(new RegExp(`country=RU&${word.day[language]}=2022-02-24`));
    await expect(page.locator(".day-summary")).toBeVisible();
  });

  test(`${language}: days that are none vanish`, async ({ page, sql }) => {
    const path = await recordPath(sql, language);
    for (const day of ["2022-02-30", "1899-12-31", "2999-01-01", "hier", ""]) {
      await page.goto(`${listAddress(language)}?${word.day[language]}=${day}`);
      await expect(page.locator(".day-summary")).toHaveCount(0);
      await page.goto(`${path}?${word.day[language]}=${day}`);
      await expect(page.locator(".day-notice")).toHaveCount(0);
      await expect(page.locator("h1")).toHaveText("Jumelage au long cours");
    }
  });

  test(`${language}: the plain page stays cached, the folder behind a day has no address`, async ({ sql, baseURL }) => {
    const path = await recordPath(sql, language);
    await ask(new URL(path + on("2022-02-24", true), baseURL));
    const plain = await ask(new URL(path, baseURL));
    expect(plain.headers.get("cache-control")).toMatch(/s-maxage=2,/);
    expect(await plain.text()).not.toContain("day-notice");
    for (const folder of ["projets", "projects"])
      expect(
        (await ask(new URL(`/${language}/${folder}/${path.split("/").at(-1)}/as-of/2022-02-24/known`, baseURL))).status,
      ).toBe(404);
    const moved = await ask(new URL(path.replace(/-jumelage.*/, "") + on("2022-02-24", true), baseURL), { redirect: "manual" });
    expect(moved.status).toBe(308);
    expect(moved.headers.get("location")).toContain(on("2022-02-24", true));
  });

  test(`${language}: the API has the history, in the form that it publishes`, async ({ sql, baseURL }) => {
    const path = await recordPath(sql, language);
    const id = /p\d+/.exec(path)?.[0];
    const response = await ask(new URL(`/api/v1/projects/${id}/history?lang=${language}`, baseURL));
    expect(response.status).toBe(200);
    const history = await response.json();
    expect(history).toMatchObject({ id, total: 3, page: 1, pages: 1 });
    expect(history.entries[0].changes[1]).toMatchObject({
      kind: "value",
      field: "end",
      label: french ? "Date de fin" : "End date",
    });
    const schema = await (await ask(new URL("/api/v1/schema/project-history", baseURL))).json();
    expect(Object.keys(schema.properties)).toEqual(Object.keys(history));
    expect((await ask(new URL("/api/v1/projects/p999999999/history", baseURL))).status).toBe(404);
  });
}
