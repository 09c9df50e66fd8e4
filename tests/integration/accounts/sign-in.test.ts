import { beforeAll, describe, expect, it } from "vitest";
import { makeLink } from "@/lib/accounts/mail-queue";
import { tokenHash } from "@/lib/accounts/token";
import { limits } from "@/lib/core/limits";
import type { Server } from "@/lib/launcher/serve";
import { type MailServer, startMailServer } from "../../support/mail-server";
import { parseMail } from "../../support/parse-mail";
import { cookieOf, moved, type Office, openOffice, visitor } from "./support";

let office: Office;
let mail: MailServer;
let portal: Server;

beforeAll(async () => {
  [office, mail] = await Promise.all([openOffice({ served: true }), startMailServer()]);
  portal = await office.serve({ SMTP_URL: `smtp://127.0.0.1:${mail.port}`, MAIL_FROM: "atlas@example.org" });
  return async () => {
    await portal.stop();
    await mail.stop();
    await office.close();
  };
});

let guests = 0;
/** Somebody new who may sign in: what was sent to others, or is still on its way to them, is not theirs. */
async function guest(): Promise<{ id: number; email: string }> {
  guests += 1;
  const email = `guest${guests}@example.org`;
  return { email, id: await office.account(email, { role: "operator" }) };
}

const post = (address: string, form: Record<string, string>, headers: Record<string, string> = visitor()) =>
  fetch(new URL(address, portal.url), { method: "POST", body: new URLSearchParams(form), redirect: "manual", headers });
const get = (address: string, cookie = "", method = "GET") =>
  fetch(new URL(address, portal.url), { method, redirect: "manual", headers: { cookie, Connection: "close" } });

const ask = (email: string, headers = visitor()) => post("/fr/connexion", { action: "ask", email }, headers);

const mailsTo = (email: string) => mail.inbox.filter(({ to }) => to.includes(email));

/** The link in the mail that somebody was sent, the last of so many. */
async function linkFor(email: string, count = 1): Promise<string> {
  await expect.poll(() => mailsTo(email).length, { timeout: 10_000 }).toBe(count);
  const received = mailsTo(email).at(-1);
  const { text } = received ? parseMail(received) : { text: "" };
  return /http:\S+\/connexion\/lien\?jeton=\S+/.exec(text)?.[0] ?? "";
}

/** Signs in by the mail; the cookie. */
async function signIn(email: string): Promise<string> {
  await ask(email);
  return cookieOf(await post(await linkFor(email), { action: "use" }));
}

describe("a link by mail", () => {
  it("is asked for with the same answer and the same rows by who was invited, who was not, and who may come no more", async () => {
    const [known, revoked] = [await guest(), await guest()];
    await office.sql.query("UPDATE account SET revoked_at = now() WHERE id = $1", [revoked.id]);
    const asked = [known.email, "stranger@example.org", revoked.email];
    const answers = [];
    for (const email of asked) {
      const response = await ask(email);
      const headers = [...response.headers].filter(
        ([name]) => !["date", "x-request-id", "content-security-policy"].includes(name),
      );
      answers.push({ ...moved(response), headers, body: await response.text() });
    }
    expect(answers[0]).toMatchObject({ status: 303, to: "/fr/connexion/envoi", cookies: [] });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(await linkFor(known.email)).toContain("jeton=");
    // All three have been looked at, and one mail left.
    const waiting = "SELECT count(*)::int AS n FROM account_mail WHERE sent_at IS NULL AND given_up_at IS NULL";
    await expect.poll(async () => (await office.sql.query<{ n: number }>(waiting)).rows[0]?.n, { timeout: 10_000 }).toBe(0);
    expect(asked.map((email) => mailsTo(email).length)).toEqual([1, 0, 0]);
    const { rows } = await office.sql.query(
      "SELECT email, purpose, language FROM account_link WHERE email = ANY($1) AND purpose = 'sign_in' ORDER BY id",
      [asked],
    );
    expect(rows).toEqual(asked.map((email) => ({ email, purpose: "sign_in", language: "fr" })));
  });

  it("comes in the language of the page, says how long it works, and is nowhere in the database", async () => {
    const { email } = await guest();
    await post("/en/sign-in", { action: "ask", email: `  ${email.toUpperCase()} ` });
    await expect.poll(() => mailsTo(email).length, { timeout: 10_000 }).toBe(1);
    const { headers, text } = parseMail(mailsTo(email)[0] ?? { from: "", to: [], raw: "" });
    expect(headers).toMatchObject({ "content-language": "en", "auto-submitted": "auto-generated" });
    expect(text).toContain("works once, for 15 minutes");
    const token = /\/en\/sign-in\/link\?token=([\w-]{43})\s/.exec(text)?.[1] ?? "";
    const { rows } = await office.sql.query<{ text: string; hash: Buffer }>(
      "SELECT l::text AS text, token_hash AS hash FROM account_link l WHERE email = $1 AND purpose = 'sign_in'",
      [email],
    );
    expect(rows.map(({ text: row }) => row).join()).not.toContain(token);
    expect(rows[0]?.hash.equals(Buffer.from(tokenHash("sign_in", token)))).toBe(true);
  });

  it("opens a page that programs may look at; the button in it works once, whoever presses it at the same time", async () => {
    const { email } = await guest();
    await ask(email);
    const link = await linkFor(email);
    for (const method of ["HEAD", "GET", "GET"]) {
      const page = await get(link, "", method);
      expect(moved(page)).toEqual({ status: 200, to: null, cookies: [] });
      expect(page.headers.get("cache-control")).toBe("private, no-store");
      if (method === "GET") expect(await page.text()).toContain(email);
    }
    const answers = await Promise.all([1, 2, 3].map(() => post(link, { action: "use" })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 410, 410]);
    const [first] = answers.filter(({ status }) => status === 303);
    expect(first && moved(first)).toMatchObject({ status: 303, to: "/fr/espace" });
    expect((await get(link)).status).toBe(410);
    expect(await (await get(link)).text()).toContain("Ce lien ne sert plus");
  });

  it("works for 15 minutes, and all that an address has are over when one was used", async () => {
    const { email } = await guest();
    await ask(email);
    const link = await linkFor(email);
    const { rows } = await office.sql.query<{ minutes: number }>(
      `SELECT round(extract(epoch FROM expires_at - created_at) / 60)::int AS minutes FROM account_link
       WHERE email = $1 AND purpose = 'sign_in'`,
      [email],
    );
    expect(rows).toEqual([{ minutes: 15 }]);
    const over = "UPDATE account_link SET expires_at = now() - interval '1 second' WHERE email = $1 AND purpose = 'sign_in'";
    await office.sql.query(over, [email]);
    expect((await post(link, { action: "use" })).status).toBe(410);
    await ask(email);
    const second = await linkFor(email, 2);
    await ask(email);
    expect((await post(await linkFor(email, 3), { action: "use" })).status).toBe(303);
    expect((await post(second, { action: "use" })).status).toBe(410);
  });

  it("is for its purpose: a token of a session opens nothing, and that of a link is no session", async () => {
    const [{ email }, other] = [await guest(), await guest()];
    const cookie = await signIn(email);
    const link = (token: string) => `/fr/connexion/lien?jeton=${token}`;
    expect((await post(link(cookie.split("=")[1] ?? ""), { action: "use" })).status).toBe(410);
    await ask(other.email);
    const token = new URL(await linkFor(other.email)).searchParams.get("jeton") ?? "";
    expect(moved(await get("/fr/espace", `atlas-session=${token}`))).toMatchObject({ status: 303 });
    await office.sql.query("UPDATE account_link SET purpose = 'invitation' WHERE email = $1", [other.email]);
    expect((await post(link(token), { action: "use" })).status).toBe(410);
    for (const nonsense of ["", "x", "%00", "é".repeat(43)])
      expect((await post(link(nonsense), { action: "use" })).status).toBe(410);
  });

  it("lets nobody in who was revoked after it was sent", async () => {
    const { id, email } = await guest();
    await ask(email);
    const link = await linkFor(email);
    await office.sql.query("UPDATE account SET revoked_at = now() WHERE id = $1", [id]);
    expect((await get(link)).status).toBe(410);
    expect((await post(link, { action: "use" })).status).toBe(410);
  });

  it("is refused to other sites, to what is no address, and to who asks too often", async () => {
    const { email } = await guest();
    for (const headers of [{ "Sec-Fetch-Site": "cross-site" }, { Origin: "https://evil.example" }] as Record<string, string>[])
      expect((await ask(email, headers)).status).toBe(403);
    for (const wrong of ["", "known", "a@b", `${email}\r\nBcc: x@example.org`]) {
      const response = await ask(wrong);
      expect(response.status, wrong).toBe(422);
      expect(await response.text()).toContain("L’adresse électronique n’est pas complète");
    }
    const busy = visitor();
    for (let count = 0; count < limits.signInPerClient; count++)
      expect((await ask(`n${count}@example.org`, busy)).status).toBe(303);
    const refused = await ask("one-more@example.org", busy);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("is sent to one address five times an hour, with the same answer afterwards", async () => {
    const { email } = await guest();
    for (let count = 0; count < limits.signInPerAddress + 2; count++)
      expect(moved(await ask(email))).toMatchObject({ status: 303, to: "/fr/connexion/envoi" });
    const count = "SELECT count(*)::int AS n FROM account_link WHERE email = $1 AND purpose = 'sign_in'";
    const { rows } = await office.sql.query<{ n: number }>(count, [email]);
    expect(rows).toEqual([{ n: limits.signInPerAddress }]);
  });
});

describe("a session", () => {
  const isOver = async (cookie: string) => (await get("/fr/espace", cookie)).status === 303;

  it("is opened, known by its hash alone, kept by nobody, and ends when its owner leaves", async () => {
    const { email } = await guest();
    const cookie = await signIn(email);
    const page = await get("/fr/espace", cookie);
    expect(page.status).toBe(200);
    expect(page.headers.get("cache-control")).toBe("private, no-store");
    expect(page.headers.get("x-robots-tag")).toBe("noindex");
    expect(page.headers.getSetCookie()).toEqual([]);
    const html = await page.text();
    expect(html).toContain(email);
    // Only the scripts of this answer run.
    const nonce = /script-src 'self' 'nonce-([^']+)';/.exec(page.headers.get("content-security-policy") ?? "")?.[1] ?? "none";
    const scripts = [...html.matchAll(/<script\b[^>]*>/g)].map(([script]) => script);
    expect(scripts.length).toBeGreaterThan(3);
    expect(scripts.filter((script) => !script.includes(`nonce="${nonce}"`))).toEqual([]);
    expect((await get("/fr/espace", cookie)).headers.get("content-security-policy")).not.toContain(nonce);
    const { rows } = await office.sql.query<{ text: string }>("SELECT s::text AS text FROM account_session s");
    expect(rows.map(({ text }) => text).join()).not.toContain(cookie.split("=")[1]);
    const left = moved(await post("/fr/espace", { action: "leave" }, visitor({ cookie })));
    expect(left).toMatchObject({ status: 303, to: "/fr/connexion?probleme=left" });
    expect(left.cookies).toEqual(["atlas-session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"]);
    expect(await isOver(cookie)).toBe(true);
  });

  it("is a cookie for this host alone that scripts and other sites do not get", async () => {
    const { email } = await guest();
    await ask(email);
    const response = await post(await linkFor(email), { action: "use" });
    const [cookie] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^atlas-session=[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax$/);
  });

  it("ends after an hour without a request, after twelve hours, and with the access", async () => {
    const ended = [
      "last_seen_at = now() - interval '61 minutes'",
      "created_at = now() - interval '13 hours', expires_at = now() - interval '1 second'",
    ];
    const id = await office.account("brief@example.org", { role: "operator" });
    for (const change of ended) {
      const cookie = await office.cookie(id);
      expect(await isOver(cookie)).toBe(false);
      await office.sql.query(`UPDATE account_session SET ${change}`);
      expect(await isOver(cookie), change).toBe(true);
    }
    const cookie = await office.cookie(id);
    await office.sql.query("UPDATE account SET revoked_at = now() WHERE id = $1", [id]);
    expect(await isOver(cookie)).toBe(true);
  });

  it("is seen to go on, and ended everywhere by who has several", async () => {
    const id = await office.account("several@example.org", { role: "operator" });
    const [one, two] = [await office.cookie(id), await office.cookie(id)];
    await office.sql.query("UPDATE account_session SET last_seen_at = now() - interval '59 minutes' WHERE account_id = $1", [id]);
    expect(await isOver(one)).toBe(false);
    const idle =
      "SELECT count(*)::int AS n FROM account_session WHERE account_id = $1 AND last_seen_at > now() - interval '1 minute'";
    expect((await office.sql.query(idle, [id])).rows).toEqual([{ n: 1 }]);
    await post("/fr/espace", { action: "leave_everywhere" }, visitor({ cookie: two }));
    expect([await isOver(one), await isOver(two)]).toEqual([true, true]);
  });

  it("is not used by other sites", async () => {
    const cookie = await office.cookie(await office.account("safe@example.org", { role: "operator" }));
    for (const site of [
      { "Sec-Fetch-Site": "cross-site" },
      { "Sec-Fetch-Site": "same-site" },
      { Origin: "https://evil.example" },
    ])
      expect((await post("/fr/espace", { action: "leave" }, { cookie, ...site } as Record<string, string>)).status).toBe(403);
    expect(await isOver(cookie)).toBe(false);
  });
});

describe("operators", () => {
  it("invite by mail, whose link works for a week, and revoke; all of it is in the log", async () => {
    const cookie = await office.cookie(await office.account("boss@example.org", { role: "operator" }));
    const people = (form: Record<string, string>) => post("/fr/espace/personnes", form, visitor({ cookie }));
    const invitation = { action: "invite", email: "New@Example.org", role: "correspondent", countries: "sn, ML", language: "fr" };
    const wrong = await people({ ...invitation, countries: "XX", email: "x" });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain("L’adresse électronique n’est pas complète");
    expect(await (await people({ ...invitation, countries: "XX" })).text()).toContain("Un des pays n’est pas connu");
    expect(moved(await people(invitation))).toMatchObject({ status: 303, to: "/fr/espace/personnes" });
    expect((await people(invitation)).status).toBe(422);
    const link = await linkFor("new@example.org");
    const { rows } = await office.sql.query<{ days: number }>(
      "SELECT round(extract(epoch FROM expires_at - created_at) / 86400)::int AS days FROM account_link WHERE email = 'new@example.org'",
    );
    expect(rows).toEqual([{ days: limits.invitationDays }]);
    const own = cookieOf(await post(link, { action: "use" }));
    expect(await (await get("/fr/espace", own)).text()).toMatch(/Mali et Sénégal/);
    const { id } =
      (await office.sql.query<{ id: number }>("SELECT id FROM account WHERE email = 'new@example.org'")).rows[0] ?? {};
    expect((await people({ action: "revoke", id: String(id) })).status).toBe(303);
    expect((await get("/fr/espace", own)).status).toBe(303);
    const log = await (await get("/fr/espace/journal", cookie)).text();
    for (const part of [
      "a invité new@example.org",
      "correspondant ML SN",
      "a retiré l’accès de new@example.org",
      "s’est connecté",
    ])
      expect(log).toContain(part);
  });

  it("cannot keep themselves out", async () => {
    const id = await office.account("self@example.org", { role: "operator" });
    const cookie = await office.cookie(id);
    expect((await post("/fr/espace/personnes", { action: "revoke", id: String(id) }, visitor({ cookie }))).status).toBe(400);
    expect((await get("/fr/espace", cookie)).status).toBe(200);
  });
});

describe("the portal", () => {
  it("writes nobody's address and no token into its log", async () => {
    const { email } = await guest();
    await signIn(email);
    const log = office.log();
    expect(log).toContain("/fr/connexion/lien");
    expect(log).not.toMatch(/@example\.org|jeton=|atlas-session/);
  });

  it("behind TLS gives cookies that browsers send over TLS alone; in clear on a network it gives none", async () => {
    const id = await office.account("tls@example.org", { role: "operator" });
    const { rows } = await office.sql.query<{ id: number }>(
      "INSERT INTO account_link (purpose, email, language) VALUES ('invitation', 'tls@example.org', 'fr') RETURNING id",
    );
    expect(id).toBeGreaterThan(0);
    const made = await makeLink(office.database, rows[0]?.id ?? 0);
    const address = new URL(made?.address ?? "");
    const secure = await office.serve({ PUBLIC_URL: "https://atlas.example.org" });
    const open = await office.serve({
      PUBLIC_URL: "http://atlas.example.org",
      SMTP_URL: "smtp://127.0.0.1:9",
      MAIL_FROM: "a@example.org",
    });
    const use = (server: Server) =>
      fetch(new URL(address.pathname + address.search, server.url), {
        ...{ method: "POST", body: new URLSearchParams({ action: "use" }), redirect: "manual", headers: visitor() },
      });
    expect((await use(open)).headers.getSetCookie()).toEqual([]);
    expect(await (await fetch(new URL("/fr/connexion", open.url))).text()).toContain("La connexion n’est pas ouverte");
    const [cookie] = (await use(secure)).headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-atlas-session=[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax; Secure$/);
    await Promise.all([secure.stop(), open.stop()]);
  });
});
