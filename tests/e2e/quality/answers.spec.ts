import { languages, pageTypes } from "../../support/addresses";
import { ask, expect, test } from "../../support/browser";

test.use({ fresh: true });

test("each page has a title of its own", async ({ addresses, baseURL }) => {
  for (const language of languages) {
    const titles = new Map<string, string>();
    for (const type of pageTypes) {
      const address = addresses[type][language];
      // Pages of one list share its title, and the showcase tells the imported record, title and all.
      if (address === null || type === "list, page 2" || type === "showcase project") continue;
      const html = await (await ask(new URL(address, baseURL))).text();
      const title = /<title>([^<]+)<\/title>/.exec(html)?.[1] ?? "";
      expect(title, address).not.toBe("");
      expect(titles.get(title), `${type} and another page are both titled “${title}”`).toBeUndefined();
      titles.set(title, type);
    }
  }
});

test("no page sets a cookie or keeps anything in the browser", async ({ page, addressOf, context }) => {
  for (const language of languages) {
    for (const type of ["home", "list", "demo project"] as const) {
      const response = await page.goto(addressOf(type, language));
      expect(response?.headers()["set-cookie"]).toBeUndefined();
      expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    }
  }
  expect(await context.cookies()).toEqual([]);
});
