import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { expect } from "../../../support/browser";

/** Bytes, gzip: an empty page of Next ships 135.5 kB; public pages may add 5 kB. */
const mostScripts = 135_500 + 5_000;

/** Counts what a page loads from now on; the returned function expects little of it. */
export function weighScripts(page: Page): () => Promise<void> {
  const loaded: Promise<number>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") loaded.push(response.body().then((body) => gzipSync(body).byteLength));
  });
  return async () => {
    await page.waitForLoadState("networkidle");
    const total = (await Promise.all(loaded)).reduce((sum, bytes) => sum + bytes, 0);
    expect.soft(total).toBeGreaterThan(0);
    expect.soft(total, "bytes of scripts, gzip").toBeLessThanOrEqual(mostScripts);
  };
}
