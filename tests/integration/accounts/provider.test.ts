import { beforeAll, describe, expect, it } from "vitest";
import type { Server } from "@/lib/launcher/serve";
import { freePort } from "@/lib/postgres/cluster";
import { type IdentityProvider, type Person, startIdentityProvider } from "../../support/identity-provider";
import { moved, type Office, openOffice } from "./support";

let office: Office;
let provider: IdentityProvider;
let portal: Server;

const settings = ({ issuer, client }: IdentityProvider) => ({
  ...{ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: client.id, OIDC_CLIENT_SECRET: client.secret, OIDC_LABEL: "ProConnect" },
});

/** A portal with a provider of its own. */
async function open(signed: boolean, more: Record<string, string> = {}) {
  const port = await freePort();
  const own = await startIdentityProvider({ callback: `http://127.0.0.1:${port}/api/sign-in/callback`, signed });
  return { own, server: await office.serve({ ...settings(own), PUBLIC_URL: `http://127.0.0.1:${port}`, ...more }, port) };
}

beforeAll(async () => {
  office = await openOffice({ served: true });
  ({ own: provider, server: portal } = await open(false));
  return async () => {
    await portal.stop();
    await provider.stop();
    await office.close();
  };
});

/** A browser without a screen: follows every redirect and keeps the cookies of each host apart. */
class Browser {
  private readonly jar = new Map<string, Map<string, string>>();
  private readonly client = `203.0.113.${Math.floor(Math.random() * 250)}`;

  cookies(address: string): Map<string, string> {
    const { host } = new URL(address);
    const own = this.jar.get(host) ?? new Map<string, string>();
    this.jar.set(host, own);
    return own;
  }

  async get(address: string): Promise<Response> {
    const own = this.cookies(address);
    const cookie = [...own].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { cookie, "X-Forwarded-For": this.client, "Accept-Language": "en", Connection: "close" };
    const response = await fetch(address, { redirect: "manual", headers });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split(/=(.*)/s, 2);
      if (value === "") own.delete(name);
      else own.set(name, value);
    }
    return response;
  }

  /** Where the redirects lead until `stop` says so. */
  async follow(address: string, stop: (next: string) => boolean = () => false): Promise<{ at: string; response: Response }> {
    let at = address;
    for (let steps = 0; steps < 15; steps++) {
      const response = await this.get(at);
      const next = response.headers.get("location");
      if (next === null) return { at, response };
      at = new URL(next, at).href;
      if (stop(at)) return { at, response };
    }
    throw new Error("in circles");
  }
}

const begin = (server = portal) => `${server.url}/api/sign-in/provider?lang=en`;
const isBack = (next: string) => next.includes("/api/sign-in/callback");

/** Comes from the provider as this person; path of the page that it ends on. */
async function come(
  subject: string | null,
  person: Person = {},
  at = { provider, portal },
  browser = new Browser(),
): Promise<string> {
  if (subject !== null) at.provider.people.set(subject, person);
  at.provider.present = subject;
  const { at: end, response } = await browser.follow(begin(at.portal));
  expect(response.status).toBe(200);
  const { pathname, search } = new URL(end);
  return pathname + search;
}

const refused = (reason: string) => `/en/sign-in?problem=${reason}`;

describe("through a provider of identities", () => {
  it("somebody who was invited comes in by their verified address, and later by who they are there", async () => {
    await office.account("invited@example.org", { role: "operator" });
    const browser = new Browser();
    const person = { email: "Invited@Example.org", email_verified: true };
    expect(await come("subject-1", person, undefined, browser)).toBe("/fr/espace");
    expect(browser.cookies(portal.url).has("atlas-provider")).toBe(false);
    expect(await (await browser.get(`${portal.url}/fr/espace`)).text()).toContain("invited@example.org");
    expect(await come("subject-1", { email: "renamed@example.org", email_verified: true })).toBe("/fr/espace");
  });

  it("nobody else does: not invited, not verified, somebody else with the address, revoked, or without consent", async () => {
    const sessions = "SELECT count(*)::int AS n FROM account_session";
    const before = (await office.sql.query(sessions)).rows;
    expect(await come("subject-2", { email: "stranger@example.org", email_verified: true })).toBe(refused("not_invited"));
    await office.account("unsure@example.org", { role: "operator" });
    expect(await come("subject-3", { email: "unsure@example.org", email_verified: false })).toBe(refused("not_verified"));
    expect(await come("subject-3", { email: "unsure@example.org" })).toBe(refused("not_verified"));
    expect(await come("subject-4", { email: "invited@example.org", email_verified: true })).toBe(refused("not_invited"));
    const gone = await office.account("gone@example.org", { role: "operator" });
    await office.sql.query("UPDATE account SET revoked_at = now() WHERE id = $1", [gone]);
    expect(await come("subject-5", { email: "gone@example.org", email_verified: true })).toBe(refused("not_invited"));
    expect(await come(null)).toBe(refused("provider"));
    expect((await office.sql.query(sessions)).rows).toEqual(before);
  });

  it("asks by code with PKCE, state and nonce, none of which the address tells in clear", async () => {
    const browser = new Browser();
    const { at } = await browser.follow(begin(), (next) => next.startsWith(provider.issuer));
    const asked = new URL(at).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      ...{ response_type: "code", code_challenge_method: "S256", scope: "openid email", client_id: "atlas" },
      redirect_uri: `${portal.url}/api/sign-in/callback`,
    });
    for (const name of ["state", "nonce", "code_challenge"]) expect(asked.get(name)).toMatch(/^[\w-]{43}$/);
    const [kept = ""] = browser.cookies(portal.url).values();
    expect(at).not.toContain(kept);
  });

  it("the way back is for the browser that began it, and for once", async () => {
    await office.account("once@example.org", { role: "operator" });
    provider.people.set("subject-6", { email: "once@example.org", email_verified: true });
    provider.present = "subject-6";
    const [victim, thief] = [new Browser(), new Browser()];
    const { at: back } = await victim.follow(begin(), isBack);
    const problem = { status: 303, to: refused("provider") };
    expect(moved(await new Browser().get(back))).toMatchObject(problem);
    await thief.follow(begin(), isBack);
    expect(moved(await thief.get(back))).toMatchObject(problem);
    const forged = new URL(back);
    forged.searchParams.set("state", "x".repeat(43));
    const copy = new Browser();
    for (const [name, value] of victim.cookies(portal.url)) copy.cookies(portal.url).set(name, value);
    expect(moved(await copy.get(forged.href))).toMatchObject(problem);
    expect(moved(await victim.get(back))).toMatchObject({ status: 303, to: "/fr/espace" });
    // The same code with the same cookie, brought back by hand.
    for (const [name, value] of victim.cookies(portal.url))
      if (name !== "atlas-session") copy.cookies(portal.url).set(name, value);
    expect(moved(await copy.get(back))).toMatchObject(problem);
  });

  it("is offered by its name, without a form that would have to leave the site", async () => {
    const page = await (await fetch(`${portal.url}/en/sign-in`)).text();
    expect(page).toContain("Sign in with ProConnect");
    expect(page).toContain('href="/api/sign-in/provider?lang=en"');
    expect(page).not.toContain("Get a link");
  });

  it("that signs its user information, takes no PKCE and says nothing of verification, as ProConnect", async () => {
    await office.account("agent@example.org", { role: "operator" });
    const always = { OIDC_USERINFO_ALG: "RS256", OIDC_EMAIL_VERIFIED: "always", OIDC_PKCE: "no" };
    const { own, server } = await open(true, always);
    const at = { provider: own, portal: server };
    const browser = new Browser();
    const { at: asked } = await browser.follow(begin(server), (next) => next.startsWith(own.issuer));
    // It refuses parameters that it does not list.
    const parameters = ["client_id", "nonce", "redirect_uri", "response_type", "scope", "state"];
    expect([...new URL(asked).searchParams.keys()].toSorted()).toEqual(parameters);
    expect(await come("agent-1", { email: "agent@example.org" }, at)).toBe("/fr/espace");
    expect(await come("agent-2", { email: "nobody@example.org" }, at)).toBe(refused("not_invited"));
    await own.stop();
    await server.stop();
  });

  it("that is away, or not configured, lets nobody in and says so", async () => {
    const { own, server } = await open(false);
    await own.stop();
    expect(moved(await fetch(begin(server), { redirect: "manual" }))).toMatchObject({ status: 303, to: refused("provider") });
    await server.stop();
    const without = await office.serve();
    for (const path of ["provider", "callback?code=x&state=y"])
      expect((await fetch(`${without.url}/api/sign-in/${path}`, { redirect: "manual" })).status).toBe(404);
    await without.stop();
  });

  it("leaves nothing of anybody in the log", () => {
    const log = office.log();
    expect(log).toContain("provider of identities");
    expect(log).not.toMatch(/@example\.org|subject-\d|agent-\d|code=|state=/);
  });
});
