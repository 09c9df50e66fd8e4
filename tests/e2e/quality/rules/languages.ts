import type { Page } from "@playwright/test";
import { type Language, languages, type PageType } from "../../../support/addresses";
import { expect } from "../../../support/browser";

/** The link to the other language leads to the same thing. */
export async function leadsToOtherLanguage(
  page: Page,
  type: PageType,
  language: Language,
  addressOf: (type: PageType, language: Language) => string,
): Promise<void> {
  for (const other of languages.filter((one) => one !== language))
    await expect.soft(page.locator(`header a[hreflang=${other}]`)).toHaveAttribute("href", addressOf(type, other));
}
