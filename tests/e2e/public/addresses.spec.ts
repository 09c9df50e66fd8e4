import { languages, listAddress } from "../../support/addresses";
import { ask, expect, test } from "../../support/browser";
import { canaryKey, canaryLegacyId } from "../../support/canary-record";
import { singleValue } from "../../support/rows";

type Answer = { status: number; location: string | null; response: Response };

async function askFor(baseURL: string | undefined, address: string, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await ask(new URL(address, baseURL), { redirect: "manual", headers });
  const location = response.headers.get("location");
  const { pathname, search } = new URL(location ?? "/none", baseURL);
  return { status: response.status, location: location && pathname + search, response };
}

test.describe("the root sends each visitor to a language", () => {
  const preferences: [string | undefined, string][] = [
    ["fr", "/fr"],
    ["fr-CA,fr;q=0.9,en;q=0.8", "/fr"],
    ["en", "/en"],
    ["en-GB,en;q=0.9", "/en"],
    ["de,en;q=0.7,fr;q=0.3", "/en"],
    ["de", "/fr"],
    ["*", "/fr"],
    ["\u00e9;;q=x,,", "/fr"],
    [undefined, "/fr"],
  ];
  for (const [preference, expected] of preferences) {
    test(`${preference ?? "no preference"} → ${expected}`, async ({ baseURL }) => {
      const { status, location, response } = await askFor(baseURL, "/", preference ? { "Accept-Language": preference } : {});
      expect({ status, location }).toEqual({ status: 307, location: expected });
      expect(response.headers.get("cache-control") ?? "", "a shared cache must not give it to others").not.toMatch(
        /public|s-maxage/,
      );
    });
  }
});

for (const [language, folder] of [
  ["fr", "/fr/projets"],
  ["en", "/en/projects"],
] as const) {
  test(`${language}: a bare id, a wrong slug and the slug of the other language lead to the one address for good`, async ({
    addressOf,
    addresses,
    baseURL,
  }) => {
    const canonical = addressOf("demo project", language);
    const id = /p\d+/.exec(canonical)?.[0];
    const other = (addresses["demo project"][language === "fr" ? "en" : "fr"] ?? "").split("/").pop();
    const ways = [`${folder}/${id}`, `${folder}/${id}-`, `${folder}/${id}-wrong-slug`, `${folder}/${id}-%F0%9F%98%80`];
    if (!canonical.endsWith(`/${other}`)) ways.push(`${folder}/${other}`);
    for (const way of ways) {
      const { status, location } = await askFor(baseURL, way);
      expect({ way, status, location }).toEqual({ way, status: 308, location: canonical });
    }
  });

  test(`${language}: the folder of the other language leads to the same record`, async ({ addressOf, baseURL }) => {
    const canonical = addressOf("demo project", language);
    const crossed = canonical.replace(folder, language === "fr" ? "/fr/projects" : "/en/projets");
    const response = await ask(new URL(crossed, baseURL));
    expect(response.status).toBe(200);
    expect(new URL(response.url).pathname).toBe(canonical);
  });

  const unknown = [
    `${folder}/p999999999`,
    `${folder}/p999999999-x`,
    `${folder}/p0`,
    `${folder}/n1`,
    `${folder}/x`,
    `${folder}/p1e3`,
    `${folder}/p${"9".repeat(12)}`,
    `${folder}/%00`,
    `${folder}/%E0%A4%A`,
    `${folder}/p1/x`,
    `/${language}/..%2f..%2fetc/passwd`,
  ];
  for (const address of unknown) {
    test(`${language}: ${address} is not found, on a whole page in the right language`, async ({ baseURL }) => {
      const { status, response } = await askFor(baseURL, address);
      const html = await response.text();
      // An address that is no valid text may be refused as such.
      expect(address.includes("%E0%A4%A") ? [400, 404] : [404]).toContain(status);
      if (status !== 404) return;
      expect(html).toContain(`<html lang="${language}"`);
      expect(html).toContain(language === "fr" ? "Page introuvable" : "Page not found");
      for (const part of ["<header", "<main", "<footer", "</html>"]) expect(html).toContain(part);
      expect(html).toContain("noindex");
    });
  }
}

test.describe("addresses of the legacy Atlas", () => {
  const ways = [
    `/legacy/projects/${canaryLegacyId}`,
    `/detailProjet.html?criteres.projetId=${canaryLegacyId}`,
    `/atlas/bdd/detailProjet.html?criteres.projetId=${canaryLegacyId}&x=1`,
    `/cncd/fr/detailProjet.html?x=1&criteres.projetId=${canaryLegacyId}`,
  ];
  for (const way of ways) {
    test(`${way.replace(String(canaryLegacyId), "N")} leads to the record for good`, async ({ baseURL, sql }) => {
      const id = await singleValue<string>(sql, "SELECT public_id AS value FROM project WHERE source_key = $1", [canaryKey]);
      const { status, location } = await askFor(baseURL, way);
      expect({ status, location }).toEqual({ status: 308, location: `/fr/projets/${id}-projet-de-controle` });
    });
  }

  for (const way of [
    "/legacy/projects/999999999",
    "/legacy/projects/99999999999",
    "/legacy/projects/x",
    "/detailProjet.html",
    "/detailProjet.html?criteres.projetId=1%27%20OR%201=1",
  ]) {
    test(`${way} is not found`, async ({ baseURL }) => {
      // An address outside of both languages is first sent to one of them.
      const response = await ask(new URL(way, baseURL), { headers: { "Accept-Language": "fr" } });
      expect(response.status).toBe(404);
      expect(await response.text()).toContain("Page introuvable");
    });
  }
});

for (const language of languages) {
  const folder = listAddress(language);
  const day = language === "fr" ? "au" : "at";
  const forms: [string, string][] = [
    ["?q=&theme=&country=", ""],
    ["?theme=eau&q=puits", "?q=puits&theme=EAU"],
    ["?pays=sn,%20ML", "?country=ML%2CSN"],
    ["?country=SN&country=ml&country=-BF", "?country=ML%2CSN%2C-BF"],
    ["?utm_source=letter&page=1&sort=updated&view=list", ""],
    ["?q=++eau%00%09potable+&sort=relevance", "?q=eau+potable"],
    ["?page=-3&view=globe&au=2999-01-01", ""],
    ["?at=2020-01-01&state=active&page=2", `?${day}=2020-01-01&page=2`],
    ["?au=2020-01-01&etat=uncertain", `?${day}=2020-01-01&${language === "fr" ? "etat=incertain" : "state=uncertain"}`],
    ["?view=map&page=4", "?view=map"],
  ];
  for (const [asked, canonical] of forms) {
    test(`${language}: ${asked} leads to the one address of that search`, async ({ baseURL }) => {
      const { status, location, response } = await askFor(baseURL, folder + asked);
      expect({ status, location }).toEqual({ status: 307, location: folder + canonical });
      expect(response.headers.get("cache-control")).toBe("public, max-age=300");
      expect((await askFor(baseURL, folder + canonical)).status).toBe(200);
    });
  }

  test(`${language}: an address that is only written in other signs is left as it is`, async ({ baseURL }) => {
    for (const asked of ["?q=eau%20potable&country=ML,SN", "?", "?q=%C3%A9cole", "?q=école"])
      expect([asked, (await askFor(baseURL, folder + asked)).status]).toEqual([asked, 200]);
  });

  test(`${language}: an update of the results in place ends at the one address, too`, async ({ baseURL }) => {
    const response = await ask(new URL(`${folder}?theme=eau&q=puits`, baseURL), { headers: { RSC: "1" } });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("text/x-component");
    expect(new URL(response.url).search).toMatch(/^\?q=puits&theme=EAU(&_rsc|$)/);
  });
}

// Where the links lead is a rule of every page (tests/e2e/quality); here they are followed.
for (const type of ["home", "list, page 2", "demo project", "import report"] as const) {
  test(`${type}: the link to the other language leads to the same thing, and back`, async ({ page, addressOf }) => {
    const [french, english] = [addressOf(type, "fr"), addressOf(type, "en")];
    await page.goto(french);
    await page.locator("header a[hreflang=en]").click();
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(page).toHaveURL(english);
    await page.locator("header a[hreflang=fr]").click();
    await expect(page.locator("html")).toHaveAttribute("lang", "fr");
    await expect(page).toHaveURL(french);
  });
}

test.describe("a page that is left before its files came", () => {
  test.use({ fresh: true });

  test("leads to the other language, and is no failure", async ({ page, addressOf }) => {
    const [french, english] = [addressOf("list, page 2", "fr"), addressOf("list, page 2", "en")];
    await page.goto(french);
    const left = new Promise<void>((resolve) => page.once("requestfailed", () => resolve()));
    await page.route("**/_next/static/media/**", async (route) => {
      await left;
      await route.continue();
    });
    await page.goto(english, { waitUntil: "commit" });
    await page.locator("header a[hreflang=fr]").click();
    await expect(page.locator("html")).toHaveAttribute("lang", "fr");
    await expect(page).toHaveURL(french);
  });
});
