/** A line of bits as 32-bit words, the first project in the highest bit of the first. */
export function wordsOf(line: Uint8Array): Int32Array {
  const bytes = new DataView(line.buffer, line.byteOffset, line.byteLength);
  const words = new Int32Array(line.length / 4);
  for (let at = 0; at < words.length; at++) words[at] = bytes.getInt32(at * 4);
  return words;
}

/** Bits of a word that are set (population count in parallel). */
export function onesOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** What the first line holds and the other, of the same length, does not. */
export const without = (line: Uint8Array, other: Uint8Array): Uint8Array => line.map((byte, at) => byte & ~(other[at] ?? 0));

/** The projects whose bits are set. */
export function idsOf(line: Uint8Array): number[] {
  const ids: number[] = [];
  for (const [at, word] of wordsOf(line).entries())
    for (let rest = word; rest !== 0; ) {
      const bit = Math.clz32(rest);
      rest ^= 0x80000000 >>> bit;
      ids.push(at * 32 + bit);
    }
  return ids;
}
