import { describe, expect, it } from "vitest";
import { limits } from "@/lib/core/limits";
import { locales } from "@/lib/i18n/locales";
import { quotable } from "@/lib/import/masking";
import { type Problem, type Reason, reasons } from "@/lib/import/reasons";
import { Account, importReportSchema, renderReport, runReport } from "@/lib/import/report";

const allReasons = Object.keys(reasons) as Reason[];
const problems = allReasons.map((reason, index) => ({
  line: index % 2 ? index : null,
  column: "Titre",
  value: `v${index}`,
  reason,
}));
const holds = { fundingLines: 1, postContacts: 0, partnerStaff: 2, volunteers: 1 };

function accountOf(told: readonly Problem[], held: Partial<typeof holds> = {}, created = 0): Account {
  const account = new Account();
  for (const problem of told) account.tell(problem);
  Object.assign(account.holds, held);
  if (created > 0) account.count("created", created);
  return account;
}

const report = runReport("legacy-page", false, [
  accountOf(problems, holds, 1).report("a.txt", { publicId: "p1001" }),
  accountOf([{ line: 3, column: null, value: "", reason: "truncated" }]).report("b.txt", { status: "rejected" }),
]);

describe("quotable", () => {
  it("hides people and addresses, and cuts", () => {
    expect(quotable({ value: "Écrire à a.b@example.org" })).toBe("Écrire à •@•");
    expect(quotable({ value: "Écrire à a.b[at]example.org" })).toBe("Écrire à •@•");
    expect(quotable({ value: "Awa Modèle, 06 00", personal: true })).toBe("••• ••••••, •• ••");
    const long = quotable({ value: "😀".repeat(500) });
    expect(Array.from(long)).toHaveLength(limits.reportValueLength);
    expect(long).not.toMatch(/\p{Cs}/u);
  });
});

describe("the report", () => {
  it("is valid JSON of its schema", () => {
    expect(importReportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
    expect(report.counts).toMatchObject({ read: 2, created: 1, rejected: 1, unchanged: 0 });
  });

  it("quotes a bounded number of lines and counts the others", () => {
    const line = (index: number) => ({ line: index, column: null, value: "x", reason: "line_unrecognised" as const });
    const many = accountOf(Array.from({ length: 5_200 }, (_, index) => line(index))).report("c.txt");
    expect([many.lines.length, many.hiddenLines, many.reasons]).toEqual([5_000, 200, { line_unrecognised: 5_200 }]);
    const whole = runReport("legacy-page", false, [many]);
    expect(whole.counts.doubtful).toBe(5_200);
    expect(renderReport(whole, "en").split("\n").length).toBeLessThan(210);
  });

  it("tells refusals first, however many doubts came before them", () => {
    const told = accountOf([
      ...Array.from({ length: 6_000 }, () => ({ line: 1, column: null, value: "", reason: "line_unrecognised" as const })),
      { line: 9, column: null, value: "", reason: "truncated" },
    ]);
    expect(told.report("d.txt").lines[0]).toMatchObject({ line: 9, level: "rejected" });
  });

  it("counts the records of a file, and a file refused as a whole as one", () => {
    const some = accountOf([], {}, 3);
    some.count("rejected", 2);
    const refused = accountOf([]).report("b.txt", { status: "rejected" });
    expect(runReport("twin-towns", false, [some.report("a.csv"), refused]).counts).toMatchObject({
      read: 6,
      created: 3,
      rejected: 3,
    });
  });

  it.each(locales)("reads as text in %s, without a raw key", (locale) => {
    for (const dryRun of [false, true]) {
      const text = renderReport({ ...report, dryRun }, locale);
      expect(text).toContain("p1001");
      expect(text).not.toMatch(/import\.[a-z]|undefined|NaN|\{|\}|\?\?\?/);
    }
  });

  it.each(locales)("has the right plurals in %s at none, one and several", (locale) => {
    const text = (count: number) => {
      const holding = { fundingLines: count, postContacts: count, partnerStaff: count, volunteers: count };
      const files = Array.from({ length: count }, () => accountOf([], holding, 1).report("a.txt"));
      return renderReport(runReport("legacy-page", false, files), locale)
        .split("\n")
        .at(-1);
    };
    expect([0, 1, 3].map(text)).toMatchSnapshot();
  });
});
