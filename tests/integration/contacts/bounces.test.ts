import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { mailsOf, readBounces, takeBounces } from "@/lib/contacts/bounces";
import { wholeDirectory } from "@/lib/contacts/directory-query";
import { listContacts } from "@/lib/contacts/queries/directory";
import { setContact } from "@/lib/contacts/set";
import { listUndeliverable } from "@/lib/contacts/undeliverable";
import { today } from "@/lib/core/clock";
import { limits } from "@/lib/core/limits";
import { root } from "@/lib/launcher/lock.mjs";
import { recipientAddress } from "@/lib/relay/queries";
import { launch } from "../../support/project-copy";
import { type Hall, openHall } from "./support";

const fixture = (name: string) => `${root}/tests/fixtures/bounces/${name}`;
const now = new Date("2026-11-23T12:00:00Z");
let hall: Hall;
let dakar: string;
let rome: string;
let person: string;

beforeAll(async () => {
  hall = await openHall();
  const verified = { verified_on: today() };
  dakar = await hall.post({
    ...{ name: "Dakar", city: "Dakar", country: "SN", covers: ["SN"] },
    columns: { generic_email: "Gone@post.example", ...verified },
  });
  rome = await hall.post({ name: "Rome", city: "Rome", country: "IT", covers: ["IT"], columns: verified });
  await hall.person(rome, { function_code: "cooperation_counsellor", visibility: "on_request", email: "person@post.example" });
  const { rows } = await hall.sql.query<{ id: string }>(
    "SELECT 'c' || id AS id FROM contact WHERE email = 'person@post.example'",
  );
  person = rows[0]?.id ?? "";
});
afterAll(() => hall?.close());
beforeEach(async () => {
  await hall.sql.query("UPDATE diplomatic_post SET undeliverable_on = NULL");
  await hall.sql.query("UPDATE contact SET undeliverable_on = NULL");
});

const take = (name: string) => takeBounces(hall.database, mailsOf(createReadStream(fixture(name))), now);
const order = async () => (await listContacts(wholeDirectory, "fr")).entries.map(({ id }) => id);

describe("a mail that could not be delivered", () => {
  it("marks who has the address, and nobody that the letter that came back speaks of", async () => {
    expect(await take("postfix.eml")).toMatchObject({ marked: [{ id: dakar, name: "Dakar" }], unmatched: [], others: 0 });
  });

  it("is found in a folder of mails, in any encoding; what is late, about us, or no such mail marks nobody", async () => {
    expect(await take("folder.mbox")).toMatchObject({
      marked: [{ id: person, name: "Rome", undeliverableOn: new Date("2026-03-03") }],
      unmatched: ["stranger@post.example"],
      others: 2,
    });
    expect(await listUndeliverable(hall.database)).toMatchObject([{ id: person }]);
  });

  it("keeps the first day, and is no more than its beginning of a mail without end", async () => {
    await take("folder.mbox");
    await hall.sql.query("UPDATE contact SET undeliverable_on = '2026-01-01' WHERE undeliverable_on IS NOT NULL");
    await take("folder.mbox");
    expect(await listUndeliverable(hall.database)).toMatchObject([{ undeliverableOn: new Date("2026-01-01") }]);
    const lines = Readable.from(
      (function* () {
        for (let at = 0; at < 40; at++) yield `${"x".repeat(limits.bounceBytes / 10)}\n`;
      })(),
    );
    for await (const mail of mailsOf(lines)) expect(mail.length).toBeLessThanOrEqual(limits.bounceBytes + 1);
  });

  it("never throws, whatever the mail is", async () => {
    const report = "Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n";
    for (const text of [
      "",
      "\u0000\n\n",
      "From: x",
      `${report}Action: failed\nStatus: 5.1.1\nFinal-Recipient: rfc822;@\n`,
      `${report}:\n:\n`,
    ])
      expect(await readBounces(Buffer.from(text), now)).toEqual([]);
  });
});

describe("a contact whose mail cannot be delivered", () => {
  it("drops in order and gets no letters, until another address or the same one is stated", async () => {
    expect(await order()).toEqual([rome, dakar]);
    await hall.sql.query("UPDATE diplomatic_post SET undeliverable_on = '2026-03-03' WHERE public_id = $1", [rome]);
    expect(await order()).toEqual([dakar, rome]);
    await take("postfix.eml");
    expect(await recipientAddress(hall.database, dakar)).toBeNull();
    expect((await listContacts({ ...wholeDirectory, country: "SN" }, "fr")).entries[0]?.writable).toBe(false);
    expect(JSON.stringify(await listContacts(wholeDirectory, "fr"))).not.toMatch(/undeliverable|post\.example/);
    await setContact(hall.database, dakar, ["email=gone@post.example"]);
    expect(await recipientAddress(hall.database, dakar)).toBe("gone@post.example");
    await take("folder.mbox");
    expect(await recipientAddress(hall.database, rome)).toBeNull();
    expect(
      await setContact(hall.database, person.toUpperCase(), ["email=other@post.example", "verified=2026-11-01"]),
    ).toHaveLength(2);
    expect(await recipientAddress(hall.database, rome)).toBe("other@post.example");
    await expect(setContact(hall.database, person, ["website=https://example.org"])).rejects.toThrow("notHere");
    await expect(setContact(hall.database, "c999999", ["phone="])).rejects.toThrow("unknown");
    await hall.sql.query("UPDATE contact SET email = 'person@post.example' WHERE email = 'other@post.example'");
  });
});

it("an operator gives files or a pipe, and sees who was marked and which addresses nobody has", async () => {
  const atlas = (...args: string[]) => launch(root, ["atlas", "contacts", ...args], { DATABASE_URL: hall.url });
  const bounced = atlas("bounced", fixture("postfix.eml"), fixture("folder.mbox"));
  expect(await bounced.ended).toBe(0);
  expect(bounced.result().trim().split("\n").sort()).toEqual([
    `${person}  Rome  could not be delivered on 3 March 2026`,
    expect.stringContaining(`${dakar}  Dakar  could not be delivered on `),
  ]);
  expect(bounced.said()).toContain("No contact has this address: stranger@post.example");
  const list = atlas("undeliverable");
  expect(await list.ended).toBe(0);
  expect(list.result().trim().split("\n")).toHaveLength(2);
  const missing = atlas("bounced", "/nowhere/x.mbox");
  expect(await missing.ended).toBe(2);
  expect(missing.said()).toContain("No such file: x.mbox");
});
