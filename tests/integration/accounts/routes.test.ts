import { readdirSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import {
  type AccountPath,
  accountPaths,
  mayDo,
  mayRead,
  permissions,
  providerRoutes,
  type Role,
  roles,
} from "@/lib/accounts/permissions";
import { href, type PathKey, type Target } from "@/lib/i18n/href";
import { type Locale, locales } from "@/lib/i18n/locales";
import { pathnames } from "@/lib/i18n/routing";
import type { Server } from "@/lib/launcher/serve";
import { ensureTestRecords } from "../../support/test-records";
import { type Office, openOffice, visitor } from "./support";

/** Every file of app/ that answers requests, by its folder. */
const routes = readdirSync("app", { recursive: true, withFileTypes: true })
  .filter(({ name }) => name === "page.tsx" || name === "route.ts")
  .map((entry) => path.relative("app", entry.parentPath));

const pageOf = (folder: string) => `/${folder.replace(/^\[locale\]\/\((public|account)\)\/?/, "")}`;
const groupOf = (folder: string) => /^\[locale\]\/\((\w+)\)/.exec(folder)?.[1];

type Identity = Role | null;
const identities: readonly Identity[] = [null, ...roles];

let office: Office;
let portal: Server;
let accounts: Record<Role, number>;
/** Something that is there, for the variable part of an address. */
let records: Record<string, string>;

beforeAll(async () => {
  office = await openOffice({ served: true });
  await ensureTestRecords(office.sql);
  const organisation = await office.organisation("Ville de Lima", "PE");
  accounts = {
    correspondent: await office.account("correspondent@example.org", { role: "correspondent", countries: ["PE"] }),
    officer: await office.account("officer@example.org", { role: "officer", organisations: [organisation] }),
    operator: await office.account("operator@example.org", { role: "operator" }),
  };
  const first = async (table: string) =>
    (await office.sql.query<{ id: string }>(`SELECT public_id AS id FROM ${table} ORDER BY id LIMIT 1`)).rows[0]?.id ?? "";
  const imported = await office.sql.query<{ id: number }>("SELECT id FROM import_run ORDER BY id LIMIT 1");
  records = {
    ...{ projects: await first("project"), organisations: await first("organisation"), contacts: await first("diplomatic_post") },
    ...{
      countries: "TV",
      territories: "R24",
      themes: "EAU",
      schemes: "water",
      news: "n1",
      imports: String(imported.rows[0]?.id),
    },
  };
  portal = await office.serve({ API_REQUESTS_PER_MINUTE: "0", EXPORTS_PER_MINUTE: "0" });
  return async () => {
    await portal.stop();
    await office.close();
  };
});

const headersOf = async (identity: Identity) => (identity === null ? {} : { cookie: await office.cookie(accounts[identity]) });
const get = async (address: string, identity: Identity) =>
  fetch(new URL(address, portal.url), { redirect: "manual", headers: { ...(await headersOf(identity)), Connection: "close" } });

/** The addresses of a route that is not behind the page to sign in. */
function publicAddresses(folder: string): string[] {
  const recordOf = (key: string) => records[key.split("/").findLast((part) => part in records) ?? ""] ?? "";
  if (groupOf(folder) === "public") {
    const key = pageOf(folder);
    if (key.includes("as-of"))
      return locales.map((locale) => `/${locale}${key.replace("[record]", recordOf(key)).replace(/\[\w+\]/g, "x")}`);
    expect(Object.keys(pathnames), folder).toContain(key);
    const target = { pathname: key as PathKey, ...(key.includes("[record]") && { record: recordOf(key) }) } as Target;
    return locales.map((locale) => href(locale, target));
  }
  return [`/${folder.replace(/\[(id|code|part)\]/, recordOf(folder) || "0")}`];
}

describe("the table of permissions", () => {
  it("has every page of the group that is not public, and no other", () => {
    const pages = routes.filter((folder) => groupOf(folder) === "account").map(pageOf);
    expect(pages.toSorted()).toEqual(accountPaths.toSorted());
    expect(
      routes
        .filter((folder) => folder.includes("sign-in") && groupOf(folder) === undefined)
        .map((folder) => `/${folder}`)
        .toSorted(),
    ).toEqual(Object.values(providerRoutes).toSorted());
  });

  it("lets nobody do what they may not read", () => {
    for (const page of accountPaths)
      for (const action of Object.keys(permissions[page].actions))
        for (const identity of identities)
          expect(!mayDo(page, action, identity) || mayRead(page, identity), `${page} ${action}`).toBe(true);
  });
});

/** Pages that say something about the moment: the hour at a post, a form that was opened now. */
const timeless = (html: string) =>
  html.replace(/\b\d{1,2}[:h]\d{2}\b/g, "").replace(/[0-9a-z]{8}-[0-9a-f]{24}-[0-9a-f]{32}/g, "");

async function publicAnswer(address: string, identity: Identity) {
  const response = await get(address, identity);
  const headers = ["cache-control", "etag", "location", "content-type", "vary"].map((name) => response.headers.get(name));
  expect(response.headers.getSetCookie(), address).toEqual([]);
  return { status: response.status, headers, body: timeless(await response.text()) };
}

describe("every route", () => {
  it("that is public answers everybody alike, and sets no cookie", async () => {
    const open = routes.filter((folder) => groupOf(folder) !== "account" && !folder.startsWith("api/sign-in"));
    expect(open.length).toBeGreaterThan(60);
    const found = new Map<number, number>();
    // One language of each page, in turn: both are drawn by the same code.
    const inTurn = (all: string[], at: number) => (all.length === 1 ? all : all.slice(at % 2, (at % 2) + 1));
    for (const address of open.flatMap((folder, at) => inTurn(publicAddresses(folder), at))) {
      // Once to make it: what is kept is then the same for all.
      await get(address, null);
      const answers = await Promise.all(identities.map((identity) => publicAnswer(address, identity)));
      const [signedOut, ...others] = answers;
      for (const other of others) expect(other, address).toEqual(signedOut);
      found.set(signedOut?.status ?? 0, (found.get(signedOut?.status ?? 0) ?? 0) + 1);
    }
    expect(found.get(200)).toBeGreaterThan(45);
    expect([...found.keys()].filter((status) => status >= 500)).toEqual([]);
  });

  const signIn = (locale: Locale) => href(locale, { pathname: "/sign-in" });

  it.each(accountPaths)("%s is read by whom the table says, and kept by nobody", async (page) => {
    for (const locale of locales) {
      for (const identity of identities) {
        const response = await get(href(locale, { pathname: page }), identity);
        const where = `${page} ${locale} ${identity}`;
        expect(response.headers.get("cache-control"), where).toMatch(/^(private, )?no-store$/);
        const isLink = page === "/sign-in/link";
        if (mayRead(page, identity)) expect(response.status, where).toBe(isLink ? 410 : 200);
        else if (identity !== null) expect(response.status, where).toBe(403);
        else expect([response.status, response.headers.get("location")], where).toEqual([303, signIn(locale)]);
        expect(response.headers.getSetCookie(), where).toEqual([]);
        if (!mayRead(page, identity)) expect(await response.text(), where).not.toMatch(/@example\.org/);
      }
    }
  });

  it("takes what is sent from whom the table says, from nobody else, and nothing that it does not name", async () => {
    const actions = new Set([
      ...accountPaths.flatMap((page) => Object.keys(permissions[page].actions)),
      "nothing",
      "constructor",
    ]);
    const count = async () =>
      (await office.sql.query("SELECT count(*)::int AS n FROM audit_entry WHERE kind <> 'signed_in'")).rows;
    const before = await count();
    for (const page of accountPaths as readonly AccountPath[]) {
      for (const action of actions) {
        for (const identity of identities) {
          const where = `${page} ${action} ${identity}`;
          const response = await fetch(new URL(href("en", { pathname: page }), portal.url), {
            ...{ method: "POST", body: new URLSearchParams({ action }), redirect: "manual" },
            headers: visitor(await headersOf(identity)),
          });
          const { status } = response;
          if (!mayRead(page, identity)) expect(status, where).toBe(identity === null ? 303 : 403);
          else if (!mayDo(page, action, identity)) expect(status, where).toBe(400);
          else expect([200, 303, 400, 410, 422], where).toContain(status);
          if (!mayRead(page, identity) && identity === null) expect(response.headers.get("location")).toBe(signIn("en"));
        }
      }
    }
    // Forms without anything in them: nothing was done in anybody's name.
    expect(await count()).toEqual(before);
  });

  it("behind the page to sign in has no other door: folders, other cases, encoded letters and Next's own requests", async () => {
    const doors = accountPaths
      .filter((page) => !mayRead(page, null))
      .flatMap((page) => {
        const own = href("fr", { pathname: page });
        return [
          `/fr${page}`,
          `/en${own.slice(3)}`,
          own.toUpperCase(),
          own.replace("espace", "%65space"),
          `${own}/`,
          `/${own}`,
          `${own}?_rsc=1`,
          `${own}.rsc`,
          `/_next/data/x${own}.json`,
        ];
      });
    for (const door of doors) {
      for (const headers of [
        {},
        { rsc: "1" },
        { "next-action": "x" },
        { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
      ]) {
        let address = new URL(portal.url + door);
        for (let steps = 0; steps < 5; steps++) {
          const response = await fetch(address, {
            redirect: "manual",
            headers: { ...headers, Connection: "close" } as Record<string, string>,
          });
          const body = await response.text();
          expect(body, `${door} ${JSON.stringify(headers)}`).not.toMatch(/@example\.org/);
          if (response.status === 200) expect(body, door).toMatch(/Connexion|Sign in/);
          const next = response.headers.get("location");
          if (next === null) break;
          address = new URL(next, address);
        }
      }
    }
  });
});
