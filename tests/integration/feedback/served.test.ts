import { closeSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, expect, it, vi } from "vitest";
import { formSecret } from "@/lib/feedback/queries";
import { issueToken } from "@/lib/feedback/token";
import { ensureBuilt } from "@/lib/launcher/build";
import { startServer } from "@/lib/launcher/serve";
import { freePort } from "@/lib/postgres/cluster";
import { startMailServer } from "../../support/mail-server";
import { type Desk, openDesk } from "./support";

const logFile = path.join(tmpdir(), `atlas-feedback-${process.pid}.log`);
let desk: Desk;

beforeAll(async () => {
  [desk] = await Promise.all([openDesk(), ensureBuilt()]);
  return async () => {
    await desk.close();
    rmSync(logFile, { force: true });
  };
});

/** The built portal with a mail server's address. */
async function serve(smtpPort: number) {
  const output = openSync(logFile, "a");
  const port = await freePort();
  const publicUrl = `http://localhost:${port}`;
  const environment = { SMTP_URL: `smtp://127.0.0.1:${smtpPort}`, MAIL_FROM: "atlas@example.org", LOG_LEVEL: "info" };
  const server = await startServer({ host: "localhost", port, databaseUrl: desk.url, publicUrl, output, environment });
  closeSync(output);
  return server;
}

async function report(url: string, email: string): Promise<number> {
  const token = issueToken(await formSecret(), desk.project, new Date(Date.now() - 60_000));
  const body = new URLSearchParams({ token, kind: "error", text: "Texte privé", email });
  const response = await fetch(`${url}/fr/signaler?fiche=${desk.project}`, { method: "POST", body, redirect: "manual" });
  return response.status;
}

it("the built portal sends mail after its answer; mail that waited is sent after a restart; the log names nobody", async () => {
  const mail = await startMailServer();
  const first = await serve(mail.port);
  expect(await report(first.url, "one@example.org")).toBe(303);
  await vi.waitFor(() => expect(mail.inbox.map(({ to }) => to)).toEqual([["one@example.org"]]), { timeout: 30_000 });
  await mail.stop();
  expect(await report(first.url, "two@example.org")).toBe(303);
  await vi.waitFor(async () => expect(await desk.database.feedbackMail.count({ where: { lastError: { not: null } } })).toBe(1), {
    timeout: 30_000,
  });
  // The failure is noted first, then told: the log is written when the server has got there.
  await vi.waitFor(() => expect(readFileSync(logFile, "utf8")).toContain("mail not sent"), { timeout: 30_000 });
  first.process.kill("SIGKILL");
  await first.ended;
  await desk.database.feedbackMail.updateMany({ data: { nextAttemptAt: new Date(0) } });
  const back = await startMailServer(mail.port);
  const second = await serve(mail.port);
  await vi.waitFor(() => expect(back.inbox.map(({ to }) => to)).toEqual([["two@example.org"]]), { timeout: 30_000 });
  await second.stop();
  await back.stop();
  const log = readFileSync(logFile, "utf8");
  expect(log).toContain('"path":"/fr/signaler"');
  expect(log).toContain("mail not sent");
  expect(log).not.toMatch(/example\.org|Texte privé|A-2026-/);
});
