import { normaliseName } from "@/lib/core/text";

/** A word of a question, or what stands in quotation marks, which is taken as it is. */
export type Token = {
  text: string;
  /** As `normaliseName` writes it; empty where the token is no word to be understood. */
  word: string;
  /** True where a hyphen ties the token to the one before: a name begins and ends at the end of such a chain. */
  isTied: boolean;
};

const parts = /-?["“«][^"”»]*["”»]?|(?<![\p{L}\p{N}])-[\p{L}\p{N}]\S*|(-?)([\p{L}\p{N}]+)/gu;

/** Cuts a text into tokens: quoted parts and excluded words ("-word") stay whole. */
export function cutIntoTokens(text: string): Token[] {
  return [...text.matchAll(parts)].map(([all, hyphen, word]) => ({
    text: word ?? all,
    word: word === undefined ? "" : normaliseName(word),
    isTied: hyphen === "-",
  }));
}

/** A text of tokens, tied ones together again. */
export function joinTokens(tokens: readonly Token[]): string {
  return tokens.map(({ text, isTied }, index) => `${index === 0 ? "" : isTied ? "-" : " "}${text}`).join("");
}
