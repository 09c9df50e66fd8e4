import { describe, expect, it } from "vitest";
import { formatBytes, formatDate, formatLanguage, formatList, formatMoney, formatNumber, formatYears } from "@/lib/i18n/format";

const nbsp = "\u00a0";

describe("figures and dates by locale", () => {
  it("writes money with a visible separator and cents only where there are some", () => {
    expect(formatMoney("fr", 95_370)).toBe(`95${nbsp}370${nbsp}€`);
    expect(formatMoney("en", 95_370)).toBe("€95,370");
    expect(formatMoney("fr", 1_234.5)).toBe(`1${nbsp}234,50${nbsp}€`);
    expect(formatMoney("en", 0)).toBe("€0");
    expect(formatMoney("en", 10, "CAD")).toBe("CA$10");
    expect(formatNumber("fr", 1_300)).toBe(`1${nbsp}300`);
  });

  it("writes a date as precisely as it is known, whatever the time zone", () => {
    expect(process.env.TZ).toBe("Asia/Kathmandu");
    expect(formatDate("fr", "2018-12-31")).toBe("31 décembre 2018");
    expect(formatDate("fr", "2018-01-01")).toBe("1er janvier 2018");
    expect(formatDate("fr", "2018-01-11")).toBe("11 janvier 2018");
    expect(formatDate("en", "2018-12-31")).toBe("31 December 2018");
    expect(formatDate("fr", "2017-03-01", "month")).toBe("mars 2017");
    expect(formatDate("en", "2017-01-01", "year")).toBe("2017");
  });

  it("writes years, sizes, languages and lists", () => {
    expect(formatYears(2017, 2018)).toBe("2017–2018");
    expect(formatYears(2017, 2017)).toBe("2017");
    expect(formatYears(2017, null)).toBe("2017–…");
    expect(formatYears(null, null)).toBeNull();
    expect(formatBytes("en", 9_400)).toBe("9 kB");
    expect(formatBytes("en", 10)).toBe("1 kB");
    expect(formatBytes("fr", 2_300_000)).toMatch(/^2\s?Mo$/u);
    expect(formatLanguage("fr", "en")).toBe("anglais");
    expect(formatList("en", ["a", "b", "c"])).toBe("a, b and c");
  });
});
