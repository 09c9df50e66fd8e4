import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import type { AxeResults, RunOptions } from "axe-core";
import { expect } from "../../../support/browser";

const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

declare global {
  interface Window {
    axe: { run(context: Document, options: RunOptions): Promise<AxeResults> };
  }
}

/** Violations, one line each with the elements concerned. */
async function violations(page: Page, options: RunOptions): Promise<string[]> {
  const found = await page.evaluate(
    async (given) => (await window.axe.run(document, { ...given, resultTypes: ["violations"] })).violations,
    options,
  );
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")} ${node.html.slice(0, 160)}`),
  );
}

// The theme changes colours only: the other rules need to run once per width.
const colours: RunOptions = { runOnly: ["color-contrast", "link-in-text-block"] };

/** axe finds nothing, light and dark, narrow and wide. */
export async function passesAxe(page: Page): Promise<void> {
  await page.evaluate(axe);
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    expect.soft(await violations(page, {}), `light, ${width} px`).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    expect.soft(await violations(page, colours), `dark, ${width} px`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}
