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

/** Pages of which one page links to dozens. */
const profiles =
  /^\/(?:fr|en)\/(?:contacts|organisations|pays|countries|territoires|territories|themes|dispositifs|schemes)\/(?=.)/;

/** What stands for links of one kind: lists by the filters that they have, profiles by what they are of. */
function kindOf(address: string): string | null {
  const [path = "", query] = address.split("?");
  if (query !== undefined) return `${path}?${[...new URLSearchParams(query).keys()].join("&")}`;
  return profiles.exec(path)?.[0] ?? null;
}

/** Links to lists and to profiles are hundreds: of each kind, the first and the last three stand for all. */
function sample(links: readonly Found[]): Found[] {
  const kinds = new Map<string, Map<string, Found>>();
  for (const link of links) {
    const kind = kindOf(link.address);
    const same = kinds.get(kind ?? link.address) ?? new Map<string, Found>();
    kinds.set(kind ?? link.address, same.set(kind === null ? link.address + link.on : link.address, link));
  }
  return [...kinds.values()].flatMap((found) => {
    const all = [...found.values()];
    return all.length > 6 && kindOf(all[0]?.address ?? "") !== null ? [...all.slice(0, 3), ...all.slice(-3)] : all;
  });
}

type Answer = { status: number; html: string; moved: boolean };

async function read(address: string): Promise<Answer> {
  const response = await ask(address);
  return { status: response.status, html: await response.text(), moved: response.redirected };
}

for (const language of languages) {
  test(`${language}: every internal link of every page type answers, every anchor exists, and no link goes over an address that moves`, async ({
    addresses,
    baseURL,
  }) => {
    test.slow();
    const origin = new URL(baseURL ?? "").origin;
    const pages = new Map<string, string>();
    const links: Found[] = [];
    for (const type of pageTypes) {
      const on = addresses[type][language];
      if (on === null) continue;
      const html = await (await ask(origin + on)).text();
      pages.set(on, html);
      links.push(...addressesIn(html).map((address) => ({ address, on })));
    }
    const problems: string[] = [];
    const answers = new Map<string, Promise<Answer>>();
    const visit = (address: string) => {
      const known = answers.get(address) ?? read(address);
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
    const types = ["home", "showcase project", "news item", "not found", "list by country", "map of a region"] as const;
    for (const type of types) {
      const on = addresses[type][language] ?? `/${language}`;
      const own = [...(pages.get(on) ?? "").matchAll(anchors)].map(([, address = ""]) => decode(address));
      const inside = new Set(own.filter((address) => address.startsWith("/")));
      expect(inside.size).toBeGreaterThan(5);
      for (const { address } of sample([...inside].map((address) => ({ address, on })))) {
        const url = new URL(address, origin);
        url.hash = "";
        const { status, moved } = await visit(url.href);
        expect([status, moved], `${address} on ${on}`).toEqual([200, false]);
      }
    }
  });
}

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
