import type { Page } from "@playwright/test";
import { type Language, languages, type PageType } from "../../../support/addresses";
import { expect } from "../../../support/browser";

/** Alternates of the document's head, as paths with their query. */
async function alternates(page: Page): Promise<Record<string, string>> {
  const links = await page
    .locator("head link[rel=alternate][hreflang]")
    .evaluateAll((all) => all.map((link) => [link.getAttribute("hreflang") ?? "", link.getAttribute("href") ?? ""] as const));
  return Object.fromEntries(links.map(([language, href]) => [language, pathOf(href)]));
}

export function pathOf(href: string | null): string {
  const { pathname, search, protocol } = new URL(href ?? "");
  expect(["http:", "https:"]).toContain(protocol);
  return pathname + search;
}

const canonicalOf = async (page: Page) => pathOf(await page.locator("head link[rel=canonical]").getAttribute("href"));

const articles: readonly PageType[] = ["imported project", "showcase project", "demo project", "news item"];

/** Canonical address, languages, title, description and Open Graph are in the head and agree. */
export async function describesItself(
  page: Page,
  type: PageType,
  language: Language,
  addressOf: (type: PageType, language: Language) => string,
): Promise<void> {
  const address = addressOf(type, language);
  const [fr, en] = languages.map((one) => addressOf(type, one));
  await expect.soft(page.locator("head link[rel=canonical]")).toHaveCount(1);
  expect.soft(await canonicalOf(page)).toBe(address);
  expect.soft(await alternates(page)).toEqual({ fr, en, "x-default": fr });
  const content = (selector: string) => page.locator(`head meta[${selector}]`).getAttribute("content");
  await expect.soft(page.locator("head title")).toHaveCount(1);
  const description = await content('name="description"');
  expect.soft(description?.length).toBeGreaterThan(20);
  expect.soft(description?.length).toBeLessThanOrEqual(300);
  const title = await content('property="og:title"');
  expect.soft(await page.title()).toContain(title);
  expect.soft(await content('property="og:description"')).toBe(description);
  expect.soft(pathOf(await content('property="og:url"'))).toBe(address);
  expect.soft(await content('property="og:locale"')).toBe(language === "fr" ? "fr_FR" : "en_GB");
  expect.soft(await content('property="og:locale:alternate"')).toBe(language === "fr" ? "en_GB" : "fr_FR");
  expect.soft(await content('property="og:site_name"')).not.toBe("");
  expect.soft(await content('property="og:type"')).toBe(articles.includes(type) ? "article" : "website");
  await expect.soft(page.locator("head meta[name=viewport]")).toHaveAttribute("content", "width=device-width, initial-scale=1");
}
