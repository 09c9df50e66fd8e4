import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { networkOf } from "@/lib/http/client-address";
import { ClientCounter } from "@/lib/http/client-counter";

/** A counter of three a minute, with a clock of its own. */
function counterAt(start: number, clients?: number) {
  const clock = { now: start };
  const options = { now: () => clock.now, ...(clients !== undefined && { clients }) };
  return { clock, counter: new ClientCounter({ most: 3, windowMs: 60_000 }, options) };
}

const known = (counter: ClientCounter) => Reflect.get(counter, "windows") as Map<string, unknown>;

describe("counter of clients", () => {
  it("gives each client its number, and then none until the window of its first ends", () => {
    const { clock, counter } = counterAt(5_000);
    expect(counter.look("203.0.113.9")).toEqual({ left: 3, resetMs: 60_000 });
    expect(counter.take("203.0.113.9")).toEqual({ left: 2, resetMs: 60_000 });
    clock.now += 20_000;
    expect(counter.take("203.0.113.9")).toEqual({ left: 1, resetMs: 40_000 });
    expect(counter.take("203.0.113.9")).toEqual({ left: 0, resetMs: 40_000 });
    expect(counter.take("203.0.113.9")).toBeNull();
    expect(counter.look("203.0.113.9")).toEqual({ left: 0, resetMs: 40_000 });
    expect(counter.take("203.0.113.10")).toEqual({ left: 2, resetMs: 60_000 });
    clock.now += 39_999;
    expect(counter.take("203.0.113.9")).toBeNull();
    clock.now += 1;
    expect(counter.take("203.0.113.9")).toEqual({ left: 2, resetMs: 60_000 });
  });

  it("does not put the end of a window off by what it refuses", () => {
    const { clock, counter } = counterAt(0);
    for (let i = 0; i < 3; i++) counter.take("203.0.113.9");
    for (; clock.now < 60_000; clock.now += 1_000) expect(counter.take("203.0.113.9")).toBeNull();
    expect(counter.take("203.0.113.9")).not.toBeNull();
  });

  it("counts one IPv6 network together, however it is written", () => {
    const { counter } = counterAt(0);
    for (let i = 1; i <= 3; i++) counter.take(`2001:db8:0:7::${i}`);
    expect(counter.take("2001:db8:0:7:ffff::2")).toBeNull();
    expect(counter.take("2001:0DB8:0000:0007:0:0:0:9")).toBeNull();
    expect(counter.take("2001:db8:0:8::1")).not.toBeNull();
  });

  it("knows no more clients than its bound, and forgets first who would be forgotten first", () => {
    const { clock, counter } = counterAt(0, 100);
    for (let i = 0; i < 10_000; i++) {
      clock.now += 1;
      counter.take(`10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`);
      expect(known(counter).size).toBeLessThanOrEqual(100);
    }
    expect(counter.look("10.0.39.15").left).toBe(2);
    expect(counter.look("10.0.0.1").left).toBe(3);
  });

  it("never keeps an address, nor a key that leads back to one", () => {
    const { clock, counter } = counterAt(0);
    counter.take("203.0.113.9");
    const [first] = known(counter).keys();
    expect(first).not.toContain("203.0");
    clock.now += 60_000;
    counter.look("203.0.113.10");
    expect(known(counter).size).toBe(0);
    counter.take("203.0.113.9");
    expect([...known(counter).keys()]).not.toContain(first);
  });
});

describe("counter of clients, when nobody comes any more", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("forgets each at the end of its window", () => {
    const counter = new ClientCounter({ most: 3, windowMs: 60_000 });
    counter.take("203.0.113.9");
    vi.advanceTimersByTime(30_000);
    counter.take("203.0.113.10");
    vi.advanceTimersByTime(30_000);
    expect(known(counter).size).toBe(1);
    vi.advanceTimersByTime(30_000);
    expect(known(counter).size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("network of an address", () => {
  it("is the address itself, or the first half of an IPv6 one", () => {
    expect(networkOf("203.0.113.9")).toBe("203.0.113.9");
    expect(networkOf("")).toBe("");
    for (const address of ["2001:db8::1", "2001:db8:0:0:1:2:3:4", "2001:DB8::ffff:1"])
      expect(networkOf(address)).toBe("2001:db8:0:0");
    expect(networkOf("::1")).toBe("0:0:0:0");
    expect(networkOf("1:2:3:4:5:6:7::")).toBe("1:2:3:4");
  });
});
