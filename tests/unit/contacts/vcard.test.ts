import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { freshnessOf, staleUntil } from "@/lib/contacts/freshness";
import type { Contact } from "@/lib/contacts/schema";
import { vcard } from "@/lib/contacts/vcard";
import { formatLocalTime } from "@/lib/i18n/format";

const contact: Contact = {
  id: "d12",
  type: "post",
  kind: { code: "embassy", label: "Ambassade" },
  name: "Ambassade",
  names: { fr: "Ambassade", en: "Embassy" },
  city: "Dakar",
  country: { code: "SN", name: "Sénégal", slug: "senegal" },
  covers: [],
  serves: [],
  organisation: null,
  coordinates: { latitude: 14.67, longitude: -17.43 },
  website: "https://example.org/",
  phone: "+221 33 000 00 00",
  timeZone: "Africa/Dakar",
  people: [],
  verifiedOn: "2026-03-03",
  freshness: "fresh",
  writable: true,
  source: { name: "Essai", url: null, licence: null },
  demo: false,
};

describe("a card", () => {
  it("is lines of at most 75 octets that end in CRLF, whatever the names are, and gives them back", () => {
    const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 200 }).map((name) => name.replace(/\p{Cc}/gu, " "));
    fc.assert(
      fc.property(text, text, (fr, label) => {
        const card = vcard(
          { ...contact, names: { fr, en: "E" }, people: [{ function: { code: "other", label }, name: null, verifiedOn: null }] },
          "fr",
        );
        expect(card.endsWith("END:VCARD\r\n")).toBe(true);
        for (const line of card.split("\r\n")) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\r\n]/);
        }
        const [, properties] = ICAL.parse(card) as [string, [string, unknown, string, unknown][]];
        expect(properties.filter(([name]) => name === "fn").map((property) => property[3])).toEqual([fr, "E"]);
        expect(properties.find(([name]) => name === "note")?.[3]).toBe(label);
      }),
      {
        numRuns: 200,
        examples: [
          [";", ";"],
          ["a;b,c\\d", "\\;"],
        ],
      },
    );
  });

  it("cannot be given lines by what stands in it", () => {
    const card = vcard({ ...contact, city: "Dakar\r\nEMAIL:x@example.org", phone: "1\nEMAIL:x@example.org" }, "fr");
    expect(card.split("\r\n").filter((line) => line.startsWith("EMAIL"))).toEqual([]);
  });
});

describe("freshness", () => {
  it("lasts twelve months to the day, also over a leap day", () => {
    expect(staleUntil("2026-03-03")).toBe("2025-03-03");
    expect(staleUntil("2024-02-29")).toBe("2023-02-28");
    expect(freshnessOf("2025-03-03", "2026-03-03")).toBe("stale");
    expect(freshnessOf("2025-03-04", "2026-03-03")).toBe("fresh");
    expect(freshnessOf(null, "2026-03-03")).toBe("never");
  });
});

describe("local time", () => {
  it("is told with its distance from universal time, and not for a zone that nobody knows", () => {
    const instant = new Date("2026-11-23T12:05:00Z");
    expect(formatLocalTime("fr", instant, "America/Toronto")).toMatch(/^07:05 \(UTC[-−]5\)$/);
    expect(formatLocalTime("en", instant, "Asia/Kathmandu")).toBe("17:50 (UTC+5:45)");
    expect(formatLocalTime("en", instant, "Nowhere/Town")).toBeNull();
  });
});
