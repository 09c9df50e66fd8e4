import { languages } from "../../support/addresses";
import { ask, expect, test } from "../../support/browser";
import { passesAxe } from "../quality/rules/accessibility";
import { fitsWindow } from "../quality/rules/layout";

const statuses: Record<string, number> = {
  "/fr/comparer": 200,
  "/fr/comparer?subjects=country-SN": 200,
  "/en/compare?subjects=country-SN%2Cplanet-mars": 404,
  "/fr/comparer?subjects=country-SN%2Ccountry-ML%2Ccountry-BF%2Ccountry-TG%2Ccountry-BJ": 400,
  "/fr/comparer?subjects=country-SN%2Ccountry-ML%2Ccountry-BF%2Ccountry-TG&add=maroc": 400,
  "/fr/comparer?subjects=%00%E0%A4": 404,
  "/fr/comparer?subjects=country-SN%2Ccountry-senegal": 307,
  "/fr/comparer?subjects=country-SN&add=mali": 307,
  "/en/citation": 400,
  "/fr/citation?subjects=country-SN&on=2026-01-01&said=projects-9999&proof=00000000000000000000000000000000": 400,
};

test("addresses that cannot be answered have the status that says why", async ({ baseURL }) => {
  for (const [address, status] of Object.entries(statuses)) {
    const response = await ask(new URL(address, baseURL), { redirect: "manual" });
    expect([address, response.status]).toEqual([address, status]);
  }
});

test("the page of a citation is for everybody, on every screen", async ({ page, addressOf }) => {
  for (const language of languages) {
    await page.goto(addressOf("comparison", language));
    const kept = new URL((await page.locator(".cite a").getAttribute("href")) ?? "");
    await page.goto(kept.pathname + kept.search);
    await expect(page.locator("h1")).toBeVisible();
    await fitsWindow(page);
    await passesAxe(page);
  }
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("from a profile, subjects are added by name, offered where a name is not enough, and removed", async ({ page }) => {
    await page.goto("/en/countries/senegal");
    await page.getByRole("link", { name: "Compare" }).click();
    await expect(page).toHaveURL(/\/en\/compare\?subjects=country-SN$/);
    await page.getByLabel(/^Name of a country/).fill("mali");
    await page.getByRole("button", { name: "Add" }).click();
    await expect(page).toHaveURL(/subjects=country-SN%2Ccountry-ML$/);
    await expect(page.locator("h1")).toHaveText("Compare: Senegal and Mali");
    await page.getByLabel(/^Name of a country/).fill("guin");
    await page.getByRole("button", { name: "Add" }).click();
    const offers = page.getByRole("region", { name: "Which one?" }).getByRole("link");
    await expect(offers.nth(1)).toBeVisible();
    await page.getByLabel(/^Name of a country/).fill("xyzzyx");
    await page.getByRole("button", { name: "Add" }).click();
    await expect(page.getByRole("alert")).toContainText("The Atlas knows of nothing under the name “xyzzyx”.");
    await page.getByRole("link", { name: "Remove Senegal" }).click();
    await expect(page).toHaveURL(/subjects=country-ML$/);
  });

  test("a figure lists as many projects as it says, and both charts have one scale", async ({ page, addressOf }) => {
    await page.goto(addressOf("comparison", "fr"));
    const charts = page.locator("#years").locator("xpath=..").locator("figure svg");
    const axes = await charts.evaluateAll((all) =>
      all.slice(0, 2).map((svg) => [...svg.querySelectorAll(".chart-label")].map((label) => label.textContent).join(" ")),
    );
    expect(axes[0]).toBe(axes[1]);
    const link = page.locator("section[aria-labelledby=figures] tbody tr").first().getByRole("link").last();
    const said = ((await link.textContent()) ?? "").replace(/\s/g, " ");
    await link.click();
    await expect(page.locator("h1 + p")).toContainText(`${said} projet`);
  });

  test("a citation keeps the figures, says what has changed, and is believed only as it was made", async ({
    page,
    baseURL,
    sql,
  }) => {
    await page.goto("/en/compare?subjects=country-SN%2Ccountry-ML");
    await page.getByText("Cite", { exact: true }).click();
    const kept = new URL((await page.locator(".cite a").getAttribute("href")) ?? "");
    const address = kept.pathname + kept.search;
    expect((await page.goto(address))?.status()).toBe(200);
    await expect(page.locator("h1")).toHaveText("Cited figures: Senegal and Mali");
    await expect(page.locator(".figure").first()).toHaveText(
      /^Projects\s*This figure was \d+ on .*; it is the same today: \d+\.$/,
    );
    const altered = address.replace("said=projects-", "said=projects-9");
    expect((await page.goto(altered))?.status()).toBe(400);
    await expect(page.getByRole("alert")).toContainText("its signature is wrong");
    await expect(page.locator(".figure")).toHaveCount(0);
    expect((await ask(new URL(address.replace("/en/", "/fr/"), baseURL))).status).toBe(200);
    expect((await sql.query("SELECT name FROM secret WHERE name = 'citation'")).rowCount).toBe(1);
  });
});
