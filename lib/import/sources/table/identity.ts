import { createHash } from "node:crypto";
import { normaliseName } from "@/lib/core/text";

/** A key made of values that identify a record where its source gives no identity. Case, accents and signs do not count. */
export function keyOf(kind: string, identity: readonly (string | null)[]): string {
  const normalised = identity.map((value) => normaliseName(value ?? ""));
  return `${kind}:${createHash("sha256").update(JSON.stringify(normalised)).digest("hex").slice(0, 32)}`;
}

/** The identity that a source declares; one longer than the database's keys are is kept by its digest. */
export function declaredKey(id: string): string {
  return id.length <= 100 ? `id:${id}` : keyOf("id", [id]);
}

/**
 * The keys met in one file, at 16 bytes each whatever their length: of two million, the chance that two different ones look
 * alike is 1 in 4,000 (53 bits), and such a row is reported, not lost in silence.
 */
export class SeenKeys {
  private slots = new Float64Array(1024);
  private size = 0;

  /** True when the key is new. */
  add(key: string): boolean {
    if (this.size * 2 >= this.slots.length) this.grow();
    const isNew = insert(this.slots, digestOf(key));
    if (isNew) this.size++;
    return isNew;
  }

  private grow(): void {
    const larger = new Float64Array(this.slots.length * 2);
    for (const digest of this.slots) if (digest !== 0) insert(larger, digest);
    this.slots = larger;
  }
}

function insert(slots: Float64Array, digest: number): boolean {
  for (let at = digest % slots.length; ; at = (at + 1) % slots.length) {
    if (slots[at] === digest) return false;
    if (slots[at] === 0) {
      slots[at] = digest;
      return true;
    }
  }
}

/** 53 bits of a digest, never 0, which marks a free slot. */
function digestOf(key: string): number {
  const bytes = createHash("sha256").update(key).digest();
  return bytes.readUInt32LE(0) * 2 ** 21 + (bytes.readUInt32LE(4) >>> 11) + 1;
}
