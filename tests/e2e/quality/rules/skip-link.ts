import type { Page } from "@playwright/test";
import type { Language } from "../../../support/addresses";
import { expect } from "../../../support/browser";

/** The first stop of the keyboard skips to the content. The page was just loaded. */
export async function skipsToContent(page: Page, language: Language): Promise<void> {
  await page.keyboard.press("Tab");
  const link = page.locator(":focus");
  await expect.soft(link).toHaveText(language === "fr" ? "Aller au contenu" : "Skip to content");
  await expect.soft(link).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("Enter");
  expect
    .soft(await page.evaluate(() => document.querySelector("main")?.matches(":target, :focus, :has(:target), :focus-within")))
    .toBe(true);
  await page.keyboard.press("Tab");
  const inMainOrAfter = await page.evaluate(() => {
    const main = document.querySelector("main");
    const { activeElement } = document;
    if (!main || !activeElement) return false;
    return (main.compareDocumentPosition(activeElement) & Node.DOCUMENT_POSITION_PRECEDING) === 0;
  });
  expect.soft(inMainOrAfter, "the next stop is not before the content").toBe(true);
}
