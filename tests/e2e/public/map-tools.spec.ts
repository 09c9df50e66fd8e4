import { gzipSync } from "node:zlib";
import type { Locator, Page } from "@playwright/test";
import { languages, listAddress } from "../../support/addresses";
import { expect, test, visibleText } from "../../support/browser";
import { passesAxe } from "../quality/rules/accessibility";

/** The whole world, as its drawing says it. */
const world = [0, 0, 960, 440];

/** The first drawing of the map of a search, once its tools are there. */
async function open(page: Page, address: string): Promise<Locator> {
  // Places are measured: the page must not be on its way.
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(address);
  const figure = page.locator(".search-map figure").first();
  await expect(figure.getByRole("button")).toHaveCount(7);
  return figure;
}

/** What is shown of a drawing: left, top, width, height. */
async function shown(figure: Locator): Promise<number[]> {
  const box = await figure.locator("svg.map-frame").getAttribute("viewBox");
  return (box ?? "").split(" ").map(Number);
}
const showsWidth = (figure: Locator, width: number) => expect.poll(async () => (await shown(figure))[2]).toBe(width);

const tip = (page: Page) => page.locator(".map-tip:visible");
const button = (figure: Locator, name: string) => figure.getByRole("button", { name, exact: true });

async function middleOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error("not seen");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, width: box.width, height: box.height };
}

/** A mark by the country that it leads to. */
const mark = (figure: Locator, country: string) => figure.locator(`a[href*="country=${country}&"]`);

/** Marks that no other one lies on: an island each. */
const alone = { name: { fr: "Madagascar", en: "Madagascar" }, code: "MG" } as const;

for (const language of languages) {
  const fr = language === "fr";
  const address = listAddress(language, { view: "map" });
  const names = fr
    ? { in: "Agrandir", out: "Réduire", whole: "Carte entière" }
    : { in: "Zoom in", out: "Zoom out", whole: "Whole map" };

  test(`${language}: buttons and keys bring the map closer, move it and show it whole`, async ({ page }) => {
    const figure = await open(page, address);
    await expect(
      figure.getByRole("group", { name: fr ? /^Zoom et déplacement : Carte/ : /^Zoom and move: World map/ }),
    ).toBeVisible();
    await expect(button(figure, names.out)).toHaveAttribute("aria-disabled", "true");
    await button(figure, names.in).focus();
    await page.keyboard.press("Enter");
    expect(await shown(figure)).toEqual([240, 110, 480, 220]);
    await page.keyboard.press("+");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowUp");
    expect(await shown(figure)).toEqual([420, 137.5, 240, 110]);
    await page.keyboard.press("+");
    await page.keyboard.press("+");
    await showsWidth(figure, 120);
    await expect(button(figure, names.in)).toHaveAttribute("aria-disabled", "true");
    await expect(button(figure, names.in)).toBeFocused();
    await page.keyboard.press("-");
    await showsWidth(figure, 240);
    await page.keyboard.press("0");
    expect(await shown(figure)).toEqual(world);
    await expect(button(figure, names.whole)).toHaveAttribute("aria-disabled", "true");
    // The drawing itself is no stop of the keyboard.
    await figure.getByRole("button").last().focus();
    await page.keyboard.press("Tab");
    await expect(figure.locator("a").first()).toBeFocused();
    for (const each of await figure.getByRole("button").all()) {
      const { width, height } = await middleOf(each);
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
    }
  });

  test(`${language}: marks with the focus are in sight and told as the table tells them`, async ({ page }) => {
    const figure = await open(page, address);
    const table = page.locator(".search-map .map-table").first().locator("tbody");
    for (let closer = 0; closer < 3; closer++) await button(figure, names.in).click();
    await figure.locator("a").first().focus();
    for (let stop = 0; stop < 10; stop++) {
      const focused = figure.locator("a:focus");
      const name = (await focused.locator("> title").textContent()) ?? "";
      await expect(tip(page)).toHaveText(name);
      const href = await focused.getAttribute("href");
      const row = await table
        .locator("tr", { has: page.locator(`a[href="${href}"]`) })
        .locator("th, td")
        .allTextContents();
      expect(name.replace(/\s/g, " ")).toMatch(new RegExp(`^${row.join(" ?: ").replace(/\s/g, " ")} proj`));
      const [at, frame] = [await middleOf(focused.locator("circle")), await middleOf(figure.locator("svg.map-frame"))];
      expect(Math.abs(at.x - frame.x)).toBeLessThan(frame.width / 2);
      expect(Math.abs(at.y - frame.y)).toBeLessThan(frame.height / 2);
      const height = await page.evaluate(() => innerHeight);
      expect(at.y).toBeGreaterThan(0);
      expect(at.y).toBeLessThan(height);
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Escape");
    await expect(tip(page)).toHaveCount(0);
    await page.keyboard.press("Shift+Tab");
    await expect(tip(page)).toHaveCount(1);
  });

  test(`${language}: the name of a mark can be pointed at and sent away`, async ({ page }) => {
    await page.clock.install();
    const figure = await open(page, address);
    await figure.scrollIntoViewIfNeeded();
    const { x, y } = await middleOf(mark(figure, alone.code).locator("circle"));
    await page.mouse.move(x, y);
    await expect(tip(page)).toContainText(alone.name[language]);
    const name = await middleOf(tip(page));
    await page.mouse.move(name.x, name.y, { steps: 4 });
    await page.clock.runFor(500);
    await expect(tip(page)).toContainText(alone.name[language]);
    await page.keyboard.press("Escape");
    await expect(tip(page)).toHaveCount(0);
    await page.mouse.move(x, y - 60);
    await page.mouse.move(x, y);
    await expect(tip(page)).toHaveCount(1);
    await page.mouse.move(5, y);
    await expect(tip(page)).toHaveCount(0);
    // The browser does not tell it a second time.
    await expect(mark(figure, alone.code).locator("circle > title")).toHaveText("");
  });

  test(`${language}: without JavaScript there are no tools, and marks have their names`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(new URL(address, baseURL).href);
    await expect(page.locator(".map-tools").first()).toBeHidden();
    await expect(page.locator(".search-map button:visible")).toHaveCount(0);
    const figure = page.locator(".search-map figure").first();
    expect(await shown(figure)).toEqual(world);
    await expect(mark(figure, alone.code).locator("> title")).toContainText(alone.name[language]);
    await context.close();
  });

  test(`${language}: on paper the map is whole, light, without tools, and has its table, disclaimer and address`, async ({
    page,
  }) => {
    const figure = await open(page, address);
    const print = (event: string) => page.evaluate((type) => window.dispatchEvent(new Event(type)), event);
    await button(figure, names.in).click();
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await print("beforeprint");
    expect(await shown(figure)).toEqual(world);
    for (const other of await page.locator(".map-tools, .map-continents, .filters, nav").all()) await expect(other).toBeHidden();
    await expect(page.locator(".search-map .map-table table").first()).toBeVisible();
    const [paper, ink] = await figure.evaluate((element) => {
      const sum = (colour: string) => (colour.match(/\d+/g) ?? []).slice(0, 3).reduce((all, part) => all + Number(part), 0);
      const caption = getComputedStyle(element.querySelector("figcaption") ?? element).color;
      return [sum(getComputedStyle(element.querySelector("svg") ?? element).backgroundColor), sum(caption)];
    });
    expect(paper).toBeGreaterThan(700);
    expect(ink).toBeLessThan(300);
    const printed = await visibleText(page);
    expect(printed).toContain(address);
    expect(printed).toContain(fr ? "n’expriment aucune prise de position" : "imply no official position");
    await print("afterprint");
    await showsWidth(figure, 480);
  });
}

test("a mouse drags the map, the wheel zooms with Ctrl and scrolls without", async ({ page }) => {
  const figure = await open(page, listAddress("fr", { view: "map" }));
  await figure.scrollIntoViewIfNeeded();
  const { x, y } = await middleOf(figure.locator("svg.map-frame"));
  await page.mouse.move(x, y);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -400);
  await page.keyboard.up("Control");
  await expect.poll(async () => Math.round((await shown(figure))[2] ?? 0)).toBeLessThan(800);
  const pulled = mark(figure, "SN").locator("circle");
  const from = await middleOf(pulled);
  await page.mouse.move(from.x, from.y);
  const [left = 0] = await shown(figure);
  await page.mouse.down();
  await page.mouse.move(from.x + 90, from.y + 20, { steps: 6 });
  await page.mouse.up();
  expect((await shown(figure))[0]).toBeLessThan(left - 20);
  const to = await middleOf(pulled);
  expect(Math.abs(to.x - from.x - 90)).toBeLessThan(2);
  expect(page.url()).toMatch(/\?view=map$/);
  const before = await shown(figure);
  const scrolled = await page.evaluate(() => scrollY);
  await page.mouse.wheel(0, 200);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(scrolled);
  expect(await shown(figure)).toEqual(before);
  // A click beside a small mark is one on it.
  await button(figure, "Carte entière").click();
  await figure.scrollIntoViewIfNeeded();
  const marks = await figure.locator("a:has(circle)").evaluateAll((all) =>
    all.flatMap((link) => {
      const box = link.querySelector("circle")?.getBoundingClientRect();
      const country = /country=([A-Z]{2})&/.exec(link.getAttribute("href") ?? "")?.[1];
      return box && country ? [{ country, x: box.x + box.width / 2, y: box.y + box.height / 2, radius: box.width / 2 }] : [];
    }),
  );
  const isFar = (one: (typeof marks)[number]) =>
    marks.every((other) => other === one || Math.hypot(other.x - one.x, other.y - one.y) > 30);
  const small = marks.find((one) => one.radius < 8 && isFar(one));
  if (!small) throw new Error("no small mark stands alone");
  await page.mouse.click(small.x, small.y + small.radius + 3);
  await expect(page).toHaveURL(new RegExp(`country=${small.country}&view=map$`));
});

test.describe("on a touch screen", () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 800 } });

  test("two fingers bring the map closer, one scrolls the page", async ({ page }) => {
    const figure = await open(page, listAddress("en", { view: "map" }));
    await figure.scrollIntoViewIfNeeded();
    const { x, y } = await middleOf(figure.locator("svg.map-frame"));
    const client = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...touchPoints: { x: number; y: number; id: number }[]) =>
      client.send("Input.dispatchTouchEvent", { type, touchPoints });
    await touch("touchStart", { x: x - 20, y, id: 0 });
    await touch("touchStart", { x: x - 20, y, id: 0 }, { x: x + 20, y, id: 1 });
    for (const apart of [25, 30, 35, 40]) await touch("touchMove", { x: x - apart, y, id: 0 }, { x: x + apart, y, id: 1 });
    await touch("touchEnd");
    await expect.poll(async () => Math.round((await shown(figure))[2] ?? 0)).toBeLessThan(600);
    expect(await page.evaluate(() => window.visualViewport?.scale)).toBe(1);
    const before = await shown(figure);
    const scrolled = await page.evaluate(() => scrollY);
    await touch("touchStart", { x, y, id: 0 });
    for (const up of [20, 60, 100, 140]) await touch("touchMove", { x, y: y - up, id: 0 });
    await touch("touchEnd");
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(scrolled);
    expect(await shown(figure)).toEqual(before);
  });
});

test("the tools work after results that changed without a new page", async ({ page }) => {
  const figure = await open(page, listAddress("en", { view: "map" }));
  await page.evaluate(() => {
    document.documentElement.dataset.mark = "kept";
  });
  await button(figure, "Zoom in").click();
  await page.locator(".filters summary").first().click();
  await page.locator(".filters a[href*='theme=']").first().click();
  await expect(page).toHaveURL(/theme=/);
  await expect(page.locator("main .live-results")).toHaveText(/^\d/);
  // The same drawing stays as close as it was.
  expect((await shown(figure))[2]).toBe(480);
  await button(figure, "Zoom in").click();
  await showsWidth(figure, 240);
  await figure.locator("a").first().focus();
  await expect(tip(page)).toHaveText((await figure.locator("a > title").first().textContent()) ?? "");
  // Another one is seen whole.
  await page.locator(".map-continents a").nth(1).click();
  await expect(page).toHaveURL(/region=/);
  await showsWidth(figure, 960);
  await expect(button(figure, "Zoom out")).toHaveAttribute("aria-disabled", "true");
  await button(figure, "Zoom in").click();
  await showsWidth(figure, 480);
  // From the list to the map.
  await page.getByRole("link", { name: "List", exact: true }).click();
  await expect(page.locator("main article").first()).toBeVisible();
  await page.getByRole("link", { name: "Map", exact: true }).click();
  await expect(figure.getByRole("button")).toHaveCount(7);
  await button(figure, "Zoom in").click();
  await showsWidth(figure, 480);
  await expect(page.locator("html")).toHaveAttribute("data-mark", "kept");
});

test("lines have their names, too", async ({ page }) => {
  const figure = await open(page, listAddress("fr", { country: "SN", view: "map" }));
  await figure.scrollIntoViewIfNeeded();
  await figure.locator(".map-mark > circle").last().hover({ force: true });
  await expect(tip(page)).toHaveText(/\S/);
  await button(figure, "Agrandir").click();
  expect((await shown(figure))[2]).toBe(480);
});

test("only the map loads its tools, of at most 2.3 kB", async ({ page }) => {
  const scripts = new Map<string, number>();
  page.on("response", async (response) => {
    if (response.request().resourceType() !== "script") return;
    scripts.set(response.url(), gzipSync(await response.body()).length);
  });
  await page.goto(listAddress("fr"));
  await page.waitForLoadState("networkidle");
  const before = new Set(scripts.keys());
  expect(before.size).toBeGreaterThan(0);
  await open(page, listAddress("fr", { view: "map" }));
  await page.waitForLoadState("networkidle");
  const added = [...scripts].filter(([url]) => !before.has(url)).map(([, bytes]) => bytes);
  expect(added.length).toBeGreaterThan(0);
  expect(added.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(2300);
});

test("axe finds nothing in a map that is moved and tells a name", async ({ page }) => {
  const figure = await open(page, listAddress("fr", { view: "map" }));
  await button(figure, "Agrandir").click();
  await figure.locator("a").first().focus();
  await expect(tip(page)).toHaveCount(1);
  await passesAxe(page);
});
