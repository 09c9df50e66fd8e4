import { limits } from "@/lib/core/limits";
import { languages, listAddress } from "../../support/addresses";
import { ask, expect, test, visibleText } from "../../support/browser";
import { personal, personalKey, reportedLines } from "../../support/quality-record";
import { singleValue } from "../../support/rows";

const numberIn = (text: string | null) => Number((text ?? "").replace(/\D/g, ""));

for (const language of languages) {
  test(`${language}: every number of the quality page leads to as many records`, async ({ page, addressOf }) => {
    test.slow();
    await page.goto(addressOf("data quality", language));
    const links = await page
      .locator('main a[href*="?"]')
      .evaluateAll((all) => all.map((link) => ({ href: link.getAttribute("href") ?? "", text: link.textContent })));
    const rules = links.filter(({ href }) => /\?finding=/.test(href));
    expect(rules.length).toBeGreaterThan(12);
    const parts = ["country", "organisation", "source"].flatMap((filter) =>
      links.filter(({ href }) => href.includes(`?${filter}=`)).slice(0, 4),
    );
    expect(parts.length).toBe(12);
    for (const { href, text } of [...rules, ...parts]) {
      await page.goto(href);
      expect(
        numberIn(
          await page
            .locator(".page-heading p")
            .textContent()
            .then((all) => all?.split("·")[0] ?? ""),
        ),
        href,
      ).toBe(numberIn(text));
    }
  });

  test(`${language}: the filter by finding is named, canonical and removable`, async ({ page, sql }) => {
    await page.goto(`${listAddress(language)}?page=1&finding=ONGOING_BUT_ENDED&x=1`);
    await expect(page.locator("link[rel=canonical]")).toHaveAttribute("href", /\?finding=ongoing_but_ended$/);
    const chip = page.getByRole("link", {
      name:
        language === "fr"
          ? "Retirer le filtre Point à vérifier : En cours, mais fin dépassée"
          : "Remove the filter To be checked: Ongoing, but the end date has passed",
    });
    await expect(chip).toHaveCount(1);
    const cards = page.locator("main article");
    const expected = await singleValue<number>(
      sql,
      `SELECT count(*)::int AS value FROM project WHERE declared_status_code = 'ongoing' AND current_date >=
         end_on + CASE end_precision WHEN 'year' THEN interval '1 year' WHEN 'month' THEN interval '1 month' ELSE interval '1 day' END`,
    );
    await expect(cards).toHaveCount(Math.min(expected, limits.pageSize));
    // What the list says of a record, its page says, too.
    await cards.first().getByRole("link").first().click();
    await expect(page.locator(".notes")).toContainText(
      language === "fr" ? "La fiche se dit en cours" : "The record says that the project is ongoing",
    );
    // Left before it has come to its end, the page would be a request that failed.
    await page.waitForLoadState("load");
    await page.goBack();
    await chip.click();
    await expect(page).toHaveURL(new RegExp(`${listAddress(language)}$`));
  });

  test(`${language}: an unknown finding vanishes`, async ({ page }) => {
    await page.goto(listAddress(language, { finding: "no_such_rule" }));
    await expect(page.locator("link[rel=canonical]")).toHaveAttribute("href", new RegExp(`${listAddress(language)}$`));
    await expect(page.locator(".chip[aria-label]")).toHaveCount(0);
  });

  test(`${language}: completeness adds up, as bars and as numbers`, async ({ page, addressOf, sql }) => {
    const total = await singleValue<number>(sql, "SELECT count(*)::int AS value FROM project");
    await page.goto(addressOf("data quality", language));
    const table = page.locator("section[aria-labelledby=completeness] table");
    await expect(table.locator("tbody tr")).toHaveCount(10);
    await expect(table.locator("svg.share-bar")).toHaveCount(10);
    const row = table.locator("tbody tr").filter({ hasText: language === "fr" ? "État déclaré" : "Declared status" });
    const [share, missing] = await row.locator("td").allTextContents();
    expect(numberIn(share ?? "")).toBe(Math.round(100 - (100 * numberIn(missing ?? "")) / total));
  });

  test(`${language}: the meter of a record names what is missing`, async ({ page, addressOf }) => {
    await page.goto(addressOf("showcase project", language));
    const meter = page.locator(".completeness");
    await expect(meter).toContainText(
      language === "fr" ? "9 informations importantes sur 10 sont renseignées." : "9 of 10 important facts are stated.",
    );
    await expect(meter).toContainText(
      language === "fr" ? "Manque : date de dernière confirmation." : "Missing: date of last confirmation.",
    );
    await meter.getByRole("link").click();
    await expect(page).toHaveURL(addressOf("data quality", language));
  });

  test(`${language}: the report of an import is whole, page by page, the gravest first, and in words`, async ({
    page,
    addressOf,
  }) => {
    await page.goto(addressOf("imports", language));
    await page.getByRole("link", { name: "essai-de-rapport.txt" }).click();
    await expect(page).toHaveURL(addressOf("import report", language));
    const lines = page.locator(".report-lines > li");
    await expect(lines).toHaveCount(limits.reportLines);
    await expect(lines.first()).toContainText(language === "fr" ? "rejet ligne 8 · Contexte" : "rejection line 8 · Contexte");
    await expect(lines.first()).toContainText("valeur 8");
    let told = await lines.count();
    const text = [await visibleText(page, "main")];
    const next = page.locator("main a[rel=next]");
    while ((await next.count()) > 0) {
      // Gone to, not clicked: the lines must not be counted before the next page is there.
      await page.goto((await next.getAttribute("href")) ?? "");
      told += await lines.count();
      text.push(await visibleText(page, "main"));
    }
    expect(told).toBe(reportedLines);
    const whole = text.join(" ");
    expect(whole).toContain(
      language === "fr"
        ? "Écrire à [adresse électronique masquée], [numéro de téléphone masqué]"
        : "Écrire à [e-mail address masked], [telephone number masked]",
    );
    expect(whole).toContain(
      language === "fr" ? "raison d’une autre version : reason_of_tomorrow" : "reason of another version: reason_of_tomorrow",
    );
    expect(whole).not.toContain("tests");
  });
}

test("what is no import, or beyond the end of a report, is said so", async ({ page, baseURL, addressOf }) => {
  for (const name of ["999999999", "0", "x", "1e3", "99999999999999", "%F0"])
    expect((await ask(new URL(`/fr/qualite/imports/${name}`, baseURL))).status, name).toBe(404);
  const beyond = await page.goto(`${addressOf("import report", "en")}?page=99`);
  expect(beyond?.status()).toBe(200);
  await expect(page.locator("main")).toContainText("There is no such page");
});

test("addresses and numbers in free texts are masked on the page, in its metadata and in the JSON", async ({
  sql,
  page,
  baseURL,
}) => {
  const { rows } = await sql.query<{ id: string; fr: string; en: string }>(
    "SELECT public_id AS id, slug_fr AS fr, slug_en AS en FROM project WHERE source_key = $1",
    [personalKey],
  );
  const [record] = rows;
  for (const address of [
    `/fr/projets/${record?.id}-${record?.fr}`,
    `/en/projects/${record?.id}-${record?.en}`,
    `/api/v1/projects/${record?.id}?lang=fr`,
    listAddress("fr", { country: "TV" }),
    listAddress("en", { finding: "personal_data_in_text" }),
  ]) {
    const text = await (await ask(new URL(address, baseURL))).text();
    expect(text, address).toContain("Jumelage");
    for (const piece of personal) expect(text, address).not.toContain(piece);
  }
  await page.goto(`/fr/projets/${record?.id}-${record?.fr}`);
  await expect(page.locator("h1")).toHaveText("Jumelage (contact : [adresse électronique masquée])");
  await expect(page.locator(".notes")).toContainText(
    "1 adresse électronique et 2 numéros de téléphone dans un texte de la fiche (contexte)",
  );
});
