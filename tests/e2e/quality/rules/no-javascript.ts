import type { Page } from "@playwright/test";
import { expect, visibleText } from "../../../support/browser";

/** The time at a post goes on between two looks. */
const withoutClock = (text: string) => text.replace(/\d\d:\d\d(?= \(UTC)/g, "…");

/** The page says the same without JavaScript, but for buttons that do nothing then. */
export async function speaksWithoutScripts(page: Page, plainPage: Page): Promise<void> {
  await page.addStyleTag({ content: ".needs-scripts { display: none }" });
  const withScripts = await visibleText(page);
  expect.soft(withScripts.length).toBeGreaterThan(200);
  await plainPage.goto(page.url());
  expect.soft(withoutClock(await visibleText(plainPage))).toBe(withoutClock(withScripts));
}
