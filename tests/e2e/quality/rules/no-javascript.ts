import type { Browser, Page } from "@playwright/test";
import { expect, visibleText } from "../../../support/browser";

/** The page says the same without JavaScript, but for buttons that do nothing then. */
export async function speaksWithoutScripts(page: Page, browser: Browser): Promise<void> {
  await page.addStyleTag({ content: ".needs-scripts { display: none }" });
  const withScripts = await visibleText(page);
  expect.soft(withScripts.length).toBeGreaterThan(200);
  const context = await browser.newContext({ javaScriptEnabled: false });
  try {
    const plain = await context.newPage();
    await plain.goto(page.url());
    expect.soft(await visibleText(plain)).toBe(withScripts);
  } finally {
    await context.close();
  }
}
