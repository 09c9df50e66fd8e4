import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { closeDb } from "@/lib/core/db";
import { log } from "@/lib/core/log";
import { loadDemo } from "@/lib/demo/load";
import { foldWhatChanged, startFoldTimer } from "@/lib/search/fold";
import { parseProjectQuery } from "@/lib/search/params";
import { searchProjects } from "@/lib/search/search";
import { type Bench, openBench } from "../quality/support";

let bench: Bench;
const marks = async () => (await bench.sql.query("SELECT count(*)::int AS marks FROM search_loose")).rows[0].marks as number;
const cancelled = async () => (await searchProjects(parseProjectQuery({ status: "cancelled" }), "fr")).total;

beforeAll(async () => {
  bench = await openBench();
  process.env.DATABASE_URL = bench.url;
  await loadDemo(bench.url, { projects: 40 });
});
beforeEach(() => bench.sql.query("UPDATE project SET declared_status_code = NULL"));
afterAll(async () => {
  vi.useRealTimers();
  await closeDb();
  await bench.close();
});

describe("bits of what somebody wrote", () => {
  it("are written by the portal, once, and the numbers stay", async () => {
    await foldWhatChanged();
    expect([await marks(), await cancelled()]).toEqual([0, 0]);
    await bench.sql.query("UPDATE project SET declared_status_code = 'cancelled'");
    expect(await marks()).toBeGreaterThan(0);
    const before = await cancelled();
    await foldWhatChanged();
    expect([await marks(), await cancelled()]).toEqual([0, before]);
    expect(before).toBeGreaterThan(30);
  });

  it("are written again when the status of a project turned with the day", async () => {
    await foldWhatChanged();
    await bench.sql.query("UPDATE search_turn SET since = NULL, until = '2000-01-01'");
    await foldWhatChanged();
    const { rows } = await bench.sql.query("SELECT FROM search_turn WHERE until = '2000-01-01'");
    expect(rows).toEqual([]);
  });

  it("are looked after when a server starts and from then on, also after one that failed", async () => {
    vi.useFakeTimers({ toFake: ["setInterval"] });
    startFoldTimer();
    await vi.waitFor(async () => expect(await marks()).toBe(0));
    await bench.sql.query("UPDATE project SET declared_status_code = 'cancelled'");
    await bench.sql.query("ALTER TABLE search_turn RENAME TO away");
    const failed = vi.spyOn(log(), "warn");
    vi.advanceTimersByTime(5_000);
    await vi.waitFor(() => expect(failed).toHaveBeenCalledOnce());
    expect(await marks()).toBeGreaterThan(0);
    await bench.sql.query("ALTER TABLE away RENAME TO search_turn");
    vi.advanceTimersByTime(5_000);
    await vi.waitFor(async () => expect(await marks()).toBe(0));
  });
});
