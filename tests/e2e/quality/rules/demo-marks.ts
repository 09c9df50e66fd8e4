import type { Page } from "@playwright/test";
import type { Language, PageType } from "../../../support/addresses";
import { expect } from "../../../support/browser";

const showing: readonly PageType[] = [
  "home",
  "list",
  "list by country",
  "list, page 2",
  "list by finding",
  "map of a region",
  "countries",
  "country",
  "organisations",
  "partners",
  "demo partner",
  "theme",
  "scheme",
  "themes",
  "statistics",
  "statistics of a search",
  "comparison",
  "data quality",
  "data quality by authority",
  "about",
  "demo project",
  "contacts",
  "contact",
  "contact form",
];
/** Made up themselves. */
const madeUp: readonly PageType[] = ["demo project", "demo partner", "contact"];
/** Kept out of search engines for reasons of their own. */
const unlisted: readonly PageType[] = [
  "not found",
  "list by country",
  "list by finding",
  "map of a region",
  "statistics of a search",
  "comparison",
  "import report",
  "report form",
  "contact form",
  "sign in",
  "link requested",
];

/** Demonstration data are marked where they are shown, and only there. */
export async function marksDemo(page: Page, type: PageType, language: Language): Promise<void> {
  const name = language === "fr" ? /^Données de démonstration/ : /^Demonstration data/;
  const mark = language === "fr" ? "[Démo]" : "[Demo]";
  await expect.soft(page.getByRole("complementary", { name })).toHaveCount(showing.includes(type) ? 1 : 0);
  const robots = (
    await page.locator("meta[name=robots]").evaluateAll((all) => all.map((meta) => meta.getAttribute("content")))
  ).join();
  if (madeUp.includes(type)) {
    await expect.soft(page.locator("h1")).toHaveText(new RegExp(`^\\${mark} \\S`));
    expect.soft(await page.title()).toContain(mark);
    expect.soft(robots).toContain("noindex");
  } else if (!unlisted.includes(type)) {
    expect.soft(robots).not.toContain("noindex");
  }
  if (["imported project", "showcase project", "news item"].includes(type))
    await expect.soft(page.locator("h1")).not.toContainText(mark);
}
