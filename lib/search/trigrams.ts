/** Runs of three letters of the words of a text, as `pg_trgm` takes them: two spaces before a word and one after. */
export function trigramsOf(text: string): Set<string> {
  const trigrams = new Set<string>();
  for (const word of text.match(/[\p{L}\p{N}]+/gu) ?? []) {
    const padded = `  ${word} `;
    for (let at = 0; at + 3 <= padded.length; at++) trigrams.add(padded.slice(at, at + 3));
  }
  return trigrams;
}

/** Names by their trigrams: which of thousands is like a text is known without comparing each. */
export class TrigramIndex {
  private readonly sizes: readonly number[];
  private readonly holders = new Map<string, number[]>();

  constructor(private readonly names: readonly string[]) {
    this.sizes = names.map((name, index) => {
      const trigrams = trigramsOf(name);
      for (const trigram of trigrams) {
        const known = this.holders.get(trigram);
        if (known) known.push(index);
        else this.holders.set(trigram, [index]);
      }
      return trigrams.size;
    });
  }

  /** The likest name but the text itself: trigrams that both have, of those that either has (0 to 1); of equals the first in order of code points. */
  likest(text: string): { name: string; score: number } | null {
    const sought = trigramsOf(text);
    const shared = new Map<number, number>();
    for (const trigram of sought)
      for (const index of this.holders.get(trigram) ?? []) shared.set(index, (shared.get(index) ?? 0) + 1);
    let best: { name: string; score: number } | null = null;
    for (const [index, both] of shared) {
      const name = this.names[index] ?? "";
      const score = both / (sought.size + (this.sizes[index] ?? 0) - both);
      const isBetter = best === null || score > best.score || (score === best.score && name < best.name);
      if (name !== text && isBetter) best = { name, score };
    }
    return best;
  }
}
