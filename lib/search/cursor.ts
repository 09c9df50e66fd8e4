import { z } from "zod";
import type { Sort } from "./params";

/** The place of a record in an order: what the order looks at first, then the instant of its last change, then its number. */
export type Cursor = {
  sort: Sort;
  /** What the order looks at first, as the database writes it; null: nothing is stated, or the order has no such thing. */
  lead: string | null;
  /** Instant of the last change, in milliseconds since 1970. */
  updatedAt: number;
  id: number;
};

/** A page of a list that begins after a record, or ends before it. */
export type Turn = { way: "after" | "before"; from: Cursor };

export const ways = ["after", "before"] as const;

const year = /^\d{1,4}$/;
/** Values of another form would be errors of the database. */
const leads: Record<Sort, RegExp | null> = {
  updated: null,
  recent: year,
  oldest: year,
  amount: /^\d{1,14}(?:\.\d{1,2})?$/,
  relevance: /^\d(?:\.\d{1,9})?(?:e-[0-3]\d)?$/,
};

const written = z.tuple([z.string().nullable(), z.int().min(0).max(4_102_444_800_000), z.int().min(1).max(2_147_483_647)]);

/** A cursor as an address holds it: letters, digits, "-" and "_", which say nothing to a reader. */
export function writeCursor({ lead, updatedAt, id }: Cursor): string {
  return Buffer.from(JSON.stringify([lead, updatedAt, id])).toString("base64url");
}

/** Reads a cursor of an order; null for anything that `writeCursor` has not written. Never throws. */
export function readCursor(text: string, sort: Sort): Cursor | null {
  if (text.length > 120) return null;
  try {
    const [lead, updatedAt, id] = written.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    if (lead !== null && !leads[sort]?.test(lead)) return null;
    const cursor = { sort, lead, updatedAt, id };
    return writeCursor(cursor) === text ? cursor : null;
  } catch {
    return null;
  }
}
