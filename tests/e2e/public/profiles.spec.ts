import { ask, expect, test } from "../../support/browser";

const moved: Record<string, RegExp> = {
  "/fr/pays/SN": /^\/fr\/pays\/senegal$/,
  "/fr/countries/senegal": /^\/fr\/pays\/senegal$/,
  "/en/pays/allemagne": /^\/en\/countries\/germany$/,
  "/fr/organisations/siren/200033181": /^\/fr\/organisations\/o\d+-communaute-d-agglomeration-chartres-metropole$/,
  "/en/organisations/insee/28085": /^\/en\/organisations\/o\d+-chartres$/,
  "/fr/territoires/28085": /^\/fr\/organisations\/o\d+-chartres$/,
  "/fr/territoires/R53": /^\/fr\/territoires\/r53-bretagne$/,
  "/en/dispositifs/water": /^\/en\/schemes\/1-water-oudin-santini-act$/,
  "/fr/schemes/1-water-oudin-santini-act": /^\/fr\/dispositifs\/1-eau-loi-oudin-santini$/,
  "/en/themes/eau": /^\/en\/themes\/eau-water-and-sanitation$/,
};

test("whatever names a subject leads to its one address, once and for all", async ({ baseURL }) => {
  for (const [address, target] of Object.entries(moved)) {
    const response = await ask(new URL(address, baseURL), { redirect: "manual" });
    expect([address, response.status]).toEqual([address, 308]);
    const to = new URL(response.headers.get("location") ?? "", baseURL);
    expect(to.pathname).toMatch(target);
    expect((await ask(to, { redirect: "manual" })).status, to.pathname).toBe(200);
  }
});

test("what names nothing has the page for unknown addresses in its language", async ({ page }) => {
  for (const [address, language] of [
    ["/fr/pays/nulle-part", "fr"],
    ["/en/countries/nowhere", "en"],
    ["/fr/organisations/o999999999-x", "fr"],
    ["/en/organisations/siren/1", "en"],
    ["/fr/territoires/r99-x", "fr"],
    ["/en/themes/nothing-x", "en"],
    ["/fr/dispositifs/neant", "fr"],
    ["/fr/pays/senegal/as-of/2020-01-01/known", "fr"],
  ] as const) {
    const response = await page.goto(address);
    expect([address, response?.status()]).toEqual([address, 404]);
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    await expect(page.locator("h1")).toBeVisible();
  }
});

test("programs get what the page says", async ({ request }) => {
  const answer = await request.get("/api/v1/countries/sn?lang=en");
  expect(answer.status()).toBe(200);
  const { id, name, page, summary, authorities } = await answer.json();
  expect([id, name, new URL(page).pathname]).toEqual(["SN", "Senegal", "/en/countries/senegal"]);
  const html = await (await request.get("/en/countries/senegal")).text();
  expect(html).toContain(summary);
  const [first] = authorities.first;
  const list = await (await request.get(first.list)).json();
  expect(list.total).toBe(first.projects);
  expect((await request.get("/api/v1/organisations/o999999999")).status()).toBe(404);
});

test("territories, themes and schemes answer programs, too", async ({ request }) => {
  for (const [address, id] of [
    ["/api/v1/territories/R53?lang=fr", "R53"],
    ["/api/v1/themes/EAU.POTABLE", "EAU.POTABLE"],
    ["/api/v1/schemes/water", "water"],
  ] as const) {
    const answer = await request.get(address);
    expect([address, answer.status(), (await answer.json()).id]).toEqual([address, 200, id]);
  }
  expect((await request.get("/api/v1/schemes/nothing")).status()).toBe(404);
});

test("programs get what changed in an organisation, as its page says", async ({ request, addressOf }) => {
  const id = /o\d+/.exec(addressOf("French authority", "en"))?.[0];
  const { entries } = await (await request.get(`/api/v1/organisations/${id}/history?lang=en`)).json();
  expect(entries.at(-1).changes).toEqual([{ kind: "created" }]);
  expect(await (await request.get(addressOf("French authority", "en"))).text()).toContain("History of this record");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a number on a profile lists as many projects as it says", async ({ page, addressOf }) => {
    await page.goto(addressOf("country", "fr"));
    const link = page.locator("#parts .ways .count a").first();
    const said = Number(await link.locator("[aria-hidden]").textContent());
    await link.click();
    await expect(page.locator("h1 + p")).toContainText(`${said} projet`);
  });

  test("from a project to its partner, its country, and to who else works there", async ({ page, addressOf }) => {
    await page.goto(addressOf("showcase project", "en"));
    await page.locator("#partners .side-foreign .name a").first().click();
    await expect(page).toHaveURL(/\/en\/organisations\/o\d+-/);
    await expect(page.locator(".lead")).toContainText(/French authorit/);
    await page.locator("header.profile-head a[href^='/en/countries/']").click();
    await expect(page).toHaveURL(/\/en\/countries\//);
    await expect(page.locator(".side-french tbody tr")).not.toHaveCount(0);
  });

  test("the index of organisations is filtered by a form", async ({ page }) => {
    await page.goto("/fr/organisations");
    await page.getByLabel("Nom, ou ses premières lettres").fill("chartres");
    await page.getByRole("button", { name: "Filtrer" }).click();
    await expect(page).toHaveURL(/q=chartres/);
    for (const name of await page.locator("tbody th a").allTextContents()) expect(name.toLowerCase()).toContain("chartres");
    await expect(page.locator("tbody tr")).not.toHaveCount(0);
  });

  test("a country and an organisation are shown on a day, as what ran and as records stood", async ({ page, addressOf }) => {
    for (const type of ["country", "French authority"] as const) {
      await page.goto(`${addressOf(type, "en")}?at=2015-06-30`);
      await expect(page.locator("head meta[name=robots]")).toHaveAttribute("content", /noindex/);
      await expect(page.locator(".day-notice")).toContainText("30 June 2015");
      if (type === "country") {
        const said = Number((await page.locator(".day-summary a").first().textContent())?.match(/\d+/)?.[0]);
        await page.locator("#projects p a").last().click();
        await expect(page).toHaveURL(/at=2015-06-30/);
        await expect(page.locator(".day-summary").first()).toContainText(`${said} partnership`);
      }
      await page.goto(`${addressOf(type, "en")}?au=1999-01-01&etat=connu`);
      await expect(page.locator(".day-notice")).toContainText("1 January 1999");
      await page.locator(".day-notice a").first().click();
      await expect(page).toHaveURL(addressOf(type, "en"));
    }
  });
});
