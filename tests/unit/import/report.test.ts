import { describe, expect, it } from "vitest";
import { limits } from "@/lib/core/limits";
import { locales } from "@/lib/i18n/locales";
import { quotable } from "@/lib/import/masking";
import { type Reason, reasons } from "@/lib/import/reasons";
import { fileReport, importReportSchema, renderReport, runReport } from "@/lib/import/report";

const allReasons = Object.keys(reasons) as Reason[];
const problems = allReasons.map((reason, index) => ({
  line: index % 2 ? index : null,
  column: "Titre",
  value: `v${index}`,
  reason,
}));
const holds = { fundingLines: 1, postContacts: 0, partnerStaff: 2, volunteers: 1 };
const report = runReport("legacy-page", false, [
  fileReport({ file: "a.txt", status: "created", publicId: "p1001", encoding: "utf-8", holds }, problems),
  fileReport({ file: "b.txt", status: "rejected" }, [{ line: 3, column: null, value: "", reason: "truncated" }]),
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
    const many = fileReport(
      { file: "c.txt", status: "created" },
      Array.from({ length: 450 }, (_, line) => ({ line, column: null, value: "x", reason: "line_unrecognised" as const })),
    );
    expect([many.lines.length, many.hiddenLines]).toEqual([200, 250]);
    expect(runReport("legacy-page", false, [many]).counts.doubtful).toBe(450);
  });

  it.each(locales)("reads as text in %s, without a raw key", (locale) => {
    for (const dryRun of [false, true]) {
      const text = renderReport({ ...report, dryRun }, locale);
      expect(text).toContain("p1001");
      expect(text).not.toMatch(/import\.|undefined|NaN|\{|\}|\?\?\?/);
    }
  });

  it.each(locales)("has the right plurals in %s at none, one and several", (locale) => {
    const text = (count: number) => {
      const holding = { fundingLines: count, postContacts: count, partnerStaff: count, volunteers: count };
      const files = Array.from({ length: count }, () => fileReport({ file: "a.txt", status: "created", holds: holding }, []));
      return renderReport(runReport("legacy-page", false, files), locale)
        .split("\n")
        .at(-1);
    };
    expect([0, 1, 3].map(text)).toMatchSnapshot();
  });
});
