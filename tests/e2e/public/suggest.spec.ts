import type { Page } from "@playwright/test";
import { type Language, languages, listAddress } from "../../support/addresses";
import { expect, test } from "../../support/browser";
import { passesAxe } from "../quality/rules/accessibility";

/** Longer than the pause in typing after which the field asks, in milliseconds. */
const pause = 1_000;
test.use({ fresh: true });

const field = (page: Page) => page.getByRole("combobox", { name: /^(Rechercher|Search)/ });
const options = (page: Page) => page.getByRole("listbox", { name: "Suggestions" }).getByRole("option");

async function open(page: Page, language: Language, parameters: Record<string, string> = {}): Promise<void> {
  await page.goto(listAddress(language, parameters));
  await expect(field(page)).toHaveAttribute("aria-expanded", "false");
}

/** An answer of the interface with one country of the given name. */
const answerWith = (label: string) => ({
  q: label,
  alike: false,
  summary: label,
  groups: [
    {
      kind: "country",
      label: "Pays",
      suggestions: [
        { value: "SN", label, language: null, otherName: null, projects: 1, note: "", href: "/fr/projets?country=SN" },
      ],
    },
  ],
});

for (const language of languages) {
  const fr = language === "fr";

  test(`${language}: by the keyboard alone, a name becomes a filter beside those that are there`, async ({ page }) => {
    await open(page, language, { theme: "EAU" });
    await field(page).focus();
    await page.keyboard.type(fr ? "sénég" : "seneg");
    await expect(field(page)).toHaveAttribute("aria-expanded", "true");
    await expect(page.getByRole("group", { name: fr ? "Pays" : "Countries" })).toBeVisible();
    await expect(page.getByRole("status").filter({ hasText: /^\d+ suggestions?$/ })).toHaveCount(1);
    await page.keyboard.press("ArrowDown");
    const first = options(page).first();
    await expect(first).toHaveAttribute("aria-selected", "true");
    await expect(field(page)).toHaveAttribute("aria-activedescendant", (await first.getAttribute("id")) ?? "");
    await page.keyboard.press("End");
    await expect(options(page).last()).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("ArrowDown");
    await expect(field(page)).not.toHaveAttribute("aria-activedescendant");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/country=SN/);
    await expect(page).toHaveURL(/theme=EAU/);
    expect(page.url()).not.toContain("q=");
    await expect(field(page)).toHaveValue("");
  });
}

test("Enter without an option sends the words, as ever", async ({ page }) => {
  await open(page, "fr");
  await field(page).fill("eau");
  await expect(options(page).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\?q=eau$/);
  await expect(options(page)).toHaveCount(0);
});

test("Escape closes the list and keeps the words; Tab goes on; a click elsewhere closes", async ({ page }) => {
  await open(page, "fr");
  await field(page).fill("eau");
  await expect(options(page).first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(field(page)).toHaveAttribute("aria-expanded", "false");
  await expect(field(page)).toHaveValue("eau");
  await page.keyboard.press("ArrowDown");
  await expect(options(page).first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Rechercher" })).toBeFocused();
  await expect(field(page)).toHaveAttribute("aria-expanded", "false");
});

test("by the mouse, a project leads to its page", async ({ page }) => {
  await open(page, "en");
  const title = await page.locator("main article h3 a").first().textContent();
  await field(page).fill((title ?? "").replace(/^\[Demo\]\s*/, "").slice(0, 60));
  const projects = page.getByRole("group", { name: "Projects" }).getByRole("option");
  await projects.first().click();
  await expect(page).toHaveURL(/\/en\/projects\/p\d+-/);
});

test("one request a pause, none under two characters, and a late answer is never shown", async ({ page }) => {
  await page.clock.install();
  await open(page, "fr");
  const asked: string[] = [];
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let late: Promise<void> = Promise.resolve();
  await page.route("**/api/v1/suggest?*", async (route) => {
    const q = new URL(route.request().url()).searchParams.get("q") ?? "";
    asked.push(q);
    const answered = (q === "sén" ? held : Promise.resolve()).then(() => route.fulfill({ json: answerWith(q) }));
    // The page may have given the request up.
    const settled = answered.catch(() => undefined);
    if (q === "sén") late = settled;
    await settled;
  });
  await field(page).pressSequentially("s");
  await page.clock.runFor(pause);
  expect(asked).toEqual([]);
  await field(page).pressSequentially("én");
  await page.clock.runFor(pause);
  await expect.poll(() => asked).toEqual(["sén"]);
  await field(page).pressSequentially("égal");
  await page.clock.runFor(pause);
  await expect(options(page)).toHaveText(["sénégal "]);
  release();
  await late;
  await page.clock.runFor(pause);
  await expect(options(page)).toHaveText(["sénégal "]);
  expect(asked).toEqual(["sén", "sénégal"]);
});

test("an interface that fails leaves a plain field", async ({ page }) => {
  await open(page, "fr");
  await page.route("**/api/v1/suggest?*", (route) => route.fulfill({ json: answerWith("un") }));
  await field(page).fill("un");
  await expect(options(page)).toHaveCount(1);
  await page.route("**/api/v1/suggest?*", (route) => route.fulfill({ contentType: "application/json", body: "{" }));
  await field(page).fill("une");
  await expect(options(page)).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\?q=une$/);
});

test("keys of an input method choose its words, and nothing is asked before they stand", async ({ page }) => {
  await page.clock.install();
  await open(page, "fr");
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/v1/suggest")) asked.push(request.url());
  });
  const client = await page.context().newCDPSession(page);
  await field(page).focus();
  await client.send("Input.imeSetComposition", { text: "sen", selectionStart: 3, selectionEnd: 3 });
  await page.clock.runFor(pause);
  expect(asked).toEqual([]);
  await client.send("Input.insertText", { text: "séné" });
  await page.clock.runFor(pause);
  await expect(options(page).first()).toBeVisible();
  expect(asked).toHaveLength(1);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the open list, ${colorScheme}, on a small screen: axe finds nothing, options are large, nothing spills`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 800 });
    await open(page, "fr");
    await field(page).fill("sa");
    await expect(options(page).first()).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await expect(options(page).first()).toHaveAttribute("aria-selected", "true");
    await passesAxe(page);
    const heights = await options(page).evaluateAll((all) => all.map((option) => option.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
}

test("in forced colours the option is still seen", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await open(page, "fr");
  await field(page).fill("eau");
  await expect(options(page).first()).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(options(page).first()).toHaveCSS("outline-style", "solid");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the field is a field, and no button is there that does nothing", async ({ page }) => {
    await page.goto(listAddress("fr"));
    await expect(page.getByRole("combobox", { name: "Rechercher" })).toHaveCount(0);
    await expect(page.getByRole("button", { name: /lien/ })).toHaveCount(0);
    await page.getByRole("searchbox").fill("eau");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\?q=eau$/);
  });
});
