import { type BrowserContext, test as base, type ConsoleMessage, expect, type Page } from "@playwright/test";
import pg from "pg";
import { type Addresses, findAddresses, type Language, type PageType, whyAbsent } from "./addresses";
import { KeptPages } from "./kept-pages";
import { ensureTestRecords } from "./test-records";

type WorkerFixtures = { databaseUrl: string; sql: pg.Client; addresses: Addresses; kept: KeptPages };
type TestFixtures = {
  addressOf: (type: PageType, language: Language) => string;
  /** True: a browser of its own for each test, for what stays in one: permissions, windows, listeners, the entries of its history. */
  fresh: boolean;
  /** A page in which no script runs; loads nothing before it is asked to. */
  plainPage: Page;
};

/** Chromium reports a document that answers 404 as a failed resource: the suites ask for such documents on purpose. */
function isAnswerOfDocument(message: ConsoleMessage, page: Page): boolean {
  return message.text().startsWith("Failed to load resource") && message.location().url === page.url();
}

/** Everything that a page may not do: messages, errors, dialogs, requests to other hosts. Fills as the page lives. */
export function watch(page: Page, origin: string): string[] {
  const problems: string[] = [];
  page.on("console", (message) => {
    if (!isAnswerOfDocument(message, page)) problems.push(`console ${message.type()}: ${message.text()} (${page.url()})`);
  });
  page.on("pageerror", (error) => problems.push(`error: ${error.message} (${page.url()})`));
  page.on("dialog", (dialog) => {
    problems.push(`dialog: ${dialog.message()} (${page.url()})`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== origin) problems.push(`foreign request: ${url.href} (${page.url()})`);
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    // The browser itself gives up files of a page that is left before they came, and the portal suggestions for a text that
    // has changed.
    const { pathname } = new URL(request.url());
    if (reason === "net::ERR_ABORTED" && /^\/(icon\.svg$|_next\/static\/|api\/v1\/suggest$)/.test(pathname)) return;
    problems.push(`failed request: ${request.url()} ${reason}`);
  });
  return problems;
}

/**
 * The test of every suite: the records of the suites are in the database, and a page that says anything in the console,
 * fails, opens a dialog, asks another host or gets a cookie fails the test.
 */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  databaseUrl: [process.env.E2E_DATABASE_URL ?? "", { scope: "worker", option: true }],
  sql: [
    async ({ databaseUrl }, use) => {
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      await ensureTestRecords(client);
      await use(client);
      await client.end();
    },
    { scope: "worker", auto: true },
  ],
  addresses: [async ({ sql }, use) => use(await findAddresses(sql)), { scope: "worker" }],
  baseURL: async ({ baseURL }, use) => use(process.env.BASE_URL ?? baseURL),
  addressOf: async ({ addresses }, use) => {
    await use((type, language) => {
      const address = addresses[type][language];
      test.skip(address === null, whyAbsent);
      return address ?? "";
    });
  },
  kept: [
    async ({ browser }, use) => {
      const kept = new KeptPages(browser);
      await use(kept);
      await kept.close();
    },
    { scope: "worker" },
  ],
  fresh: [false, { option: true }],
  context: async ({ browser, kept, fresh, javaScriptEnabled }, use) => {
    if (!fresh) return use((await kept.page(javaScriptEnabled !== false)).context());
    const context = await browser.newContext();
    await use(context);
    await context.close();
  },
  page: async ({ kept, fresh, baseURL, context, javaScriptEnabled }, use) => {
    const page = fresh ? await context.newPage() : await kept.page(javaScriptEnabled !== false);
    const problems = watch(page, new URL(baseURL ?? "").origin);
    await use(page);
    // A browser without JavaScript says of each script that it was not allowed.
    const isBlockedScript = (problem: string) => javaScriptEnabled === false && /^failed request: \S+\.js csp$/.test(problem);
    expect(
      problems.filter((problem) => !isBlockedScript(problem)),
      "what pages may not do",
    ).toEqual([]);
    await expectNoCookie(context);
    if (!fresh) await kept.clean(page);
  },
  plainPage: async ({ kept }, use) => {
    const page = await kept.page(false);
    await use(page);
    await kept.clean(page);
  },
});

export { expect };

/** `fetch` on a connection of its own: one kept from an earlier test may be closed by the server at the moment of use. */
export function ask(address: string | URL, init: RequestInit & { headers?: Record<string, string> } = {}): Promise<Response> {
  return fetch(address, { ...init, headers: { ...init.headers, Connection: "close" } });
}

async function expectNoCookie(context: BrowserContext): Promise<void> {
  expect(await context.cookies(), "cookies").toEqual([]);
}

/** Text that people read, with the spaces of layout reduced to single ones; no-break spaces are kept. */
export async function visibleText(page: Page, selector = "body"): Promise<string> {
  const [text] = await page.locator(selector).allInnerTexts();
  return (text ?? "").replace(/[ \t\r\n]+/g, " ").trim();
}

/** Pixels by which a page is wider than its window, and the elements that make it so. */
export async function overflow(page: Page): Promise<{ pixels: number; by: string[] }> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const scrolls = (element: Element): boolean => {
      for (let parent = element.parentElement; parent && parent !== document.body; parent = parent.parentElement)
        if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(parent).overflowX)) return true;
      return false;
    };
    const spills = (element: Element): boolean =>
      element.scrollWidth > element.clientWidth + 1 &&
      getComputedStyle(element).overflowX === "visible" &&
      element.clientWidth > 0;
    const wide = [...document.body.querySelectorAll("*")].filter(
      (element) => (element.getBoundingClientRect().right > clientWidth + 1 || spills(element)) && !scrolls(element),
    );
    const named = wide.map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""}`.slice(0, 80));
    const pixels = Math.max(0, scrollWidth - clientWidth);
    return { pixels, by: pixels > 0 ? [...new Set(named)].slice(0, 8) : [] };
  });
}
