import { beforeAll, describe, expect, it } from "vitest";
import { limits } from "@/lib/core/limits";
import { feedbackMails } from "@/lib/feedback/mail-queue";
import { deliverQueue } from "@/lib/mail/queue";
import { type MailServer, sendMailsTo, startMailServer } from "../../support/mail-server";
import { parseMail as parse } from "../../support/parse-mail";
import { accepted, type Desk, openDesk } from "./support";

const deliverMails = () => deliverQueue(feedbackMails);

let desk: Desk;
let server: MailServer;

beforeAll(async () => {
  server = await startMailServer();
  sendMailsTo(server, { FEEDBACK_TO: "team@example.org", SITE_NAME: 'L’Atlas, "essai"\r\n' });
  desk = await openDesk();
  return async () => {
    await server.stop();
    await desk.close();
  };
});

const mailsOf = async (number: string) =>
  (await desk.database.feedback.findUniqueOrThrow({ where: { number }, include: { mails: { orderBy: { kind: "asc" } } } })).mails;
const makeDue = () => desk.database.feedbackMail.updateMany({ data: { nextAttemptAt: new Date(0) } });
const inboxOf = (address: string) => server.inbox.filter(({ to }) => to.includes(address));

describe("mail of a report", () => {
  it("goes to the visitor in their language without a word of theirs, and whole to the operators", async () => {
    const text = "Visit https://spam.example\n.\nBcc: victim@example.org";
    const number = await accepted(desk.project, { text, email: "visitor@example.org", organisation: "Ville" });
    expect(await deliverMails()).toBe(2);
    const [mail] = inboxOf("visitor@example.org");
    const acknowledgement = mail && parse(mail);
    expect(mail?.from).toBe("atlas@example.org");
    expect(mail?.to).toEqual(["visitor@example.org"]);
    expect(acknowledgement?.headers).toMatchObject({
      to: "visitor@example.org",
      subject: expect.stringContaining(number),
      "auto-submitted": "auto-generated",
      "content-language": "fr",
      "content-type": expect.stringContaining("text/plain"),
    });
    expect(acknowledgement?.text).toContain("a reçu votre signalement");
    expect(acknowledgement?.text).toContain(`https://atlas.example.org/fr/projets/${desk.project}-eau`);
    expect(mail?.raw).not.toMatch(/spam\.example|victim|Ville/);
    const [copy] = inboxOf("team@example.org");
    const operators = copy && parse(copy);
    expect(operators?.headers["reply-to"]).toBe("visitor@example.org");
    expect(operators?.text).toContain("Bcc: victim@example.org");
    expect(operators?.headers.bcc).toBeUndefined();
    expect(copy?.to).toEqual(["team@example.org"]);
    expect((await mailsOf(number)).every(({ sentAt }) => sentAt !== null)).toBe(true);
    await makeDue();
    expect(await deliverMails()).toBe(0);
  });

  it("without an address goes to the operators alone", async () => {
    const number = await accepted(desk.project, {});
    expect((await mailsOf(number)).map(({ kind }) => kind)).toEqual(["operators"]);
    await deliverMails();
  });

  it("is given up where the address does not exist, and tried again where the server asks for it", async () => {
    const refused = await accepted(desk.project, { email: "refused@example.org" });
    const later = await accepted(desk.project, { email: "later@example.org" });
    await deliverMails();
    const [gone] = (await mailsOf(refused)).filter(({ kind }) => kind === "acknowledgement");
    expect(gone).toMatchObject({ attempts: 1, sentAt: null, lastError: "550", givenUpAt: expect.any(Date) });
    const waiting = async () => (await mailsOf(later)).find(({ kind }) => kind === "acknowledgement");
    expect(await waiting()).toMatchObject({ attempts: 1, sentAt: null, lastError: "451", givenUpAt: null });
    expect((await waiting())?.nextAttemptAt.getTime()).toBeGreaterThan(Date.now() + 30_000);
    for (let i = 1; i < limits.mailAttempts; i++) {
      await makeDue();
      await deliverMails();
    }
    expect(await waiting()).toMatchObject({ attempts: limits.mailAttempts, givenUpAt: expect.any(Date) });
  });

  it("waits while the server is down, loses nothing, and goes once when it is back", async () => {
    const { port } = server;
    await server.stop();
    const number = await accepted(desk.project, { email: "patient@example.org" });
    expect(await deliverMails()).toBe(0);
    const attempts = (await mailsOf(number)).map((mail) => mail.attempts);
    // The first failure tells that no mail would pass: the second is not even tried.
    expect(attempts.reduce((sum, each) => sum + each, 0)).toBe(1);
    expect((await mailsOf(number)).every(({ givenUpAt, sentAt }) => givenUpAt === null && sentAt === null)).toBe(true);
    server = await startMailServer(port);
    await makeDue();
    const sent = await Promise.all([deliverMails(), deliverMails(), deliverMails()]);
    expect(sent.reduce((sum, each) => sum + each, 0)).toBe(2);
    expect(inboxOf("patient@example.org")).toHaveLength(1);
  });

  it("pesters nobody: an address has its share a day", async () => {
    const client = "203.0.113.5";
    const numbers = [];
    for (let i = 0; i <= limits.feedbackMailsPerAddress; i++) {
      const email = i % 2 ? "Victim@example.org" : "victim@example.org";
      numbers.push(await accepted(desk.project, { email }, { client }));
    }
    const kinds = await Promise.all(numbers.map(async (number) => (await mailsOf(number)).length));
    expect(kinds).toEqual([...Array<number>(limits.feedbackMailsPerAddress).fill(2), 1]);
  });

  it("has nobody to go to once the address is erased", async () => {
    await deliverMails();
    const number = await accepted(desk.project, { email: "erased@example.org" });
    await desk.database.feedback.update({ where: { number }, data: { email: null } });
    await deliverMails();
    expect(inboxOf("erased@example.org")).toEqual([]);
    expect((await mailsOf(number)).find(({ kind }) => kind === "acknowledgement")).toMatchObject({ lastError: "no_address" });
  });
});
