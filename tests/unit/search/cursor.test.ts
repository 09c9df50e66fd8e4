import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCursor, writeCursor } from "@/lib/search/cursor";
import { isIndexed, parseProjectQuery, queryOf, sorts, unreadParameters } from "@/lib/search/params";

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const lead = {
  updated: fc.constant(null),
  recent: fc.option(fc.nat(2_100).map(String)),
  oldest: fc.option(fc.nat(2_100).map(String)),
  amount: fc.option(fc.tuple(fc.nat(), fc.nat(99)).map(([euros, cents]) => `${euros}.${String(cents).padStart(2, "0")}`)),
  relevance: fc.option(fc.constantFrom("0", "1", "0.06079271", "1e-20", "9.1189073e-02")),
};
const cursors = fc.constantFrom(...sorts).chain((sort) =>
  fc.record({
    sort: fc.constant(sort),
    lead: lead[sort],
    updatedAt: fc.nat(4_102_444_800_000),
    id: fc.integer({ min: 1, max: 2_147_483_647 }),
  }),
);

describe("cursor", () => {
  it("is read as it was written, and has one form in an address", () => {
    fc.assert(
      fc.property(cursors, fc.constantFrom("after", "before"), (cursor, way) => {
        const text = writeCursor(cursor);
        expect(text).toMatch(/^[\w-]{1,120}$/);
        expect(readCursor(text, cursor.sort)).toEqual(cursor);
        const q = cursor.sort === "relevance" ? "eau" : "";
        const query = parseProjectQuery({ q, sort: cursor.sort, [way]: text });
        expect(query.page).toEqual({ way, from: cursor });
        expect(parseProjectQuery(queryOf(query, "fr"))).toEqual(query);
        expect(unreadParameters({ q, sort: cursor.sort, [way]: text })).toEqual([]);
        expect(isIndexed(query)).toBe(false);
      }),
    );
  });

  it("is nothing that the database would refuse", () => {
    const good = [null, 1_700_000_000_000, 12];
    expect(readCursor(encoded(good), "updated")).not.toBeNull();
    for (const bad of [
      ["2018", ...good.slice(1)],
      [null, -1, 12],
      [null, 1.5, 12],
      [null, 1e300, 12],
      [null, 1, 0],
      [null, 1, 2 ** 31],
      [null, 1, "12"],
      [null, 1],
      [...good, 1],
      {},
      null,
    ])
      expect([bad, readCursor(encoded(bad), "updated")]).toEqual([bad, null]);
    for (const year of ["", "-1", "1e3", "20180", "2018; DROP", "Infinity", "２０１８"])
      expect(readCursor(encoded([year, 1, 1]), "recent")).toBeNull();
    for (const amount of ["1e9", "NaN", "1.234", "1".repeat(15), "-5"])
      expect(readCursor(encoded([amount, 1, 1]), "amount")).toBeNull();
    for (const rank of ["1e-46", "1e5", "NaN", "10"]) expect(readCursor(encoded([rank, 1, 1]), "relevance")).toBeNull();
  });

  it("never throws, and takes no text twice", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String(),
          fc.json().map((text) => Buffer.from(text).toString("base64url")),
        ),
        fc.constantFrom(...sorts),
        (text, sort) => {
          const cursor = readCursor(text, sort);
          if (cursor) expect(writeCursor(cursor)).toBe(text);
        },
      ),
    );
    expect(readCursor(`${encoded([null, 1, 1])}=`, "updated")).toBeNull();
  });

  it("of another order, or beside a number of a page, is told to programs", () => {
    const after = encoded(["2018", 1, 1]);
    expect(parseProjectQuery({ sort: "amount", after: encoded(["x", 1, 1]) }).page).toBe(1);
    expect(unreadParameters({ after })).toEqual(["after"]);
    expect(unreadParameters({ after: encoded([null, 1, 1]) })).toEqual([]);
    expect(unreadParameters({ after: encoded([null, 1, 1]), page: "2" })).toEqual(["page"]);
    expect(unreadParameters({ after: encoded([null, 1, 1]), before: encoded([null, 1, 1]) })).toEqual(["before"]);
  });
});
