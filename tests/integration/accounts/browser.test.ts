import { readFileSync } from "node:fs";
import { type Browser, chromium, type Page } from "@playwright/test";
import { beforeAll, expect, it } from "vitest";
import { root } from "@/lib/launcher/lock.mjs";
import type { Server } from "@/lib/launcher/serve";
import { freePort } from "@/lib/postgres/cluster";
import { findChromium } from "../../support/chromium.mjs";
import { type IdentityProvider, startIdentityProvider } from "../../support/identity-provider";
import { type MailServer, startMailServer } from "../../support/mail-server";
import { parseMail } from "../../support/parse-mail";
import { launch } from "../../support/project-copy";
import { type Office, openOffice } from "./support";

const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

let office: Office;
let mail: MailServer;
let provider: IdentityProvider;
let portal: Server;
let browser: Browser;

beforeAll(async () => {
  [office, mail] = await Promise.all([openOffice({ served: true }), startMailServer()]);
  const port = await freePort();
  provider = await startIdentityProvider({ callback: `http://127.0.0.1:${port}/api/sign-in/callback` });
  const { issuer, client } = provider;
  portal = await office.serve(
    {
      ...{ PUBLIC_URL: `http://127.0.0.1:${port}`, SMTP_URL: `smtp://127.0.0.1:${mail.port}`, MAIL_FROM: "atlas@example.org" },
      ...{ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: client.id, OIDC_CLIENT_SECRET: client.secret, OIDC_LABEL: "ProConnect" },
    },
    port,
  );
  const executablePath = await findChromium();
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  browser = await chromium.launch({ ...(executablePath && { executablePath }), args });
  return async () => {
    await browser.close();
    await portal.stop();
    await Promise.all([provider.stop(), mail.stop()]);
    await office.close();
  };
});

/** A browser of its own in which no script of a page runs. */
async function open(): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: portal.url, locale: "fr-FR" });
  return context.newPage();
}

/**
 * The page as the same person sees it whose browser runs scripts, small and dark, wide and light: nothing that automatic checks refuse,
 * nothing wider than the window, nothing in the console.
 */
async function expectGood(plain: Page): Promise<void> {
  const context = await browser.newContext({ storageState: await plain.context().storageState(), reducedMotion: "reduce" });
  const page = await context.newPage();
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  await page.goto(plain.url());
  for (const [width, colorScheme] of [
    [390, "dark"],
    [1440, "light"],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    expect(
      violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`),
      `${page.url()}, ${width} px`,
    ).toEqual([]);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wider, page.url()).toBe(0);
  }
  expect(said, page.url()).toEqual([]);
  await context.close();
}

const press = (page: Page, name: string) => page.getByRole("main").getByRole("button", { name, exact: true }).click();

async function atlas(args: string[], environment: Record<string, string> = {}) {
  const running = launch(root, ["atlas", "users", ...args], { DATABASE_URL: office.url, PUBLIC_URL: portal.url, ...environment });
  return { code: await running.ended, said: running.said(), result: running.result() };
}

/** The link in the latest mail to an address. */
async function linkFor(email: string, count: number): Promise<string> {
  const mails = () => mail.inbox.filter(({ to }) => to.includes(email));
  await expect.poll(() => mails().length, { timeout: 10_000 }).toBe(count);
  const received = mails().at(-1);
  return /http:\S+(?:jeton|token)=\S+/.exec(received ? parseMail(received).text : "")?.[0] ?? "";
}

it("from the first operator to the audit log: invited, signed in by mail, a contact found, looked up by the operator, left; without JavaScript", async () => {
  const post = await office.post({ name: "Ambassade de France à Dakar", city: "Dakar", country: "SN", covers: ["SN"] });
  const hidden = { first_name: "Awa", last_name: "Canariposte", email: "awa@poste.example", phone: "+221 33 000 00 00" };
  await office.person(post, { ...hidden, function_code: "cooperation_counsellor", visibility: "restricted" });
  await office.organisation("Ville de Dakar", "SN");

  // The first operator gets their link from the command line.
  const invited = await atlas(["invite", "Operator@Example.org", "--role", "operator", "--lang", "fr", "--link"]);
  expect(invited).toMatchObject({ code: 0, said: "" });
  const operator = await open();
  await operator.goto(invited.result.trim());
  await expectGood(operator);
  await press(operator, "Se connecter");
  expect(new URL(operator.url()).pathname).toBe("/fr/espace");
  await expectGood(operator);

  await operator.getByRole("link", { name: "Personnes", exact: true }).click();
  await press(operator, "Inviter");
  await operator
    .getByRole("alert")
    .getByRole("link", { name: /adresse électronique n’est pas complète/ })
    .click();
  expect(await operator.evaluate(() => location.hash)).toBe("#email");
  await expectGood(operator);
  await operator.getByLabel("Adresse électronique professionnelle").fill("correspondent@example.org");
  await operator.getByLabel("Pays du correspondant").fill("sn");
  await press(operator, "Inviter");
  await operator.getByRole("rowheader", { name: "correspondent@example.org" }).waitFor();
  await expectGood(operator);

  // The invitation opens once; later a link is asked for.
  const correspondent = await open();
  await correspondent.goto(await linkFor("correspondent@example.org", 1));
  await press(correspondent, "Se connecter");
  await press(correspondent, "Se déconnecter");
  await correspondent.getByText("Vous êtes déconnecté.").waitFor();
  expect(await correspondent.context().cookies()).toEqual([]);
  await expectGood(correspondent);
  await correspondent.getByLabel("Votre adresse électronique").fill("correspondent@example.org");
  await press(correspondent, "Recevoir un lien");
  await correspondent.getByRole("heading", { name: "Lien demandé" }).waitFor();
  await expectGood(correspondent);
  await correspondent.goto(await linkFor("correspondent@example.org", 2));
  await press(correspondent, "Se connecter");
  await correspondent.getByRole("link", { name: "Contacts", exact: true }).last().click();
  await correspondent.getByLabel("Nom, fonction, poste ou organisation").fill("canari");
  await press(correspondent, "Chercher");
  await correspondent.getByText("1 contact", { exact: true }).waitFor();
  expect(await correspondent.getByRole("table").textContent()).toMatch(/Awa Canariposte[\s\S]*awa@poste\.example[\s\S]*réservé/);
  await expectGood(correspondent);
  expect((await correspondent.goto("/fr/espace/personnes"))?.status()).toBe(403);

  // The public page of the same post has nothing of it, for the same browser.
  const publicPage = await correspondent.goto(`/fr/contacts/${post}`);
  expect(await publicPage?.text()).not.toMatch(/Canariposte|awa@poste|correspondent@example/);
  expect(await publicPage?.headerValue("cache-control")).toContain("s-maxage");

  await operator.goto("/fr/espace/journal");
  await operator.getByLabel("Personne").selectOption({ label: "correspondent@example.org" });
  await press(operator, "Filtrer");
  await operator
    .getByText(/a vu le contact n° \d+ \(Conseiller de coopération et d’action culturelle, d\d+\)/)
    .first()
    .waitFor();
  await expectGood(operator);
  await operator.goto("/fr/espace/envois");
  await expectGood(operator);
  await operator.goto("/fr/espace/personnes");
  await press(operator, "Retirer l’accès de correspondent@example.org");
  await operator.getByText(/accès retiré le/).waitFor();
  await correspondent.goto("/fr/espace/contacts");
  await correspondent.getByText("La session est terminée. Connectez-vous de nouveau.").waitFor();
});

it("through a provider of identities, by the keyboard alone, and back out on all devices; without JavaScript", async () => {
  const organisation = await office.organisation("Municipalidad de Lima", "PE");
  await office.colleague(organisation, { ...{ function_code: "partner_staff", last_name: "Alcalde" }, visibility: "restricted" });
  const done = await atlas([
    "invite",
    "officer@example.org",
    "--role",
    "officer",
    "--organisations",
    organisation,
    "--lang",
    "en",
  ]);
  expect(done).toMatchObject({ code: 0, result: "" });
  provider.people.set("officer", { email: "officer@example.org", email_verified: true });
  provider.present = "officer";
  const page = await open();
  await page.goto("/en");
  await page.getByRole("contentinfo").getByRole("link", { name: "Sign in" }).click();
  const way = page.getByRole("link", { name: "Sign in with ProConnect" });
  await page.getByRole("button", { name: "Get a link" }).focus();
  await page.keyboard.press("Tab");
  expect(await way.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/en/account");
  const ours = (await page.context().cookies()).filter(({ name }) => name.startsWith("atlas"));
  expect(ours).toMatchObject([{ name: "atlas-session", httpOnly: true, sameSite: "Lax" }]);
  await page.goto("/en/account/contacts");
  expect(await page.getByRole("table").textContent()).toContain("Alcalde");
  await expectGood(page);
  await page.goto("/en/account");
  await press(page, "Sign out on all devices");
  await page.getByText("You are signed out.").waitFor();
  await page.goBack();
  await page.waitForURL("**/en/sign-in**");
});

it("atlas users: lists, changes, revokes and purges, and says what it could not", async () => {
  expect((await atlas(["invite", "x", "--role", "correspondent"])).said).toMatch(
    /e-mail address is not whole[\s\S]*at least one country/,
  );
  expect(await atlas(["invite", "a@example.org", "--role", "correspondent", "--countries", "SN,XX"])).toMatchObject({ code: 1 });
  const first = await atlas(["invite", "a@example.org", "--role", "correspondent", "--countries", "SN"]);
  expect(first.said).toMatch(/a@example\.org is invited[\s\S]*users again a@example\.org --link/);
  expect((await atlas(["invite", "a@example.org", "--role", "operator"])).said).toContain("was invited already");
  const changed = await atlas(["role", "A@example.org", "--role", "correspondent", "--countries", "ml, pe"]);
  expect(changed).toMatchObject({ code: 0, result: "a@example.org: correspondent ML PE\n" });
  const [line] = (await atlas(["list", "--json"])).result.trim().split("\n");
  expect(JSON.parse(line ?? "")).toMatchObject({ email: "a@example.org", role: "correspondent", revokedAt: null });
  expect((await atlas(["again", "a@example.org", "--link"])).result).toMatch(/\/en\/sign-in\/link\?token=[\w-]{43}\n$/);
  expect(await atlas(["revoke", "a@example.org"])).toMatchObject({ code: 0, result: "a@example.org can sign in no more.\n" });
  expect((await atlas(["list"])).result).toMatch(/a@example\.org {2}correspondent {2}ML,PE {2}\S+ {2}- {2}\d{4}-/);
  expect((await atlas(["purge"])).result).toMatch(/^Erased: sessions \d+, links \d+, lines of the log 0, accounts 0\.\n$/);
});
