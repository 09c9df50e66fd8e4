import type { Page } from "@playwright/test";
import { languages, listAddress } from "../../support/addresses";
import { expect, test } from "../../support/browser";

test.use({ fresh: true });

/** Opens a search and marks its window: a page that is loaded anew has no mark. */
async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole("combobox", { name: /^(Rechercher|Search)/ })).toBeVisible();
  await page.evaluate(() => {
    document.documentElement.dataset.mark = "kept";
  });
}
const isKept = (page: Page) => expect(page.locator("html")).toHaveAttribute("data-mark", "kept");
const said = (page: Page) => page.locator("main .live-results");
/** What the page itself says that it found. */
const counted = async (page: Page) => (await page.locator("#results").textContent()) ?? "";

for (const language of languages) {
  const fr = language === "fr";

  test(`${language}: a filter changes the results and nothing else`, async ({ page }) => {
    await open(page, listAddress(language, { theme: "EAU" }));
    await expect(said(page)).toBeEmpty();
    const before = { title: await page.title(), found: await counted(page) };
    const country = page.locator(".filters a[href*='country=']").first();
    const name = (await country.textContent()) ?? "";
    await country.evaluate((link) => link.focus({ preventScroll: true }));
    await page.evaluate(() => window.scrollTo({ top: 400, behavior: "instant" }));
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/country=/);
    await expect(said(page)).toHaveText(/^\d/);
    await expect(said(page)).toHaveText(await counted(page));
    await isKept(page);
    await expect(page.locator(".filters a", { hasText: name }).first()).toBeFocused();
    // A browser keeps what is seen where it is, while a line more stands above it.
    expect(Math.abs((await page.evaluate(() => window.scrollY)) - 400)).toBeLessThan(100);
    expect(await page.title()).toContain(name);
    await expect(page.locator("link[rel=canonical]")).toHaveAttribute("href", /theme=EAU&country=/);
    await expect(page.locator("meta[name=robots]")).toHaveAttribute("content", /noindex/);

    await page.goBack();
    await expect(page).toHaveURL(/theme=EAU$/);
    await expect(page).toHaveTitle(before.title);
    await expect(page.locator("#results")).toHaveText(before.found);
    await expect(said(page)).toHaveText(before.found);
    await page.goForward();
    await expect(page).toHaveURL(/country=/);
    await expect(page.locator(".chips a", { hasText: name })).toBeVisible();
    await isKept(page);
  });

  test(`${language}: words, order, view and pages, too`, async ({ page }) => {
    await open(page, listAddress(language));
    await page.getByRole("combobox", { name: /^(Rechercher|Search)/ }).fill(fr ? "eau" : "water");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\?q=/);
    await page.locator("#sort").selectOption("oldest");
    await page.getByRole("button", { name: fr ? "Trier" : "Sort" }).click();
    await expect(page).toHaveURL(/sort=oldest/);
    await expect(page.getByRole("button", { name: fr ? "Trier" : "Sort" })).toBeFocused();
    await page.getByRole("link", { name: fr ? "Page suivante" : "Next page" }).click();
    await expect(page).toHaveURL(/page=2/);
    await expect(page.locator("#results")).toBeFocused();
    await page.getByRole("link", { name: fr ? "Tableau" : "Table", exact: true }).click();
    await expect(page.locator("main tbody tr").first()).toBeVisible();
    await page.goBack();
    await page.goBack();
    await page.goBack();
    await expect(page).toHaveURL(/\?q=(eau|water)$/);
    await expect(page.locator("#sort")).toHaveValue("relevance");
    await page.goBack();
    await expect(page).toHaveURL(/projets$|projects$/);
    await expect(page.locator("#q")).toHaveValue("");
    await isKept(page);
  });
}

test("a filter that goes away leaves the focus at the results", async ({ page }) => {
  await open(page, listAddress("fr", { theme: "EAU" }));
  await page.getByRole("link", { name: /^Retirer le filtre/ }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/projets$/);
  await expect(page.locator("#results")).toBeFocused();
  await isKept(page);
});

test("other pages, other windows and codes are left to the browser", async ({ page, context }) => {
  await open(page, listAddress("fr", { theme: "EAU" }));
  const other = context.waitForEvent("page");
  await page
    .locator(".filters a[href*='country=']")
    .first()
    .click({ modifiers: ["ControlOrMeta"] });
  await (await other).close();
  expect(page.url()).toMatch(/theme=EAU$/);
  await page.locator("#q").fill("28085");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/territory=28085/);
  await expect(page.locator("html")).not.toHaveAttribute("data-mark");
});

test("where an update fails, the page is loaded", async ({ page }) => {
  await open(page, listAddress("fr", { theme: "EAU" }));
  await page.route("**/projets?*_rsc=*", (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<p>no</p>" }));
  await page.locator(".filters a[href*='country=']").first().click();
  await expect(page).toHaveURL(/country=/);
  await expect(page.locator("html")).not.toHaveAttribute("data-mark");
  await expect(page.locator("main article").first()).toBeVisible();
});

test("the link of a search is copied, and said to be", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, listAddress("fr", { country: "SN", theme: "EAU" }));
  await page.getByRole("button", { name: "Copier le lien de cette recherche" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Lien copié" })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await page.locator("link[rel=canonical]").getAttribute("href"));
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the same links load the page", async ({ page }) => {
    await page.goto(listAddress("fr", { theme: "EAU" }));
    await page.locator(".filters a[href*='country=']").first().click();
    await expect(page).toHaveURL(/country=/);
    await expect(page.locator("main article").first()).toBeVisible();
  });
});
