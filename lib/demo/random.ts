/** Changing it changes every demo record: two versions of the portal must agree on it. */
const seed = 4_115_006;

/** Finaliser of MurmurHash3: neighbouring inputs give unrelated outputs. */
function mix(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const streams = {
  project: 1,
  authority: 2,
  partner: 3,
  body: 4,
  country: 5,
  timeline: 6,
  funding: 7,
  texts: 8,
  departement: 9,
} as const;

/** Values with weights, prepared for drawing. */
export type Weighted<T> = { values: readonly T[]; bounds: readonly number[]; total: number };

/** Prepares a list of [value, weight] for `Random.weighted`. */
export function weigh<T>(entries: readonly (readonly [T, number])[]): Weighted<T> {
  let total = 0;
  const bounds = entries.map(([, weight]) => {
    total += weight;
    return total;
  });
  return { values: entries.map(([value]) => value), bounds, total };
}

/**
 * Random numbers that depend on nothing but the seed, a stream and an index (mulberry32), so that the record of an index
 * is the same whatever was made before it.
 */
export class Random {
  private state: number;

  constructor(stream: keyof typeof streams, index: number) {
    this.state = mix(mix(seed + streams[stream]) ^ index);
  }

  /** From 0 (included) to 1 (excluded). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** Throws on an empty list: there is nothing to draw. */
  pick<T>(list: readonly T[]): T {
    const value = list[Math.floor(this.next() * list.length)];
    if (value === undefined) throw new RangeError("nothing to pick from");
    return value;
  }

  weighted<T>(choices: Weighted<T>): T {
    const target = this.next() * choices.total;
    const found = choices.values[choices.bounds.findIndex((bound) => target < bound)];
    if (found === undefined) throw new RangeError("nothing to pick from");
    return found;
  }

  /** `count` different values of the list, or all of them in another order. */
  sample<T>(list: readonly T[], count: number): T[] {
    const rest = [...list];
    const taken: T[] = [];
    while (taken.length < count && rest.length > 0) taken.push(...rest.splice(Math.floor(this.next() * rest.length), 1));
    return taken;
  }

  /** Normal distribution of mean 0 and deviation 1 (Box–Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }
}
