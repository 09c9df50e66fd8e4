import { languages, pageTypes } from "../../support/addresses";
import { ask, expect, test } from "../../support/browser";

type Found = { address: string; on: string };

const attributes = /<(?:a|link|script|img|form|source|use|image)\b[^>]*?\s(?:href|src|action|srcset)="([^"]*)"/g;
const anchors = /<a\b[^>]*?\shref="([^"]*)"/g;
const metadata = /<meta\b[^>]*?property="og:(?:url|image)"[^>]*?content="([^"]*)"/g;
const decode = (text: string) => text.replaceAll("&amp;", "&").replaceAll("&#x27;", "'");

function addressesIn(html: string): string[] {
  return [...html.matchAll(attributes), ...html.matchAll(metadata)].map(([, address]) => decode(address ?? ""));
}

/** Links to lists differ by one value of a filter and are hundreds: of each kind, the first and the last six stand for all. */
function sample(links: readonly Found[]): Found[] {
  const kinds = new Map<string, Map<string, Found>>();
  for (const link of links) {
    const [path = "", query] = link.address.split("?");
    const kind = query === undefined ? link.address : `${path}?${[...new URLSearchParams(query).keys()].join("&")}`;
    kinds.set(kind, (kinds.get(kind) ?? new Map()).set(query === undefined ? link.address + link.on : link.address, link));
  }
  return [...kinds.values()].flatMap((found) => {
    const all = [...found.values()];
    return all.length > 12 && all[0]?.address.includes("?") ? [...all.slice(0, 6), ...all.slice(-6)] : all;
  });
}

test("every internal link of every page type answers, and every anchor exists", async ({ addresses, baseURL }) => {
  test.slow();
  const origin = new URL(baseURL ?? "").origin;
  const pages = new Map<string, string>();
  const links: Found[] = [];
  for (const type of pageTypes) {
    for (const language of languages) {
      const on = addresses[type][language];
      if (on === null) continue;
      const html = await (await ask(origin + on)).text();
      pages.set(on, html);
      links.push(...addressesIn(html).map((address) => ({ address, on })));
    }
  }
  const problems: string[] = [];
  const answers = new Map<string, Promise<{ status: number; html: string }>>();
  const visit = (address: string) => {
    const known =
      answers.get(address) ?? ask(address).then(async (response) => ({ status: response.status, html: await response.text() }));
    answers.set(address, known);
    return known;
  };
  const check = async ({ address, on }: Found) => {
    const url = new URL(address, origin + on);
    // tel: and other sites are not ours to ask.
    if (url.protocol !== "http:" || url.origin !== origin) return;
    const { hash } = url;
    url.hash = "";
    const { status, html } = await visit(url.href);
    const own = url.pathname + url.search === on;
    if (status >= 400 && !own) problems.push(`${status}: ${address} on ${on}`);
    const anchor = decodeURIComponent(hash.slice(1));
    if (anchor && !html.includes(`id="${anchor}"`)) problems.push(`no anchor: ${address} on ${on}`);
  };
  expect(links.length).toBeGreaterThan(500);
  const queue = sample(links);
  const worker = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) await check(next);
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  expect([...new Set(problems)]).toEqual([]);
  expect(answers.size).toBeGreaterThan(100);
});

test("links to other sites tell nothing to them and say that they leave", async ({ page, addressOf, baseURL }) => {
  for (const type of ["showcase project", "news item", "about"] as const) {
    for (const language of languages) {
      await page.goto(addressOf(type, language));
      const outside = await page.locator("main a[href^=http]").evaluateAll((links) =>
        links.map((link) => ({
          href: link.getAttribute("href") ?? "",
          text: link.textContent ?? "",
          target: link.getAttribute("target"),
          rel: link.getAttribute("rel") ?? "",
        })),
      );
      for (const { href, text, target, rel } of outside.filter(
        ({ href }) => new URL(href).origin !== new URL(baseURL ?? "").origin,
      )) {
        expect(text, href).toContain(language === "fr" ? "(site externe)" : "(external site)");
        if (target === "_blank") expect(rel, href).toContain("noopener");
      }
    }
  }
});

test("no link goes over an address that moves", async ({ addresses, baseURL }) => {
  test.slow();
  const origin = new URL(baseURL ?? "").origin;
  const links: Found[] = [];
  for (const type of ["home", "showcase project", "news item", "not found", "list by country", "map of a region"] as const) {
    const on = addresses[type].fr ?? "/fr";
    const html = await (await ask(origin + on)).text();
    const own = new Set(
      [...html.matchAll(anchors)].flatMap(([, address = ""]) => (address.startsWith("/") ? decode(address) : [])),
    );
    links.push(...[...own].map((address) => ({ address, on })));
  }
  const queue = sample(links);
  const worker = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      const { status } = await ask(new URL(next.address, origin), { redirect: "manual" });
      expect(status, `${next.address} on ${next.on}`).toBe(200);
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
});
