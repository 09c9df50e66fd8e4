import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEnv } from "@/lib/core/env";
import { limits } from "@/lib/core/limits";
import { decodeDraft } from "@/lib/feedback/draft";
import { newNumber, readNumber } from "@/lib/feedback/number";
import { checkValues, emptyForm, type FormValues, readValues } from "@/lib/feedback/schema";
import { issueToken, readToken } from "@/lib/feedback/token";
import { encodeDraft } from "@/lib/http/form-draft";

const now = new Date("2026-11-22T12:00:00Z");
const plus = (ms: number) => new Date(now.getTime() + ms);

describe("proof of time", () => {
  const token = issueToken("key", "p123", now);

  it("is believed between the quickest reader and the end of its life", () => {
    expect(readToken("key", "p123", token, plus(limits.feedbackQuickestMs - 1)).state).toBe("too_fast");
    expect(readToken("key", "p123", token, plus(limits.feedbackQuickestMs)).state).toBe("valid");
    expect(readToken("key", "p123", token, plus(limits.feedbackFormLifeMs)).state).toBe("valid");
    expect(readToken("key", "p123", token, plus(limits.feedbackFormLifeMs + 1))).toEqual({ formKey: null, state: "expired" });
  });

  it("is for one record, one key and one instant", () => {
    const late = plus(60_000);
    expect(readToken("key", "p124", token, late).state).toBe("expired");
    expect(readToken("other", "p123", token, late).state).toBe("expired");
    const [issued = "", ...rest] = token.split("-");
    const older = [(Number.parseInt(issued, 36) - 1).toString(36), ...rest].join("-");
    expect(readToken("key", "p123", older, late).state).toBe("expired");
  });

  it("from the future is not believed, and no text breaks it", () => {
    expect(readToken("key", "p123", issueToken("key", "p123", plus(60_000)), now).state).toBe("too_fast");
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => readToken("key", "p123", text, now).state === "expired"),
      { seed: 1 },
    );
  });

  it("names each form differently", () => {
    const names = Array.from({ length: 100 }, () => readToken("key", "p1", issueToken("key", "p1", now), now).formKey);
    expect(new Set(names).size).toBe(100);
  });
});

describe("number", () => {
  it("has the year in France and six readable letters", () => {
    for (let i = 0; i < 200; i++) expect(newNumber(now)).toMatch(/^A-2026-[0-9A-HJKMNP-TV-Z]{6}$/);
    expect(newNumber(new Date("2026-12-31T23:30:00Z"))).toMatch(/^A-2027-/);
  });

  it("is read as people type it", () => {
    expect(readNumber(" a-2026-7k3f9q ")).toBe("A-2026-7K3F9Q");
    expect(readNumber("A20267K3F9Q")).toBe("A-2026-7K3F9Q");
    expect(readNumber("A-2026-oil000")).toBe("A-2026-011000");
    for (const text of ["", "A-2026-7K3F9", "A-2026-7K3F9QQ", "B-2026-7K3F9Q", "A-2026-U00000", "A-2026-7K3F9Q'--"])
      expect(readNumber(text), text).toBeNull();
  });
});

const check = (change: Partial<FormValues>) => checkValues({ ...emptyForm, kind: "error", text: "x", ...change });
const codes = (change: Partial<FormValues>) => check(change).problems.map(({ code }) => code);

describe("fields", () => {
  it("an empty form says all that it lacks, in the order of the fields", () => {
    expect(codes({ kind: "", text: "" })).toEqual(["kind_missing", "text_missing"]);
    expect(codes({ kind: "praise" })).toEqual(["kind_missing"]);
  });

  it("only a confirmation may be without text", () => {
    expect(codes({ kind: "error", text: "" })).toEqual(["text_missing"]);
    expect(codes({ kind: "personal_data", text: "" })).toEqual(["text_missing"]);
    expect(check({ kind: "confirmation", text: "" }).report).toEqual({
      ...{ kind: "confirmation", part: null, body: null, evidenceUrl: null, organisation: null, email: null },
    });
  });

  it("a part that is none of ours is left out", () => {
    expect(check({ part: "funding" }).report?.part).toBe("funding");
    expect(check({ part: "weather" }).report?.part).toBeNull();
  });

  it("bounds hold at the letter", () => {
    expect(codes({ text: "a".repeat(limits.feedbackTextLength) })).toEqual([]);
    expect(check({ text: "a".repeat(limits.feedbackTextLength + 1) }).problems).toEqual([
      { code: "text_too_long", length: limits.feedbackTextLength + 1 },
    ]);
    const address = (length: number) => `https://example.org/${"a".repeat(length - 20)}`;
    expect(codes({ evidence: address(limits.feedbackUrlLength) })).toEqual([]);
    expect(codes({ evidence: address(limits.feedbackUrlLength + 1) })).toEqual(["evidence_too_long"]);
    expect(codes({ organisation: "o".repeat(limits.feedbackOrganisationLength + 1) })).toEqual(["organisation_too_long"]);
    expect(codes({ email: `a@${"b".repeat(limits.emailLength)}.fr` })).toEqual(["email_invalid"]);
  });

  it("a form of longest fields in three-byte letters fits into a request", () => {
    const letter = "語";
    const form = new URLSearchParams({
      ...{ kind: "personal_data", part: "organisations", token: "t".repeat(80), trap: "" },
      text: letter.repeat(limits.feedbackTextLength),
      evidence: letter.repeat(limits.feedbackUrlLength),
      organisation: letter.repeat(limits.feedbackOrganisationLength),
      email: letter.repeat(limits.emailLength),
    });
    expect(form.toString().length).toBeLessThan(limits.requestBodyBytes);
  });

  it.each(["javascript:alert(1)", "www.example.org", "ftp://example.org/", "https://", "https://x y/", "data:text/html,x"])(
    "%s is no page",
    (evidence) => expect(codes({ evidence })).toEqual(["evidence_invalid"]),
  );

  it.each(["x", "x@", "@y.fr", "a b@y.fr", "a@y", "a@y.fr,b@y.fr", "a@y.fr;b@y.fr", "<a@y.fr>"])("%s is no address", (email) =>
    expect(codes({ email })).toEqual(["email_invalid"]),
  );

  it("what would command a terminal, break a header or turn the text around is taken out", () => {
    const values = readValues(
      new URLSearchParams({
        text: "  un\r\ndeux\rtrois\u001b[2J\0\u202efin\u2066\u0085 ",
        email: "a@y.fr\r\nBcc: b@y.fr",
        organisation: "Ville\n de\tX",
      }),
    );
    expect(values.text).toBe("un\ndeux\ntrois[2Jfin");
    expect(values.organisation).toBe("Ville de X");
    expect(values.email).toBe("a@y.fr Bcc: b@y.fr");
    expect(codes({ email: values.email })).toEqual(["email_invalid"]);
  });

  it("a draft comes out of its header as it went in", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const draft = { values: { ...emptyForm, text }, problems: [{ code: "text_too_long" as const, length: text.length }] };
        const header = encodeDraft(draft);
        expect(header).toMatch(/^[\w-]+$/);
        expect(decodeDraft(header)).toEqual(draft);
      }),
      { seed: 1 },
    );
    expect(decodeDraft(null)).toBeNull();
  });
});

describe("configuration of mail", () => {
  const mail = { SMTP_URL: "smtp://127.0.0.1:2525", MAIL_FROM: "atlas@example.org" };

  it("is whole or absent", () => {
    expect(parseEnv({ ...mail, FEEDBACK_TO: "team@example.org" })).toMatchObject(mail);
    expect(() => parseEnv({ SMTP_URL: mail.SMTP_URL })).toThrow(/MAIL_FROM: required by SMTP_URL/);
    expect(() => parseEnv({ FEEDBACK_TO: "team@example.org" })).toThrow(/SMTP_URL: required by FEEDBACK_TO/);
    expect(() => parseEnv({ ...mail, MAIL_FROM: "a@y.fr\r\nBcc: b@y.fr" })).toThrow(/MAIL_FROM/);
    expect(() => parseEnv({ ...mail, SMTP_URL: "https://example.org" })).toThrow(/SMTP_URL/);
  });
});
