import { closeSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import { today } from "@/lib/core/clock";
import { ensureBuilt } from "@/lib/launcher/build";
import { root } from "@/lib/launcher/lock.mjs";
import { startServer } from "@/lib/launcher/serve";
import { freePort } from "@/lib/postgres/cluster";
import { linkKey } from "@/lib/verification/link";
import { type MailServer, startMailServer } from "../../support/mail-server";
import { parseMail } from "../../support/parse-mail";
import { launch } from "../../support/project-copy";
import { type Hall, openHall } from "../contacts/support";

const logFile = path.join(tmpdir(), `atlas-verification-${process.pid}.log`);
let hall: Hall;
let mail: MailServer;
let post: string;

beforeAll(async () => {
  [hall, mail] = await Promise.all([openHall(), startMailServer(), ensureBuilt()]);
  const columns = { generic_email: "dakar@post.example" };
  post = await hall.post({ name: "Ambassade de France à Dakar", city: "Dakar", country: "SN", covers: ["SN"], columns });
  return async () => {
    await mail.stop();
    await hall.close();
    rmSync(logFile, { force: true });
  };
});

const verifiedOn = async () => (await hall.database.diplomaticPost.findUniqueOrThrow({ where: { publicId: post } })).verifiedOn;

it("an operator asks, the contact opens the link and answers: only the answer changes anything, and no log has the link", async () => {
  const output = openSync(logFile, "a");
  const port = await freePort();
  const publicUrl = `http://localhost:${port}`;
  const environment = { LOG_LEVEL: "info", SMTP_URL: `smtp://127.0.0.1:${mail.port}`, MAIL_FROM: "atlas@example.org" };
  const portal = await startServer({ host: "localhost", port, databaseUrl: hall.url, publicUrl, output, environment });
  closeSync(output);
  const atlas = async (...args: string[]) => {
    const running = launch(root, ["atlas", "contacts", ...args], {
      DATABASE_URL: hall.url,
      PUBLIC_URL: publicUrl,
      ...environment,
    });
    return { code: await running.ended, said: running.said(), result: running.result() };
  };
  expect(await atlas("verify", "--only", "d1")).toMatchObject({ code: 1, result: "" });
  expect((await atlas("verify", "--dry-run")).result).toContain(post);
  expect(mail.inbox).toEqual([]);
  expect((await atlas("verify", "--only", post, "--older-than", "6")).result.trim()).toBe(
    `${post}  fr  Ambassade de France à Dakar`,
  );
  const link = /http:\S+verifier\?cle=\S+/.exec(mail.inbox[0] ? parseMail(mail.inbox[0]).text : "")?.[0] ?? "";
  const send = (body: Record<string, string>, headers: Record<string, string> = {}, to = link) =>
    fetch(to, { method: "POST", body: new URLSearchParams(body), redirect: "manual", headers });

  for (const method of ["HEAD", "GET", "GET"]) {
    const seen = await fetch(link, { method });
    expect(seen.status).toBe(200);
    expect(seen.headers.get("cache-control")).toContain("no-store");
    expect(seen.headers.get("set-cookie")).toBeNull();
    if (method === "GET")
      expect(await seen.text()).toMatch(
        /dakar@post\.example[\s\S]*<meta name="robots" content="noindex|<meta name="robots" content="noindex[\s\S]*dakar@post\.example/,
      );
  }
  const wrong = await send({ answer: "correct", correction: "" });
  expect([wrong.status, (await wrong.text()).includes("correction-error")]).toEqual([422, true]);
  expect((await send({ answer: "confirm" }, { "Sec-Fetch-Site": "cross-site" })).status).toBe(403);
  expect((await send({ answer: "confirm" }, {}, `${link}0`)).status).toBe(404);
  expect((await fetch(`${publicUrl}/en/contacts/verify`)).status).toBe(404);
  expect(await verifiedOn()).toBeNull();
  expect(await hall.database.verification.count({ where: { answer: null } })).toBe(1);

  const taken = await send({ answer: "confirm" }, { "Sec-Fetch-Site": "same-origin" });
  expect(taken.status).toBe(303);
  expect(new URL(taken.headers.get("location") ?? "", publicUrl).href).toBe(link);
  expect((await verifiedOn())?.toISOString().slice(0, 10)).toBe(today());
  const used = await (await fetch(link)).text();
  expect(used).toContain("Merci de votre réponse");
  expect(used).not.toContain("dakar@post.example");
  await hall.sql.query(
    "UPDATE verification SET answer = NULL, answered_at = NULL, created_at = now() - interval '2 days', expires_at = $1",
    [new Date(Date.now() - 1_000)],
  );
  // The time of its end is signed: it cannot be put off, and one that was is no link.
  expect((await fetch(link)).status).toBe(404);
  const { id, expiresAt } = await hall.database.verification.findFirstOrThrow();
  const key = await linkKey(hall.database, { id, expiresAt, email: "dakar@post.example" });
  for (const method of ["GET", "POST"]) {
    const body = method === "POST" ? new URLSearchParams({ answer: "confirm" }) : null;
    const ended = await fetch(`${publicUrl}/fr/contacts/verifier?cle=${key}`, { method, body });
    expect([method, ended.status, (await ended.text()).includes("Ce lien n’est plus valable")]).toEqual([method, 410, true]);
  }
  await portal.stop();
  expect(readFileSync(logFile, "utf8")).not.toMatch(/post\.example|cle=|[0-9a-f]{32}/);
});
