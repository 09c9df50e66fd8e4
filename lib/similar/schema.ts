/** Populations of two authorities of like size; `source`: who counted them, and `years` of when. */
export type LikeSize = {
  own: number;
  other: number;
  ownName: string;
  otherName: string;
  years: readonly number[];
  source: string;
};

/** Why two partnerships or authorities are similar; an empty list is no reason. */
export type Reasons = {
  /** Bodies that take part in both, or work with both, by name. */
  shared: readonly string[];
  /** The narrowest themes of both. */
  themes: readonly string[];
  /** Countries abroad of both. */
  countries: readonly string[];
  size: LikeSize | null;
};

/** How many kinds of reasons there are. */
export function countReasons({ shared, themes, countries, size }: Reasons): number {
  return [shared.length, themes.length, countries.length, size === null ? 0 : 1].filter((count) => count > 0).length;
}

/** Themes of which none lies within another: who has "EAU.POTABLE" has "EAU", too. */
export function narrowest(codes: readonly string[]): string[] {
  return codes.filter((code) => !codes.some((other) => other.startsWith(`${code}.`)));
}
