import { type Browser, expect, type Page } from "@playwright/test";

const size = { width: 1280, height: 720 };

/**
 * The pages of a worker, one with and one without JavaScript, that tests take over from each other as a visitor who has seen
 * nothing would find them: to open a browser context takes longer than most tests.
 */
export class KeptPages {
  private readonly pages = new Map<boolean, Promise<Page>>();

  constructor(private readonly browser: Browser) {}

  page(javaScriptEnabled: boolean): Promise<Page> {
    const page = this.pages.get(javaScriptEnabled) ?? this.open(javaScriptEnabled);
    this.pages.set(javaScriptEnabled, page);
    return page;
  }

  private async open(javaScriptEnabled: boolean): Promise<Page> {
    const context = await this.browser.newContext({ javaScriptEnabled, viewport: size });
    return context.newPage();
  }

  /** Forgets what a test has left: the document, its cache and storage, listeners, the window's size and media. */
  async clean(page: Page): Promise<void> {
    for (const event of ["console", "pageerror", "dialog", "request", "requestfailed", "response"] as const)
      page.removeAllListeners(event);
    const session = await page.context().newCDPSession(page);
    const { origin } = new URL(page.url());
    if (origin !== "null") await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
    await session.send("Network.clearBrowserCache");
    await session.detach();
    await page.goto("about:blank");
    await page.setViewportSize(size);
    await page.emulateMedia({ media: null, colorScheme: null, reducedMotion: null, contrast: null, forcedColors: null });
    expect(page.context().pages().length, "windows, this one included; a `fresh` test may open more").toBe(1);
  }

  async close(): Promise<void> {
    for (const page of this.pages.values()) await (await page).context().close();
  }
}
