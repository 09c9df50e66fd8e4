import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { limits } from "@/lib/core/limits";
import { formSecret } from "@/lib/feedback/queries";
import { issueToken } from "@/lib/feedback/token";
import { deliverQueue } from "@/lib/mail/queue";
import { relayMails } from "@/lib/relay/mail-queue";
import { listOutbox, retryMails } from "@/lib/relay/outbox";
import { purgeLetters } from "@/lib/relay/purge";
import { findPassedOn } from "@/lib/relay/queries";
import { relayCounter } from "@/lib/relay/rate";
import { emptyLetter, type RelayValues, readLetter } from "@/lib/relay/schema";
import { type RelayResult, submitLetter, tokenSubject } from "@/lib/relay/submit";
import { type MailServer, sendMailsTo, startMailServer } from "../../support/mail-server";
import { parseMail } from "../../support/parse-mail";
import { type Hall, openHall } from "../contacts/support";

let hall: Hall;
let server: MailServer;
let post: string;
/** A post without an address of its own: a person's is used. */
let manned: string;
let clients = 0;

beforeAll(async () => {
  server = await startMailServer();
  sendMailsTo(server);
  hall = await openHall();
  post = await hall.post({
    ...{ name: "Consulat général à Québec", city: "Québec", country: "CA", kind: "consulate_general", covers: ["CA-QC"] },
    columns: { generic_email: "quebec@post.example" },
  });
  manned = await hall.post({ name: "Ambassade à Dakar", city: "Dakar", country: "SN", covers: ["SN"] });
  const person = { last_name: "Personne", visibility: "on_request" };
  await hall.person(manned, { ...person, function_code: "cooperation_counsellor", email: "counsellor@post.example" });
  await hall.person(manned, {
    ...{ ...person, function_code: "decentralised_cooperation_correspondent", visibility: "restricted" },
    ...{ email: "objector@post.example", opted_out: true },
  });
});
afterAll(async () => {
  await server?.stop();
  await hall?.close();
});
beforeEach(async () => {
  server.inbox.length = 0;
  await hall.database.relayMessage.deleteMany();
});

const values = {
  ...emptyLetter,
  name: "Jeanne Exemple, Ville de Chartres",
  email: "jeanne@ville.example",
  subject: "Visite à Québec",
  text: "Bonjour,\nquand pouvons-nous venir ?",
};

async function send(change: Partial<RelayValues> = {}, given: { to?: string; demo?: boolean; client?: string; now?: Date } = {}) {
  const { to = post, demo = false, now = new Date() } = given;
  clients += 1;
  const token = issueToken(await formSecret(), tokenSubject(to), new Date(now.getTime() - 10_000));
  return submitLetter({
    contact: { id: to, demo },
    locale: "en",
    values: { ...values, token, ...change },
    client: given.client ?? `198.51.100.${clients}`,
    now,
  });
}

function numberOf(result: RelayResult): string {
  if (!("number" in result)) throw new Error(`refused: ${JSON.stringify(result.problems)}`);
  return result.number;
}
const codes = (result: RelayResult) => ("problems" in result ? result.problems.map(({ code }) => code) : []);
const deliver = () => deliverQueue(relayMails, hall.database);
const inboxOf = (address: string) => server.inbox.filter(({ to }) => to.includes(address)).map(parseMail);

describe("a letter", () => {
  it("goes to the post with the visitor as the one to answer, and to the visitor as a copy", async () => {
    const number = numberOf(await send());
    expect(number).toMatch(/^M-\d{4}-[0-9A-Z]{6}$/);
    expect(await findPassedOn(number.toLowerCase())).toEqual({ number, publicId: post });
    expect(await deliver()).toBe(2);
    const [letter] = inboxOf("quebec@post.example");
    expect(letter?.headers).toMatchObject({ to: "quebec@post.example", "reply-to": "jeanne@ville.example" });
    expect(letter?.headers.from).toContain("atlas@example.org");
    expect(letter?.headers).not.toHaveProperty("auto-submitted");
    expect(letter?.headers.subject).toContain(number);
    expect(letter?.text).toContain("quand pouvons-nous venir ?");
    expect(letter?.text).toContain("Jeanne Exemple, Ville de Chartres");
    const [copy] = inboxOf("jeanne@ville.example");
    expect(copy?.headers).toMatchObject({ to: "jeanne@ville.example", "auto-submitted": "auto-generated" });
    expect(copy?.headers).not.toHaveProperty("reply-to");
    expect(copy?.text).toContain("quand pouvons-nous venir ?");
    // The address of the post is on the envelope of the letter only.
    expect(JSON.stringify(copy)).not.toContain("quebec@post.example");
    expect(await deliver()).toBe(0);
  });

  it("reaches the person whose function it is where the post has no address, but nobody who objected", async () => {
    numberOf(await send({}, { to: manned }));
    expect(await deliver()).toBe(2);
    expect(server.inbox.flatMap(({ to }) => to).sort()).toEqual(["counsellor@post.example", "jeanne@ville.example"]);
  });

  it("to a demonstration goes to nobody but its writer", async () => {
    numberOf(await send({}, { demo: true }));
    expect(await deliver()).toBe(1);
    expect(server.inbox.flatMap(({ to }) => to)).toEqual(["jeanne@ville.example"]);
  });

  it("sent twice is one letter, also at the same moment", async () => {
    const token = issueToken(await formSecret(), tokenSubject(post), new Date(Date.now() - 10_000));
    const results = await Promise.all([send({ token }), send({ token })]);
    expect(new Set(results.map(numberOf)).size).toBe(1);
    expect(numberOf(await send({ token, text: "other" }))).toBe(numberOf(results[0] as RelayResult));
    expect(await hall.database.relayMail.count()).toBe(2);
  });
});

describe("nothing that is written", () => {
  it("becomes a header or another addressee", async () => {
    const hostile = "x\r\nBcc: victim@example.org\r\n\r\nHello\u2028Cc: victim@example.org\u0000";
    const form = new URLSearchParams({ ...values, name: hostile, subject: hostile, text: `${hostile}\r\n.\r\nQUIT\r\n` });
    const { token: _, ...read } = readLetter(form);
    numberOf(await send(read));
    await deliver();
    expect(server.inbox.flatMap(({ to }) => to).sort()).toEqual(["jeanne@ville.example", "quebec@post.example"]);
    const [letter] = inboxOf("quebec@post.example");
    expect(letter?.headers).not.toHaveProperty("bcc");
    expect(letter?.headers).not.toHaveProperty("cc");
  });

  it("becomes a header or another addressee, whatever it is", async () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.constantFrom(
        "a\r\nBcc: victim@example.org",
        "a\nTo: victim@example.org",
        "\r\n.\r\n",
        "=?utf-8?B?DQpCY2M6IHY=?=",
        "a\u0085Bcc: v@e.org",
      ),
    );
    await fc.assert(
      fc.asyncProperty(text, text, text, async (name, subject, body) => {
        server.inbox.length = 0;
        relayCounter().take("nobody");
        await hall.database.relayMessage.deleteMany();
        const { token: _, ...read } = readLetter(new URLSearchParams({ ...values, name, subject, text: body }));
        const result = await send(read);
        if (!("number" in result)) return;
        await deliver();
        expect(server.inbox.flatMap(({ to }) => to).sort()).toEqual(["jeanne@ville.example", "quebec@post.example"]);
        for (const mail of server.inbox) {
          const names = Object.keys(parseMail(mail).headers).sort();
          expect(names.filter((each) => /^(b?cc|sender|return-path)$/.test(each))).toEqual([]);
          expect(mail.raw.split("\r\n\r\n")[0]?.match(/^to:/gim)).toHaveLength(1);
        }
      }),
      { numRuns: 60, seed: 20_261_123 },
    );
  });

  it("is an address with a line end, a second address or none", async () => {
    for (const email of ["", "a@b", "a@example.org, b@example.org", "a@example.org\nBcc: b@example.org", "<a@example.org>"])
      expect([email, codes(await send({ email }))]).toEqual([email, ["email_invalid"]]);
    await expect(
      hall.sql.query(
        `INSERT INTO relay_message (number, form_key, public_id, name, email, subject, body, language)
         VALUES ('M-2026-ABCDEF', 'k', 'd1', E'a\\nBcc: x', 'a@example.org', 's', 'b', 'fr')`,
      ),
    ).rejects.toThrow(/one_line/);
  });
});

describe("a form", () => {
  it("tells everything that is wrong with it", async () => {
    const wrong = { name: "", email: "x", subject: "s".repeat(limits.relaySubjectLength + 1), text: "" };
    expect(codes(await send(wrong))).toEqual(["name_missing", "email_invalid", "subject_too_long", "text_missing"]);
    expect(codes(await send({ trap: "x" }))).toEqual(["trap_filled"]);
    expect(codes(await send({ token: "" }))).toEqual(["expired"]);
    expect(codes(await send({ token: issueToken(await formSecret(), tokenSubject(post), new Date()) }))).toEqual(["too_fast"]);
    // The token of the report about the same record, and of a letter to another.
    const age = new Date(Date.now() - 10_000);
    expect(codes(await send({ token: issueToken(await formSecret(), post, age) }))).toEqual(["expired"]);
    expect(codes(await send({ token: issueToken(await formSecret(), tokenSubject(manned), age) }))).toEqual(["expired"]);
    expect(await hall.database.relayMessage.count()).toBe(0);
  });

  it("is bounded for a client, a sender, an addressee and all", async () => {
    for (let sent = 0; sent < limits.relayPerClient; sent++)
      numberOf(await send({ email: `a${sent}@ville.example` }, { client: "192.0.2.1" }));
    expect(codes(await send({}, { client: "192.0.2.1" }))).toEqual(["too_many"]);
    const fill = (count: number, publicId: string, email: string, age: string) =>
      hall.sql.query(
        `INSERT INTO relay_message (number, form_key, public_id, name, email, subject, body, language, created_at)
         SELECT 'M-2026-' || translate(upper(lpad(to_hex(n + $5), 6, '0')), 'ILOU', '1100'), 'k' || (n + $5), $2, 'n', $3, 's', 'b', 'fr', now() - $4::interval
         FROM generate_series(1, $1) AS n`,
        [count, publicId, email, age, ++clients * 1_000],
      );
    await hall.database.relayMessage.deleteMany();
    await fill(limits.relayPerSender, "d999", "JEANNE@ville.example", "2 hours");
    expect(codes(await send())).toEqual(["too_many_of_sender"]);
    await hall.database.relayMessage.deleteMany();
    await fill(limits.relayPerRecipient, post, "other@ville.example", "2 hours");
    expect(codes(await send())).toEqual(["too_many_of_recipient"]);
    await hall.database.relayMessage.deleteMany();
    await fill(limits.relayPerHour, "d999", "other@ville.example", "10 minutes");
    expect(codes(await send())).toEqual(["too_many_of_all"]);
  });
});

describe("the outbox", () => {
  const outbox = async () => {
    const lines = [];
    for await (const line of listOutbox(hall.database)) lines.push(line);
    return lines;
  };

  it("keeps what a server that is away does not take, and gives it when it is back", async () => {
    const number = numberOf(await send());
    process.env.SMTP_URL = `smtp://127.0.0.1:${server.port}`;
    await server.stop();
    expect(await deliver()).toBe(0);
    expect(await outbox()).toMatchObject([
      { number, publicId: post, kind: "delivery", state: "waiting", attempts: 1, lastError: "ESOCKET" },
      { number, kind: "copy", state: "waiting", attempts: 0 },
    ]);
    expect(JSON.stringify(await outbox())).not.toContain("ville.example");
    server = await startMailServer(server.port);
    await hall.database.relayMail.updateMany({ data: { nextAttemptAt: new Date(0) } });
    expect(await deliver()).toBe(2);
    expect(await outbox()).toEqual([]);
  });

  it("shows what was refused, until an operator lets it be tried again", async () => {
    await hall.sql.query("UPDATE diplomatic_post SET generic_email = 'refused@post.example' WHERE public_id = $1", [post]);
    const number = numberOf(await send());
    expect(await deliver()).toBe(1);
    expect(await outbox()).toMatchObject([{ number, kind: "delivery", state: "givenUp", attempts: 1, lastError: "550" }]);
    await hall.sql.query("UPDATE diplomatic_post SET generic_email = 'quebec@post.example' WHERE public_id = $1", [post]);
    expect(await deliver()).toBe(0);
    expect(await retryMails(hall.database, number)).toBe(1);
    expect(await retryMails(hall.database, number)).toBe(0);
    expect(await deliver()).toBe(1);
    expect(inboxOf("quebec@post.example")).toHaveLength(1);
  });
});

describe("what is written", () => {
  const kept = async (number: string) =>
    hall.database.relayMessage.findUniqueOrThrow({
      where: { number },
      select: { name: true, email: true, subject: true, body: true },
    });
  const later = (days: number) => new Date(Date.now() + days * 86_400_000 + 3_600_000);

  it("is erased some days after it was sent, number and addressee stay", async () => {
    const number = numberOf(await send());
    await deliver();
    expect(await purgeLetters(hall.database, later(limits.relayTextDays - 1))).toBe(0);
    expect((await kept(number)).body).toContain("quand");
    expect(await purgeLetters(hall.database, later(limits.relayTextDays))).toBe(1);
    expect(await kept(number)).toEqual({ name: null, email: null, subject: null, body: null });
    expect(await findPassedOn(number)).toEqual({ number, publicId: post });
    expect(await purgeLetters(hall.database, later(limits.relayTextDays))).toBe(0);
  });

  it("that could not be sent is erased later, and is then not sent", async () => {
    const number = numberOf(await send());
    expect(await purgeLetters(hall.database, later(limits.relayStuckDays - 1))).toBe(0);
    expect(await purgeLetters(hall.database, later(limits.relayStuckDays))).toBe(1);
    expect(await deliver()).toBe(0);
    expect(server.inbox).toEqual([]);
    expect(await retryMails(hall.database, number)).toBe(0);
  });
});
