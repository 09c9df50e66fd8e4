import type { Page } from "@playwright/test";
import { expect, overflow } from "../../../support/browser";

/** 320 px is a 1280 px window at 400 % (WCAG 1.4.10). */
export const widths = [320, 390, 1440] as const;

/** The page is never wider than the window. */
export async function fitsWindow(page: Page): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    expect.soft(await overflow(page), `${width} px`).toEqual({ pixels: 0, by: [] });
  }
}
