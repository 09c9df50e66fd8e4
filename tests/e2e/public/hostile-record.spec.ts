import { projectSchema } from "@/lib/projects/schema";
import { type Language, languages, listAddress } from "../../support/addresses";
import { ask, expect, overflow, test, visibleText } from "../../support/browser";
import { breakout, hostileCountry, hostileKey, longWord, markup, scriptAddress } from "../../support/hostile-record";
import { singleValue } from "../../support/rows";

type Sql = Parameters<typeof singleValue>[0];

async function pathOf(sql: Sql, language: Language, what: "project" | "news_item"): Promise<string> {
  const folder = { project: { fr: "projets", en: "projects" }, news_item: { fr: "actualites", en: "news" } }[what][language];
  return singleValue<string>(
    sql,
    `SELECT '/${language}/${folder}/' || public_id || '-' || slug_${language} AS value FROM ${what} WHERE source_key = $1`,
    [hostileKey],
  );
}

const places = {
  "its page": (sql: Sql, language: Language) => pathOf(sql, language, "project"),
  "its news item": (sql: Sql, language: Language) => pathOf(sql, language, "news_item"),
  "the list": async (_: Sql, language: Language) => listAddress(language, { country: hostileCountry }),
} as const;

for (const language of languages) {
  for (const [place, address] of Object.entries(places)) {
    test(`${language}, ${place}: hostile texts are shown as texts and nothing of them runs`, async ({ page, sql, addressOf }) => {
      // What a page of this kind holds when its record is harmless.
      const kind = place === "the list" ? "list" : place === "its page" ? "showcase project" : "news item";
      await page.goto(addressOf(kind, language));
      const ownScripts = () =>
        page.evaluate(
          () =>
            [...document.scripts].filter(
              ({ src, type, text }) =>
                !(src && new URL(src).pathname.startsWith("/_next/")) &&
                type !== "application/ld+json" &&
                !/^\(?self\.__next_f/.test(text),
            ).length,
        );
      const harmless = await ownScripts();

      await page.goto(await address(sql, language));
      // The title of the list's card or of the page, letter by letter.
      expect(await visibleText(page, "main")).toContain(markup);
      expect(await ownScripts()).toBe(harmless);
      const found = await page.evaluate(() => ({
        images: document.querySelectorAll("img").length,
        foreign: document.querySelectorAll(
          "iframe, object, embed, base, form[action^='http'], svg script, svg foreignObject, meta[http-equiv]",
        ).length,
        handlers: [...document.querySelectorAll("*")].flatMap((element) =>
          element.getAttributeNames().filter((name) => name.startsWith("on")),
        ),
        addresses: [...document.querySelectorAll("[href], [src], [action]")]
          .map((element) => element.getAttribute("href") ?? element.getAttribute("src") ?? element.getAttribute("action") ?? "")
          .filter((value) => /^\s*(?:javascript|data|vbscript):/i.test(value)),
      }));
      expect(found).toEqual({ images: 0, foreign: 0, handlers: [], addresses: [] });
    });

    test(`${language}, ${place}: endless words and text from right to left stay within the window`, async ({ page, sql }) => {
      await page.goto(await address(sql, language));
      for (const width of [320, 390, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        expect(await overflow(page), `${width} px`).toEqual({ pixels: 0, by: [] });
      }
    });
  }

  test(`${language}: the description for search engines and the JSON-LD hold the texts as data`, async ({ page, sql }) => {
    await page.goto(await pathOf(sql, language, "project"));
    const blocks = await page.locator('script[type="application/ld+json"]').allTextContents();
    expect(blocks).toHaveLength(1);
    const data = JSON.parse(blocks[0] ?? "") as {
      name: string;
      mainEntity: { member: { name: string }[]; funder: { name: string }[] };
    };
    expect(data.name).toBe(language === "fr" ? markup : `${markup} ${breakout}`);
    for (const name of [markup, breakout, scriptAddress]) expect(data.mainEntity.member.map((each) => each.name)).toContain(name);
    await expect(page.locator('meta[property="og:title"]')).toHaveAttribute("content", data.name);
    await expect(page.locator("meta[name=description]")).toHaveCount(1);
  });

  test(`${language}: the drawings hold the names as texts`, async ({ page, sql }) => {
    await page.goto(await pathOf(sql, language, "project"));
    const drawings = page.locator("main svg[role=img]");
    expect(await drawings.count()).toBeGreaterThan(0);
    expect((await drawings.locator("title, desc, text").allTextContents()).join(" ")).toContain(markup.slice(0, 12));
    await expect(drawings.locator("script, image, foreignObject, a, style")).toHaveCount(0);
  });

  test(`${language}: the JSON is JSON, in no browser anything else, and letter by letter the record`, async ({
    page,
    sql,
    baseURL,
  }) => {
    const id = await singleValue<string>(sql, "SELECT public_id AS value FROM project WHERE source_key = $1", [hostileKey]);
    const address = `/api/v1/projects/${id}?lang=${language}`;
    const response = await ask(new URL(address, baseURL));
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    const project = projectSchema.parse(await response.json());
    expect(project.title.text).toBe(language === "fr" ? markup : `${markup} ${breakout}`);
    expect(project.texts.find(({ field }) => field === "description")?.text).toBe(longWord);
    expect(project.source.publisher).toBe(breakout);
    await page.goto(address);
    await expect(page.locator("body script, body img")).toHaveCount(0);
  });
}

test("an address that is no address leads nowhere", async ({ page, sql }) => {
  // The licence of this source is at javascript:alert(1): it may be named, but not be a link.
  await page.goto(await pathOf(sql, "fr", "project"));
  await expect(page.locator('a[href*="javascript:" i]')).toHaveCount(0);
});

test("what a visitor writes into an address does not come back as markup", async ({ page, baseURL }) => {
  const text = encodeURIComponent(`"><img src=x onerror=alert(1)><script>alert(1)</script>`);
  for (const address of [
    `/fr/projets?theme=${text}&country=${text}&page=${text}`,
    `/en/${text}`,
    `/${text}`,
    `/fr/projets/p1-${text}`,
    `/api/v1/projects/${text}?lang=${text}`,
  ]) {
    const html = await (await ask(new URL(address, baseURL))).text();
    expect(html, address).not.toContain("<img src=x");
    expect(html, address).not.toContain("<script>alert(1)");
    await page.goto(address);
    await expect(page.locator("img")).toHaveCount(0);
  }
});
