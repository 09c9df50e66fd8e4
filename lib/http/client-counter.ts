import { createHmac, randomBytes } from "node:crypto";
import { limits } from "@/lib/core/limits";
import { networkOf } from "./client-address";

/** How often one client may do a thing: `most` times within `windowMs` of the first of them. */
export type Allowance = { most: number; windowMs: number };

/** What a client may still do, and in how many milliseconds it may do all of it again. */
export type Left = { left: number; resetMs: number };

type Options = {
  /** A clock that never goes back, in milliseconds. */
  now?: () => number;
  /** Clients that are known at a time; beyond them, the one that would be forgotten first is forgotten. */
  clients?: number;
};

/**
 * Counts what each client does. Only a hash of its network is kept, in memory, under a random key; both are thrown away at the
 * end of its window, also when nobody comes any more.
 */
export class ClientCounter {
  private key = randomBytes(32);
  /** In the order in which their windows end: all windows have one length. */
  private readonly windows = new Map<string, { used: number; endsAt: number }>();
  private readonly now: () => number;
  private readonly clients: number;

  constructor(
    private readonly allowance: Allowance,
    { now = () => performance.now(), clients = limits.countedClients }: Options = {},
  ) {
    this.now = now;
    this.clients = clients;
  }

  /** What the client may still do. */
  look(address: string): Left {
    this.forget();
    return this.leftOf(this.windows.get(this.hash(address)));
  }

  /** Counts one, if the client has one left. Null: it has none. */
  take(address: string): Left | null {
    this.forget();
    const hash = this.hash(address);
    const window = this.windows.get(hash) ?? { used: 0, endsAt: this.now() + this.allowance.windowMs };
    if (window.used >= this.allowance.most) return null;
    window.used += 1;
    if (this.windows.size === 0) this.forgetIn(this.allowance.windowMs);
    this.windows.set(hash, window);
    if (this.windows.size > this.clients) this.windows.delete(this.windows.keys().next().value ?? "");
    return this.leftOf(window);
  }

  private leftOf(window: { used: number; endsAt: number } | undefined): Left {
    const { most, windowMs } = this.allowance;
    return window ? { left: most - window.used, resetMs: window.endsAt - this.now() } : { left: most, resetMs: windowMs };
  }

  private hash(address: string): string {
    return createHmac("sha256", this.key).update(networkOf(address)).digest("base64");
  }

  private forgetIn(ms: number): void {
    setTimeout(() => {
      this.forget();
      const [first] = this.windows.values();
      if (first) this.forgetIn(Math.max(1, first.endsAt - this.now()));
    }, ms).unref();
  }

  private forget(): void {
    const had = this.windows.size;
    for (const [hash, { endsAt }] of this.windows) {
      if (endsAt > this.now()) break;
      this.windows.delete(hash);
    }
    if (had > 0 && this.windows.size === 0) this.key = randomBytes(32);
  }
}
