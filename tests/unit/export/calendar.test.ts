import fc from "fast-check";
import { expect, it } from "vitest";
import { type CalendarDay, calendarOf } from "@/lib/export/calendar";
import { readCalendar } from "@/tests/support/calendar";

const day: CalendarDay = {
  uid: "n1@example.org",
  day: "2024-02-29",
  title: "Accord",
  description: "",
  place: "",
  url: "https://example.org/fr/actualites/n1-accord",
  updatedAt: new Date("2024-03-01T10:00:00.123Z"),
};

it("writes whole days that a strict reader understands", () => {
  expect(readCalendar(calendarOf("Actualités", [day]))).toEqual([
    {
      UID: { parameters: "", value: "n1@example.org" },
      DTSTAMP: { parameters: "", value: "20240301T100000Z" },
      DTSTART: { parameters: ";VALUE=DATE", value: "20240229" },
      DTEND: { parameters: ";VALUE=DATE", value: "20240301" },
      SUMMARY: { parameters: "", value: "Accord" },
      URL: { parameters: "", value: day.url },
      TRANSP: { parameters: "", value: "TRANSPARENT" },
    },
  ]);
});

it("gives back every text as it was, whatever signs and lengths it has", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(";", ",", "\\", "\n", "é".repeat(80), "🤝".repeat(40)))),
      (parts) => {
        const title = parts.join("");
        const [event] = readCalendar(calendarOf(title, [{ ...day, title, description: title }]));
        const kept = title.replace(/\r\n?/g, "\n").replace(/(?!\n)\p{Cc}/gu, " ");
        expect(event?.SUMMARY?.value).toBe(kept);
        expect(event?.DESCRIPTION?.value ?? "").toBe(kept);
      },
    ),
    { seed: 5545 },
  );
});
