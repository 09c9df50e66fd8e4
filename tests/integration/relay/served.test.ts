import { closeSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, expect, it, vi } from "vitest";
import { writeTarget } from "@/lib/contacts/address";
import { findContact } from "@/lib/contacts/queries/entries";
import { formSecret } from "@/lib/feedback/queries";
import { issueToken } from "@/lib/feedback/token";
import { href } from "@/lib/i18n/href";
import { ensureBuilt } from "@/lib/launcher/build";
import { root } from "@/lib/launcher/lock.mjs";
import { startServer } from "@/lib/launcher/serve";
import { freePort } from "@/lib/postgres/cluster";
import { tokenSubject } from "@/lib/relay/submit";
import { startMailServer } from "../../support/mail-server";
import { launch } from "../../support/project-copy";
import { type Hall, openHall } from "../contacts/support";

const logFile = path.join(tmpdir(), `atlas-relay-${process.pid}.log`);
let hall: Hall;
let form: string;
let post: string;

beforeAll(async () => {
  [hall] = await Promise.all([openHall(), ensureBuilt()]);
  const columns = { generic_email: "dakar@post.example" };
  post = await hall.post({ name: "Ambassade de France à Dakar", city: "Dakar", country: "SN", covers: ["SN"], columns });
  const contact = await findContact(post, "fr");
  form = contact ? href("fr", writeTarget(contact, "fr")) : "";
  return async () => {
    await hall.close();
    rmSync(logFile, { force: true });
  };
});

/** The built portal, with or without a mail server's address. */
async function serve(smtpPort: number | null) {
  const output = openSync(logFile, "a");
  const port = await freePort();
  const mail = smtpPort === null ? {} : { SMTP_URL: `smtp://127.0.0.1:${smtpPort}`, MAIL_FROM: "atlas@example.org" };
  const publicUrl = `http://localhost:${port}`;
  const server = await startServer({
    ...{ host: "localhost", port, databaseUrl: hall.url, publicUrl, output },
    environment: { LOG_LEVEL: "info", ...mail },
  });
  closeSync(output);
  return server;
}

const letter = { name: "Visiteuse privée", email: "visitor@ville.example", subject: "Sujet privé", text: "Texte privé" };

async function send(url: string, change: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Response> {
  const token = issueToken(await formSecret(), tokenSubject(post), new Date(Date.now() - 60_000));
  const body = new URLSearchParams({ token, ...letter, ...change });
  return fetch(`${url}${form}`, { method: "POST", body, redirect: "manual", headers });
}

it("the built portal takes a letter, passes it on after its answer, and an operator sees what waits; no log names anybody", async () => {
  const mail = await startMailServer();
  const portal = await serve(mail.port);
  const wrong = await send(portal.url, { email: "x" });
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain("Texte privé");
  expect((await send(portal.url, {}, { "Sec-Fetch-Site": "cross-site" })).status).toBe(403);
  expect((await send(portal.url, { text: "x".repeat(70_000) })).status).toBe(413);
  const taken = await send(portal.url);
  expect(taken.status).toBe(303);
  const confirmation = await fetch(new URL(taken.headers.get("location") ?? "", portal.url));
  expect(confirmation.headers.get("cache-control")).toContain("no-store");
  const page = await confirmation.text();
  expect(page).toMatch(/M-\d{4}-/);
  for (const secret of ["visitor@ville.example", "dakar@post.example", "Texte privé"]) expect(page).not.toContain(secret);
  await vi.waitFor(
    () => expect(mail.inbox.flatMap(({ to }) => to).sort()).toEqual(["dakar@post.example", "visitor@ville.example"]),
    {
      timeout: 30_000,
    },
  );
  await mail.stop();
  expect((await send(portal.url, { email: "second@ville.example" })).status).toBe(303);
  await vi.waitFor(async () => expect(await hall.database.relayMail.count({ where: { lastError: { not: null } } })).toBe(1), {
    timeout: 30_000,
  });
  await portal.stop();
  const running = launch(root, ["atlas", "contacts", "outbox"], { DATABASE_URL: hall.url });
  expect(await running.ended).toBe(0);
  expect(running.result().trim().split("\n")).toHaveLength(2);
  expect(running.result()).toContain(post);
  expect(running.result()).not.toMatch(/ville\.example|post\.example|privé/);
  expect(readFileSync(logFile, "utf8")).not.toMatch(/ville\.example|post\.example|priv|M-\d{4}-/);
});

it("without a mail server, the page says that letters cannot be sent, and takes none", async () => {
  const portal = await serve(null);
  const before = await hall.database.relayMessage.count();
  const page = await fetch(`${portal.url}${form}`);
  expect(page.status).toBe(200);
  expect(await page.text()).not.toContain("<textarea");
  expect((await send(portal.url)).status).toBe(200);
  expect(await hall.database.relayMessage.count()).toBe(before);
  await portal.stop();
});
