import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { wholeDirectory } from "@/lib/contacts/directory-query";
import { listContacts } from "@/lib/contacts/queries/directory";
import { listUndeliverable } from "@/lib/contacts/undeliverable";
import { today } from "@/lib/core/clock";
import { limits } from "@/lib/core/limits";
import { deliverQueue } from "@/lib/mail/queue";
import { takeAnswer } from "@/lib/verification/answer";
import { askContacts } from "@/lib/verification/ask";
import { verificationMails } from "@/lib/verification/mail-queue";
import { purgeVerifications } from "@/lib/verification/purge";
import { findLetter, readVerification } from "@/lib/verification/queries";
import type { Given } from "@/lib/verification/schema";
import { readWhom } from "@/lib/verification/whom";
import { type MailServer, sendMailsTo, startMailServer } from "../../support/mail-server";
import { parseMail } from "../../support/parse-mail";
import { type Hall, openHall } from "../contacts/support";

let hall: Hall;
let server: MailServer;
let dakar: string;
let rome: string;
const dayMs = 86_400_000;

beforeAll(async () => {
  server = await startMailServer();
  sendMailsTo(server);
  hall = await openHall();
  const post = (name: string, country: string, columns: Record<string, unknown>) =>
    hall.post({ name, city: name, country, covers: [country], columns });
  dakar = await post("Dakar", "SN", { generic_email: "dakar@post.example" });
  rome = await post("Rome", "IT", { generic_email: "rome@post.example", verified_on: today() });
  await post("Oslo", "NO", { generic_email: "oslo@post.example", closed_on: "2020-01-01" });
  await post("Lomé", "TG", {});
  const person = (change: Record<string, unknown>) =>
    hall.person(dakar, { function_code: "other", visibility: "on_request", last_name: "Personne", ...change });
  await person({ email: "Jeanne@post.example", phone: "+221 77 111 11 11", function_code: "cooperation_counsellor" });
  await person({ email: "jeanne@post.example", function_label: "Autre fonction" });
  await person({ email: "JEANNE@post.example", last_name: "Voisine", verified_on: today() });
  await person({ email: "restricted@post.example", visibility: "restricted", last_name: "Restreinte" });
  await person({ email: "gone@post.example", visibility: "restricted", opted_out: true });
});
afterAll(async () => {
  await server?.stop();
  await hall?.close();
});
beforeEach(async () => {
  server.inbox.length = 0;
  await hall.sql.query("TRUNCATE verification, feedback CASCADE");
  await hall.sql.query(
    "UPDATE contact SET verified_on = NULL, opted_out = false, visibility = 'on_request' WHERE last_name = 'Personne' AND email ILIKE 'jeanne%'",
  );
  await hall.sql.query("UPDATE diplomatic_post SET verified_on = NULL WHERE public_id = $1", [dakar]);
});

const ask = (change: Partial<Parameters<typeof askContacts>[1]> = {}) =>
  askContacts(hall.database, { olderThanMonths: limits.contactFreshMonths, only: [], now: new Date(), ...change });
const deliver = () => deliverQueue(verificationMails, hall.database);
const stateOf = async (address: string, change = {}) => {
  const ids = await hall.sql.query<{ id: string }>(
    "SELECT public_id AS id FROM diplomatic_post WHERE generic_email = $1 UNION ALL SELECT 'c' || id FROM contact WHERE email = $1",
    [address],
  );
  const all = await readWhom(hall.database, { olderThanMonths: limits.contactFreshMonths, only: [], now: new Date(), ...change });
  return all.find(({ id }) => id === ids.rows[0]?.id)?.state;
};

/** The keys of the link in the mail to an address, in the language of the mail and in the other. */
function keysTo(address: string): string[] {
  const mail = server.inbox.find(({ to }) => to.some((each) => each.toLowerCase() === address));
  if (!mail) throw new Error(`no mail to ${address}`);
  return [...parseMail(mail).text.matchAll(/contacts\/(?:verifier\?cle|verify\?key)=(\S+)/g)].map((match) => match[1] ?? "");
}
const keyTo = (address: string) => keysTo(address)[0] ?? "";

async function answer(key: string, given: Given, now = new Date()) {
  const letter = await findLetter(key);
  if (!letter) throw new Error("no letter");
  await takeAnswer(letter, given, "fr", now);
}
const read = (key: string, now = new Date()) => readVerification(key, "fr", now);
const verifiedOn = async (id: string) =>
  (await hall.database.diplomaticPost.findUniqueOrThrow({ where: { publicId: id } })).verifiedOn?.toISOString().slice(0, 10);

describe("who is asked", () => {
  it("is whoever has an address, was not verified for a year, is there and did not object; each address once", async () => {
    await ask();
    await deliver();
    expect(
      server.inbox
        .flatMap(({ to }) => to)
        .map((to) => to.toLowerCase())
        .sort(),
    ).toEqual(["dakar@post.example", "jeanne@post.example"]);
    expect(await stateOf("rome@post.example")).toBe("verified");
    expect(await stateOf("jeanne@post.example")).toBe("asked");
    // The reference data has networks whose addresses nobody stated.
    const all = await readWhom(hall.database, { olderThanMonths: 12, only: [], now: new Date() });
    expect(all.filter(({ kind }) => kind === "b").map(({ state }) => state)).toEqual(
      Array(await hall.database.office.count()).fill("no_address"),
    );
  });

  it("is nobody twice within the bound, also when two commands run at once", async () => {
    const both = await Promise.all([ask(), ask()]);
    expect(both.map((all) => all.filter(({ state }) => state === "due").length).sort()).toEqual([0, 2]);
    await deliver();
    expect(server.inbox).toHaveLength(2);
    const later = (days: number) => ({ now: new Date(Date.now() + days * dayMs), olderThanMonths: 0 });
    expect((await ask(later(limits.verifyPauseDays - 1))).filter(({ state }) => state === "due").map(({ id }) => id)).toEqual([
      rome,
    ]);
    expect(await hall.database.verification.count()).toBe(3);
    expect(await stateOf("dakar@post.example", later(limits.verifyPauseDays + 1))).toBe("due");
    expect(await stateOf("rome@post.example", later(limits.verifyPauseDays + 1))).toBe("asked");
  });

  it("is a restricted person by the number of their row only, and never who objected", async () => {
    const { rows } = await hall.sql.query<{ id: string }>(
      "SELECT 'c' || id AS id FROM contact WHERE email IN ('restricted@post.example', 'gone@post.example') ORDER BY email DESC",
    );
    const [restricted = "", gone = ""] = rows.map(({ id }) => id);
    expect((await ask({ only: [restricted, gone] })).map(({ id, state }) => [id, state])).toEqual([[restricted, "due"]]);
    await deliver();
    expect(server.inbox.flatMap(({ to }) => to)).toEqual(["restricted@post.example"]);
    expect(await read(keyTo("restricted@post.example"))).toMatchObject({
      state: "open",
      person: { name: "Restreinte", shown: "nothing" },
    });
  });
});

describe("the letter", () => {
  it("says why it comes, in its language and with the other, and holds nothing that is not published", async () => {
    await ask();
    await deliver();
    const [mail] = server.inbox.filter(({ to }) => to[0]?.toLowerCase() === "jeanne@post.example").map(parseMail);
    expect(mail?.headers).toMatchObject({ "content-language": "fr", "auto-submitted": "auto-generated" });
    expect(mail?.text).toContain("https://atlas.example.org/fr/contacts/verifier?cle=");
    expect(mail?.text).toContain("https://atlas.example.org/en/contacts/verify?key=");
    expect(mail?.text).not.toMatch(/Personne|\+221/);
    expect(new Set(keysTo("jeanne@post.example")).size).toBe(1);
    expect(await deliver()).toBe(0);
  });
});

describe("the link", () => {
  beforeEach(async () => {
    await ask();
    await deliver();
  });

  it("shows all that is held to whom it was sent, however often it is opened, and changes nothing", async () => {
    const before = await hall.sql.query("SELECT * FROM verification, contact, diplomatic_post");
    for (let look = 0; look < 3; look++)
      expect(await read(keyTo("jeanne@post.example"))).toMatchObject({
        state: "open",
        email: "Jeanne@post.example",
        person: { name: "Personne", phone: "+221 77 111 11 11", shown: "function" },
      });
    expect(await read(keyTo("dakar@post.example"))).toMatchObject({ state: "open", contact: { id: dakar, verifiedOn: null } });
    expect((await hall.sql.query("SELECT * FROM verification, contact, diplomatic_post")).rows).toEqual(before.rows);
  });

  it("confirms in one click: the day is today, and the history says so without a name", async () => {
    const key = keyTo("dakar@post.example");
    await answer(key, { answer: "confirm", text: null });
    expect(await verifiedOn(dakar)).toBe(today());
    const revision = await hall.database.revision.findFirstOrThrow({ where: { publicId: dakar }, orderBy: { id: "desc" } });
    expect(revision).toMatchObject({
      entity: "diplomatic_post",
      actor: "atlas contacts verify",
      changes: [{ field: "verifiedOn", before: null, after: today() }],
    });
    expect(await read(key)).toMatchObject({ state: "used", answer: "confirmed", answeredOn: today(), number: null });
    expect((await listContacts(wholeDirectory, "fr")).entries[0]).toMatchObject({ freshness: "fresh" });
    await answer(keyTo("jeanne@post.example"), { answer: "confirm", text: null });
    expect(await hall.database.contact.count({ where: { verifiedOn: new Date(today()) } })).toBe(2);
  });

  it("stores a correction for operators, applies nothing of it, and works once", async () => {
    const key = keyTo("dakar@post.example");
    await answer(key, { answer: "correct", text: "Le téléphone est faux." });
    await answer(key, { answer: "correct", text: "Encore." });
    await answer(key, { answer: "confirm", text: null });
    expect(await verifiedOn(dakar)).toBeUndefined();
    const reports = await hall.database.feedback.findMany({ include: { mails: true } });
    expect(reports).toMatchObject([
      {
        publicId: dakar,
        kind: "error",
        body: "Le téléphone est faux.",
        email: "dakar@post.example",
        fromConcerned: true,
        contactId: null,
      },
    ]);
    expect(reports[0]?.mails.map(({ kind }) => kind)).toEqual(["acknowledgement"]);
    expect(await read(key)).toMatchObject({ state: "used", answer: "corrected", number: reports[0]?.number });
    expect(JSON.stringify(await read(key))).not.toContain("@");
  });

  it("hides a person who objects under their address everywhere at once, and tells the operators who it is", async () => {
    const key = keyTo("jeanne@post.example");
    const { rows } = await hall.sql.query("SELECT id FROM contact WHERE email = 'Jeanne@post.example'");
    await answer(key, { answer: "object", text: null });
    const held = await hall.database.contact.findMany({
      where: { email: { equals: "jeanne@post.example", mode: "insensitive" } },
      orderBy: { id: "asc" },
    });
    expect(held.map(({ optedOut, visibility }) => [optedOut, visibility])).toEqual([
      [true, "restricted"],
      [true, "restricted"],
      // Somebody else reads the same address.
      [false, "on_request"],
    ]);
    const [found] = (await listContacts({ ...wholeDirectory, country: "SN" }, "fr")).entries;
    expect(found?.people).toHaveLength(1);
    expect(await hall.database.feedback.findFirstOrThrow()).toMatchObject({
      kind: "personal_data",
      contactId: rows[0]?.id,
      fromConcerned: true,
    });
    expect(await read(key)).toMatchObject({ state: "used", answer: "objected" });
  });

  it("ends with its time, with another address, and with another key", async () => {
    const key = keyTo("dakar@post.example");
    const end = new Date(Date.now() + limits.verifyLinkDays * dayMs + 1_000);
    expect(await read(key, end)).toMatchObject({ state: "expired" });
    await answer(key, { answer: "confirm", text: null }, end);
    expect(await verifiedOn(dakar)).toBeUndefined();
    const [id, signature = ""] = key.split("-");
    for (const other of [
      "",
      "x",
      `${id}-${"0".repeat(32)}`,
      `${id}-${signature.slice(1)}`,
      `zzzzzzz-${signature}`,
      `${Number.parseInt(id ?? "", 36) + 1}-${signature}`,
    ])
      expect([other, await read(other)]).toEqual([other, null]);
    await hall.sql.query("UPDATE diplomatic_post SET generic_email = 'new@post.example' WHERE public_id = $1", [dakar]);
    expect(await read(key)).toBeNull();
    await hall.sql.query("UPDATE diplomatic_post SET generic_email = 'dakar@post.example' WHERE public_id = $1", [dakar]);
    expect(await read(key)).toMatchObject({ state: "open" });
  });

  it("is forgotten after its time", async () => {
    expect(await purgeVerifications(hall.database, new Date())).toBe(0);
    expect(await purgeVerifications(hall.database, new Date(Date.now() + (limits.verifyKeptMonths * 31 + 1) * dayMs))).toBe(2);
  });
});

describe("an address that the server refuses for good", () => {
  it("marks the contact, which is asked no more until it has another", async () => {
    const address = (text: string) =>
      hall.sql.query("UPDATE diplomatic_post SET generic_email = $2 WHERE public_id = $1", [dakar, text]);
    await address("refused@post.example");
    await ask({ only: [dakar] });
    expect(await deliver()).toBe(0);
    expect(await listUndeliverable(hall.database)).toMatchObject([
      { id: dakar, name: "Dakar", undeliverableOn: new Date(today()) },
    ]);
    const later = { now: new Date(Date.now() + (limits.verifyPauseDays + 1) * dayMs) };
    expect(await stateOf("refused@post.example", later)).toBe("undeliverable");
    await address("dakar@post.example");
    expect(await listUndeliverable(hall.database)).toEqual([]);
    expect(await stateOf("dakar@post.example", later)).toBe("due");
  });

  it("but not where the server refuses us and not the address", async () => {
    await hall.sql.query("UPDATE diplomatic_post SET generic_email = 'policy@post.example' WHERE public_id = $1", [dakar]);
    await ask({ only: [dakar] });
    expect(await deliver()).toBe(0);
    expect(await hall.database.verificationMail.findFirstOrThrow()).toMatchObject({
      lastError: "550",
      givenUpAt: expect.any(Date),
    });
    expect(await listUndeliverable(hall.database)).toEqual([]);
    await hall.sql.query("UPDATE diplomatic_post SET generic_email = 'dakar@post.example' WHERE public_id = $1", [dakar]);
  });
});
