import type { Page } from "@playwright/test";
import { expect, visibleText } from "../../../support/browser";

/** The page says the same without JavaScript, but for buttons that do nothing then. */
export async function speaksWithoutScripts(page: Page, plainPage: Page): Promise<void> {
  await page.addStyleTag({ content: ".needs-scripts { display: none }" });
  const withScripts = await visibleText(page);
  expect.soft(withScripts.length).toBeGreaterThan(200);
  await plainPage.goto(page.url());
  expect.soft(await visibleText(plainPage)).toBe(withScripts);
}
