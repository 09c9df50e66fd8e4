import { beforeAll, describe, expect, it } from "vitest";
import { limits } from "@/lib/core/limits";
import { getFeedback, listFeedback } from "@/lib/feedback/list";
import { closeReport } from "@/lib/feedback/mutations";
import { purgeFeedback } from "@/lib/feedback/purge";
import { findReceipt, findReportedRecord, formSecret } from "@/lib/feedback/queries";
import { issueToken } from "@/lib/feedback/token";
import { accepted, type Desk, openDesk, send } from "./support";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  return () => desk.close();
});
const count = () => desk.database.feedback.count();
const stored = (number: string) => desk.database.feedback.findUniqueOrThrow({ where: { number } });

describe("records that can be reported about", () => {
  it("are of every kind, and follow merges", async () => {
    expect(await findReportedRecord(desk.project, "fr")).toMatchObject({
      id: desk.project,
      title: { text: "Eau et assainissement", language: "fr" },
      page: { pathname: "/projects/[record]", record: `${desk.project}-eau` },
    });
    expect(await findReportedRecord(desk.organisation, "en")).toMatchObject({
      title: { text: "Les Amis" },
      page: { pathname: "/organisations/[record]" },
    });
    await desk.database.publicIdRedirect.create({ data: { fromId: "p99999", toId: desk.project } });
    expect((await findReportedRecord("p99999", "fr"))?.id).toBe(desk.project);
    for (const id of ["", "p", "p123456", "x1", "P1", `${desk.project} `, "p9999999999999", "__proto__", "d1", "n1"])
      expect(await findReportedRecord(id, "fr"), id).toBeNull();
  });
});

describe("storing", () => {
  it("keeps what was written, and gives a receipt that holds nothing of it", async () => {
    const text = "Robert'); DROP TABLE feedback;-- <script>alert(1)</script> 👩🏽‍🚀 مشروع";
    const fields = { part: "dates", text, evidence: "https://example.org/a", organisation: "Ville", email: "a@example.org" };
    const number = await accepted(desk.project, fields);
    expect(await stored(number)).toMatchObject({
      ...{ publicId: desk.project, kind: "error", part: "dates", body: text, evidenceUrl: "https://example.org/a" },
      ...{ organisation: "Ville", email: "a@example.org", language: "fr", status: "new", closedAt: null },
    });
    expect(await findReceipt(number.toLowerCase())).toEqual({ number, publicId: desk.project, acknowledged: false });
    expect(await findReceipt("A-2026-000000")).toBeNull();
  });

  it("stores the same form once, however often and however simultaneously it is sent", async () => {
    const before = await count();
    const token = issueToken(await formSecret(), desk.project, new Date(Date.now() - 10_000));
    const numbers = await Promise.all(Array.from({ length: 6 }, () => accepted(desk.project, { token })));
    expect(new Set([...numbers, await accepted(desk.project, { token, text: "changed" })]).size).toBe(1);
    expect(await count()).toBe(before + 1);
  });

  it("refuses a form that is too fast, too old, forged, for another record, or filled in by a program", async () => {
    const before = await count();
    const key = await formSecret();
    const at = (ms: number, id = desk.project) => issueToken(key, id, new Date(Date.now() - ms));
    const codes = async (change: Parameters<typeof send>[1]) => {
      const result = await send(desk.project, change);
      return "problems" in result ? result.problems.map(({ code }) => code) : [];
    };
    expect(await codes({ token: at(0) })).toEqual(["too_fast"]);
    expect(await codes({ token: at(limits.feedbackFormLifeMs + 60_000) })).toEqual(["expired"]);
    expect(await codes({ token: "" })).toEqual(["expired"]);
    expect(await codes({ token: at(10_000, desk.organisation) })).toEqual(["expired"]);
    expect(await codes({ trap: "https://spam.example" })).toEqual(["trap_filled"]);
    expect(await codes({ token: at(0), text: "" })).toEqual(["too_fast", "text_missing"]);
    expect(await count()).toBe(before);
  });

  it("limits each client, and all together", async () => {
    const client = "203.0.113.77";
    for (let i = 0; i < limits.feedbackPerClient; i++) await accepted(desk.project, {}, { client });
    expect(await send(desk.project, {}, { client })).toEqual({ problems: [{ code: "too_many" }] });
    await accepted(desk.project, {}, { client: "203.0.113.78" });
    await desk.database.$executeRaw`
      INSERT INTO feedback (number, form_key, public_id, kind, body, language)
      SELECT 'A-2026-' || lpad(i::text, 6, '0'), 'flood' || i, ${desk.project}, 'error', 'x', 'fr'
      FROM generate_series(1, ${limits.feedbackPerHour}::int) i`;
    expect(await send(desk.project)).toEqual({ problems: [{ code: "too_many_of_all" }] });
    await desk.database.feedback.deleteMany({ where: { formKey: { startsWith: "flood" } } });
  });

  it("the database itself refuses what the form would", async () => {
    const insert = (column: string, value: string) =>
      desk.database.$executeRawUnsafe(
        `INSERT INTO feedback (number, form_key, public_id, kind, language, ${column})
         VALUES ('A-2026-ZZZZZZ', 'refused', 'p1', 'error', 'fr', $1)`,
        value,
      );
    await expect(insert("email", "a@y.fr\nBcc: b@y.fr")).rejects.toThrow(/feedback_email_one_line/);
    await expect(insert("evidence_url", "javascript:alert(1)")).rejects.toThrow(/feedback_evidence_http/);
    await expect(insert("body", "  ")).rejects.toThrow(/feedback_text_stated/);
  });
});

describe("closing", () => {
  const project = () => desk.database.project.findUniqueOrThrow({ where: { publicId: desk.project } });
  const revisions = () => desk.database.revision.findMany({ where: { publicId: desk.project }, orderBy: { id: "asc" } });

  it("an accepted confirmation sets the day on which it was made, with a revision, once", async () => {
    const now = new Date("2026-03-01T23:30:00Z");
    const number = await accepted(desk.project, { kind: "confirmation", text: "", email: "b@example.org" }, { now });
    expect(await closeReport(desk.database, number, "accepted", "seen")).toEqual({ state: "closed", confirmedOn: "2026-03-02" });
    expect((await project()).lastConfirmedOn?.toISOString()).toBe("2026-03-02T00:00:00.000Z");
    expect(await stored(number)).toMatchObject({ status: "accepted", note: "seen" });
    expect(await revisions()).toMatchObject([
      {
        ...{ entity: "project", actor: "atlas feedback", importRunId: null },
        changes: [{ field: "lastConfirmedOn", before: null, after: "2026-03-02" }],
      },
    ]);
    expect(JSON.stringify((await revisions()).map(({ changes }) => changes))).not.toContain("example.org");
    expect(await closeReport(desk.database, number, "rejected")).toEqual({ state: "refused", status: "accepted" });
    expect(await closeReport(desk.database, number, "done")).toEqual({ state: "closed" });
    expect(await revisions()).toHaveLength(1);
  });

  it("an older confirmation does not set the day back", async () => {
    const older = await accepted(desk.project, { kind: "confirmation" }, { now: new Date("2025-12-01T10:00:00Z") });
    expect(await closeReport(desk.database, older, "accepted")).toEqual({ state: "closed" });
    expect((await project()).lastConfirmedOn?.toISOString()).toBe("2026-03-02T00:00:00.000Z");
  });

  it("an error, a rejected confirmation and a confirmed organisation change no project", async () => {
    const before = await revisions();
    await closeReport(desk.database, await accepted(desk.project), "accepted");
    await closeReport(desk.database, await accepted(desk.project, { kind: "confirmation" }), "rejected");
    await closeReport(desk.database, await accepted(desk.organisation, { kind: "confirmation" }), "accepted");
    expect(await revisions()).toEqual(before);
  });

  it("two operators at once: one closes, the other is told", async () => {
    const number = await accepted(desk.project, { kind: "confirmation" });
    const results = await Promise.all([
      closeReport(desk.database, number, "accepted"),
      closeReport(desk.database, number, "rejected"),
    ]);
    expect(results.map(({ state }) => state).sort()).toEqual(["closed", "refused"]);
    expect(await closeReport(desk.database, "A-2026-000000", "done")).toEqual({ state: "unknown" });
  });
});

describe("lists for operators", () => {
  it("say neither who wrote nor what", async () => {
    const lines = [];
    for await (const line of listFeedback(desk.database)) lines.push(line);
    expect(lines.length).toBe(await count());
    expect(JSON.stringify(lines)).not.toMatch(/example\.org|DROP TABLE|Ville/);
    const open = [];
    for await (const line of listFeedback(desk.database, "new")) open.push(line.status);
    expect(new Set(open)).toEqual(new Set(["new"]));
  });
});

describe("purge", () => {
  it("erases addresses after their time, texts of closed reports after theirs, and nothing else", async () => {
    const now = new Date("2030-08-31T12:00:00Z");
    const fields = { email: "old@example.org", organisation: "Ville", evidence: "https://example.org/" };
    const due = await accepted(desk.project, fields, { now: new Date("2030-02-28T11:00:00Z") });
    const young = await accepted(desk.project, fields, { now: new Date("2030-02-28T13:00:00Z") });
    const closed = await accepted(desk.project, fields, { now: new Date("2027-01-01T00:00:00Z") });
    await desk.database.feedback.update({
      where: { number: closed },
      data: { status: "done", note: "x", closedAt: new Date("2027-08-31T11:00:00Z") },
    });
    const first = await purgeFeedback(desk.database, now);
    expect(first.contacts).toBeGreaterThanOrEqual(2);
    expect(first.texts).toBeGreaterThanOrEqual(1);
    expect(await stored(due)).toMatchObject({ email: null, organisation: null, body: "La date de fin est fausse." });
    expect(await stored(young)).toMatchObject({ email: "old@example.org", organisation: "Ville" });
    const erased = { email: null, organisation: null, body: null, evidenceUrl: null, note: null };
    expect(await getFeedback(desk.database, closed)).toMatchObject({ ...erased, number: closed, status: "done" });
    expect(await purgeFeedback(desk.database, now)).toEqual({ contacts: 0, texts: 0 });
  });
});
