import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import type pg from "pg";
import { limits } from "@/lib/core/limits";
import { issueToken } from "@/lib/feedback/token";
import { type Language, languages } from "../../support/addresses";
import { ask, expect, overflow, test } from "../../support/browser";
import { breakout, emoji, markup, rightToLeft, scriptAddress } from "../../support/hostile-record";
import { singleValue } from "../../support/rows";

const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

const words = {
  fr: {
    kind: "Signaler une erreur",
    confirm: "Confirmer que tout est encore exact",
    text: "Qu’est-ce qui est faux",
    send: "Envoyer",
    failed: "Le formulaire n’a pas été envoyé",
    received: "Signalement reçu",
    link: "Signaler une erreur ou confirmer",
    tooFast: "moins de 3 secondes",
    error: "Erreur",
  },
  en: {
    kind: "Report an error",
    confirm: "Confirm that everything is still right",
    text: "What is wrong",
    send: "Send",
    failed: "The form was not sent",
    received: "Report received",
    link: "Report an error or confirm",
    tooFast: "less than 3 seconds",
    error: "Error",
  },
} as const;

let clients = 0;
/** Each test is a visitor of its own: the suites come from one machine, as visitors behind the operator's proxy do. */
const visitor = () => `198.51.${process.pid % 250}.${(clients++ % 250) + 1}`;

test.beforeEach(async ({ page }) => {
  await page.setExtraHTTPHeaders({ "X-Forwarded-For": visitor() });
});

const idIn = (address: string) => /=([podn]\d+)$/.exec(address)?.[1] ?? "";
const secret = (sql: pg.ClientBase) => singleValue<string>(sql, "SELECT value FROM secret WHERE name = 'feedback_form'");

/** As if the form had been opened some time ago: nobody waits in a test. */
async function age(page: Page, sql: pg.ClientBase, ms = 60_000): Promise<void> {
  const token = issueToken(await secret(sql), idIn(page.url()), new Date(Date.now() - ms));
  // Without JavaScript in the page, the document is still the test's to change.
  await page.locator("input[name=token]").evaluate((input, value) => input.setAttribute("value", value), token);
}

type Stored = { number: string; kind: string; body: string | null; email: string | null; language: string; public_id: string };

async function stored(sql: pg.ClientBase, number: string): Promise<Stored | undefined> {
  const { rows } = await sql.query<Stored>("SELECT * FROM feedback WHERE number = $1", [number]);
  return rows[0];
}

const numberOn = async (page: Page) => (await page.locator(".receipt-number strong").textContent()) ?? "";

async function expectAccessible(page: Page, where: string): Promise<void> {
  for (const [width, colorScheme] of [
    [1440, "light"],
    [390, "dark"],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    expect(
      violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`),
      `${where}, ${width} px`,
    ).toEqual([]);
    expect(await overflow(page), `${where}, ${width} px`).toEqual({ pixels: 0, by: [] });
  }
}

for (const language of languages) {
  for (const javaScriptEnabled of [true, false]) {
    test.describe(`${language}, ${javaScriptEnabled ? "with" : "without"} JavaScript`, () => {
      test.use({ javaScriptEnabled });
      const t = words[language];

      test("from the record to the number", async ({ page, sql, addressOf }) => {
        await page.goto(addressOf("demo project", language));
        await page.getByRole("link", { name: t.link }).click();
        await expect(page).toHaveURL(language === "fr" ? /\/fr\/signaler\?fiche=p/ : /\/en\/report\?record=p/);
        const id = idIn(page.url());
        await expect(page.locator(".lead a")).toHaveAttribute("href", addressOf("demo project", language));
        await age(page, sql);
        await page.getByLabel(t.kind).check();
        await page.getByLabel(t.text).fill("La date de fin est 2019.\nVoir la délibération.");
        await page.locator("#email").fill("visitor@example.org");
        await page.getByRole("button", { name: t.send }).click();
        await expect(page.locator("h1")).toHaveText(t.received);
        // Waits for the whole page: its heading comes first, and a page that is loaded again before it came is one that failed.
        await page.waitForURL(language === "fr" ? /\/fr\/signaler\/recu\?numero=A-/ : /\/en\/report\/received\?number=A-/);
        const number = await numberOn(page);
        expect(await stored(sql, number)).toMatchObject({
          ...{ kind: "error", body: "La date de fin est 2019.\nVoir la délibération.", email: "visitor@example.org" },
          ...{ language, public_id: id },
        });
        await page.reload();
        expect(await numberOn(page)).toBe(number);
        expect(await page.content()).not.toMatch(/2019\.|visitor@/);
      });

      test("what is wrong is said beside the field and above, and what was written stays", async ({ page, sql, addressOf }) => {
        await page.goto(addressOf("report form", language));
        await age(page, sql);
        const text = `${"x".repeat(limits.feedbackTextLength)}!\n${markup}`;
        await page.locator("#text").fill(text);
        await page.locator("#evidence").fill("www.example.org");
        await page.locator("#email").fill("nobody");
        await page.locator("#organisation").fill(`${rightToLeft} ${emoji}`);
        await page.locator("#part").selectOption("funding");
        const [response] = await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: t.send }).click()]);
        expect(response?.status()).toBe(422);
        expect(response?.headers()["cache-control"]).toContain("no-store");
        expect(await page.title()).toMatch(new RegExp(`^${t.error}`));
        const summary = page.locator(".error-summary[role=alert]");
        await expect(summary).toContainText(t.failed);
        await expect(summary.getByRole("link")).toHaveCount(4);
        for (const field of ["kind", "text", "evidence", "email"]) {
          await expect(page.locator(`#${field}-error`)).toBeVisible();
          await expect(summary.locator(`a[href="#${field}"]`)).toHaveText(
            (await page.locator(`#${field}-error`).textContent()) ?? "",
          );
        }
        for (const field of ["text", "evidence", "email"])
          await expect(page.locator(`#${field}`)).toHaveAttribute("aria-describedby", new RegExp(`${field}-error`));
        await summary.locator('a[href="#text"]').click();
        await expect(page.locator("#text")).toBeFocused();
        await expect(page.locator("#text")).toHaveValue(text);
        await expect(page.locator("#evidence")).toHaveValue("www.example.org");
        await expect(page.locator("#part")).toHaveValue("funding");
        await page.getByLabel(t.confirm).check();
        for (const field of ["text", "evidence", "email"]) await page.locator(`#${field}`).fill("");
        await page.getByRole("button", { name: t.send }).click();
        await expect(page.locator("h1")).toHaveText(t.received);
        expect(await stored(sql, await numberOn(page))).toMatchObject({ kind: "confirmation", body: null });
      });

      test("a form sent too fast is kept and may be sent again", async ({ page, sql, addressOf }) => {
        await page.goto(addressOf("report form", language));
        await age(page, sql, 0);
        await page.getByLabel(t.confirm).check();
        await page.locator("#text").fill("Rien à redire.");
        const [response] = await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: t.send }).click()]);
        expect(response?.status()).toBe(422);
        await expect(page.locator(".error-summary[role=alert]")).toContainText(t.tooFast);
        await expect(page.locator("#text")).toHaveValue("Rien à redire.");
        await expect(page.getByLabel(t.confirm)).toBeChecked();
        await age(page, sql);
        await page.getByRole("button", { name: t.send }).click();
        await expect(page.locator("h1")).toHaveText(t.received);
      });
    });
  }

  test(`${language}: axe finds nothing in the form with errors and in the confirmation`, async ({ page, sql, addressOf }) => {
    await page.goto(addressOf("report form", language));
    await page.getByRole("button", { name: words[language].send }).click();
    await expect(page.locator(".error-summary[role=alert]")).toBeVisible();
    await expectAccessible(page, "errors");
    await age(page, sql);
    await page.getByLabel(words[language].confirm).check();
    await page.getByRole("button", { name: words[language].send }).click();
    await expect(page.locator("h1")).toHaveText(words[language].received);
    await expectAccessible(page, "confirmation");
  });
}

test("the news item has the link, too", async ({ page, addressOf }) => {
  await page.goto(addressOf("news item", "en"));
  await page.getByRole("link", { name: words.en.link }).click();
  await expect(page.locator("h1")).toHaveText(words.en.link);
  expect(page.url()).toMatch(/record=n\d+$/);
});

type Fields = Record<string, string>;

/** Sends a form as a program would, or as a browser that says where it comes from. */
async function post(address: URL, fields: Fields, headers: Record<string, string> = {}): Promise<Response> {
  return ask(address, {
    method: "POST",
    redirect: "manual",
    headers: { "Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": visitor(), ...headers },
    body: new URLSearchParams(fields).toString(),
  });
}

async function validFields(sql: pg.ClientBase, address: string): Promise<Fields> {
  const token = issueToken(await secret(sql), idIn(address), new Date(Date.now() - 60_000));
  return { token, kind: "error", text: "Faux." };
}

const count = (sql: pg.ClientBase) =>
  singleValue<number>(sql, "SELECT count(*)::int AS value FROM feedback WHERE body = 'Program'");

test("hostile text is inert where it is shown again, and shown to nobody else", async ({ page, sql, addressOf, addresses }) => {
  const address = addressOf("report form", "fr");
  await page.goto(address);
  await age(page, sql);
  const text = `${markup}\n${breakout}\n${scriptAddress}\n</textarea><script>alert(2)</script>`;
  await page.locator("#text").fill(text);
  await page.locator("#organisation").fill(`" autofocus onfocus="alert(3)`);
  await page.getByRole("button", { name: words.fr.send }).click();
  await expect(page.locator(".error-summary[role=alert]")).toBeVisible();
  await expect(page.locator("#organisation")).toHaveValue(`" autofocus onfocus="alert(3)`);
  expect(await page.locator("#text").inputValue()).toContain("</textarea><script>alert(2)</script>");
  await expect(page.locator("main script, main img")).toHaveCount(0);
  await page.getByLabel(words.fr.kind).check();
  await page.getByRole("button", { name: words.fr.send }).click();
  await expect(page.locator("h1")).toHaveText(words.fr.received);
  for (const other of [address, addresses["showcase project"].fr, addresses["demo project"].fr, page.url()]) {
    if (other === null) continue;
    await page.goto(other);
    expect(await page.content()).not.toContain("alert(2)");
  }
});

test("the hidden field, a forged form and another site are refused without storing anything", async ({
  sql,
  addressOf,
  baseURL,
}) => {
  const address = addressOf("report form", "en");
  const url = new URL(address, baseURL);
  const fields = { ...(await validFields(sql, address)), text: "Program" };
  const trapped = await post(url, { ...fields, trap: "https://spam.example" });
  expect(trapped.status).toBe(422);
  const html = await trapped.text();
  expect(html).toContain("A hidden field");
  expect(html).not.toContain("spam.example");
  expect((await post(url, { ...fields, token: "forged" })).status).toBe(422);
  const refused = await post(url, fields, { "Sec-Fetch-Site": "cross-site", Origin: "https://evil.example" });
  expect(refused.status).toBe(403);
  expect(await refused.text()).toContain("This form was sent from another site");
  expect((await post(url, fields, { Origin: "https://evil.example" })).status).toBe(403);
  expect((await post(url, fields, { "Content-Type": "multipart/form-data; boundary=x" })).status).toBe(400);
  expect((await post(url, { ...fields, text: "x".repeat(limits.requestBodyBytes) })).status).toBe(413);
  expect(await count(sql)).toBe(0);
});

test("a body without a stated length is refused at the bound", async ({ addressOf, baseURL }) => {
  const chunk = new TextEncoder().encode("a".repeat(32 * 1024));
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => (sent++ < 8 ? controller.enqueue(chunk) : controller.close()),
  });
  const init = {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body,
    duplex: "half",
  };
  const response = await ask(new URL(addressOf("report form", "en"), baseURL), init);
  expect(response.status).toBe(413);
});

test("one visitor is stopped at the bound, with the text kept, and others are not", async ({ sql, addressOf, baseURL }) => {
  test.slow();
  const address = addressOf("report form", "fr");
  const url = new URL(address, baseURL);
  const client = { "X-Forwarded-For": "203.0.113.200" };
  for (let i = 0; i < limits.feedbackPerClient; i++) {
    expect((await post(url, await validFields(sql, address), client)).status).toBe(303);
  }
  const stopped = await post(url, { ...(await validFields(sql, address)), text: "Un de trop." }, client);
  expect(stopped.status).toBe(429);
  expect(stopped.headers.get("retry-after")).toBe("3600");
  expect(await stopped.text()).toContain("Un de trop.");
  expect((await post(url, await validFields(sql, address))).status).toBe(303);
});

test("the same form sent twice is one report, and its answer is a redirect that no cache keeps", async ({
  sql,
  addressOf,
  baseURL,
}) => {
  const address = addressOf("report form", "en");
  const fields = await validFields(sql, address);
  const answers = [await post(new URL(address, baseURL), fields), await post(new URL(address, baseURL), fields)];
  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  expect(answers[0]?.headers.get("location")).toBe(answers[1]?.headers.get("location"));
  expect(answers[0]?.headers.get("location")).toMatch(/\/en\/report\/received\?number=A-\d{4}-\w{6}$/);
  expect(answers[0]?.headers.get("cache-control")).toBe("no-store");
  expect(answers[0]?.headers.get("set-cookie")).toBeNull();
});

test("a draft cannot be brought along from outside", async ({ addressOf, baseURL }) => {
  const draft = { values: { text: "Brought along" }, problems: [{ code: "kind_missing" }] };
  const headers = { "X-Feedback-Draft": Buffer.from(JSON.stringify(draft)).toString("base64url") };
  const response = await ask(new URL(addressOf("report form", "en"), baseURL), { headers });
  expect(response.status).toBe(200);
  expect(await response.text()).not.toContain("Brought along");
});

const unknown: Record<Language, readonly string[]> = {
  fr: [
    "/fr/signaler",
    "/fr/signaler?fiche=p999999999",
    "/fr/signaler?fiche=x",
    "/fr/signaler/recu?numero=A-2026-000000",
    "/fr/signaler/recu",
  ],
  en: ["/en/report", "/en/report?record=o999999999", "/en/report?record=%00", "/en/report/received?number=%27--"],
};

for (const language of languages) {
  test(`${language}: no form without a record, no confirmation without a report`, async ({ baseURL }) => {
    for (const address of unknown[language]) {
      for (const method of ["GET", "POST"]) {
        const response = await ask(new URL(address, baseURL), { method });
        expect(response.status, `${method} ${address}`).toBe(404);
        expect(await response.text()).toContain(`<html lang="${language}"`);
      }
    }
  });
}

test("form and confirmation stay out of indexes", async ({ page, addressOf, baseURL }) => {
  await page.goto(addressOf("report form", "fr"));
  await expect(page.locator("meta[name=robots]").first()).toHaveAttribute("content", /noindex/);
  const robots = await (await ask(new URL("/robots.txt", baseURL))).text();
  for (const address of ["/fr/signaler", "/en/report"]) expect(robots).toContain(`Disallow: ${address}\n`);
});
