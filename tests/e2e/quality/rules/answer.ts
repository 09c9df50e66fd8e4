import type { Page, Response } from "@playwright/test";
import type { Language, PageType } from "../../../support/addresses";
import { expect } from "../../../support/browser";

/** The right code, one language, one heading, one title. */
export async function answersWell(page: Page, response: Response, type: PageType, language: Language): Promise<void> {
  expect.soft(response.status()).toBe(type === "not found" ? 404 : 200);
  expect.soft(response.headers()["content-type"]).toBe("text/html; charset=utf-8");
  await expect.soft(page.locator("html")).toHaveAttribute("lang", language);
  await expect.soft(page.locator("h1")).toHaveCount(1);
  await expect.soft(page.locator("h1")).toBeVisible();
  expect.soft((await page.title()).trim()).not.toBe("");
  await expect.soft(page.locator("header").first()).toBeVisible();
  await expect.soft(page.locator("main")).toHaveCount(1);
  await expect.soft(page.locator("footer").last()).toBeVisible();
}
