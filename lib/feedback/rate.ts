import { createHmac, randomBytes } from "node:crypto";
import { isIPv6 } from "node:net";
import { limits } from "@/lib/core/limits";

/** One household or office has a whole /64 of IPv6 addresses: its first four groups tell the client. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.split("::");
  const groups = head ? head.split(":") : [];
  const rest = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill("0");
  return [...groups, ...zeros, ...rest].slice(0, 4).join(":");
}

/**
 * Counts the reports of each client. Only a hash of its address is kept, in memory, under a random key; both are thrown away
 * at the end of the window, also when nobody writes any more. At most `feedbackPerHour` clients are known (see submit.ts).
 */
export class ClientCounter {
  private key = randomBytes(32);
  private readonly counts = new Map<string, number>();

  private hash(address: string): string {
    return createHmac("sha256", this.key).update(networkOf(address)).digest("base64");
  }

  /** True when the client has sent as many as it may. */
  isFull(address: string): boolean {
    return (this.counts.get(this.hash(address)) ?? 0) >= limits.feedbackPerClient;
  }

  /** Counts one report. */
  add(address: string): void {
    if (this.counts.size === 0) setTimeout(() => this.forget(), limits.feedbackWindowMs).unref();
    const hash = this.hash(address);
    this.counts.set(hash, (this.counts.get(hash) ?? 0) + 1);
  }

  private forget(): void {
    this.counts.clear();
    this.key = randomBytes(32);
  }
}

const globals = globalThis as { atlasClientCounter?: ClientCounter };

/** The counter of this process. Kept on globalThis because Next loads this module once per bundle. */
export function clientCounter(): ClientCounter {
  globals.atlasClientCounter ??= new ClientCounter();
  return globals.atlasClientCounter;
}
