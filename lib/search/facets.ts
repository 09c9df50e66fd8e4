import { z } from "zod";

const text = z.string().trim();
const upper = text.toUpperCase();
const lower = text.toLowerCase();
const code = lower.regex(/^[a-z][a-z0-9_]{0,59}$/);
const year = text.regex(/^(?:19|20|21)\d\d$/);
/** A year, or a range with both ends: "2018", "2018..", "..1969", "1980..1989". */
const years = text.regex(/^(?:(?:19|20|21)\d\d(?:\.\.(?:(?:19|20|21)\d\d)?)?|\.\.(?:19|20|21)\d\d)$/);
/** INSEE code of a région (R53), département (D28), overseas collectivity (C987) or commune (28085), SIREN of a grouping. */
const territory = upper.regex(/^(?:R\d\d|C9\d\d|D(?:\d\d|2[AB]|97\d)|\d[\dAB]\d{3}|\d{9})$/);
const organisation = lower.regex(/^o\d{1,12}$/);

/**
 * The list filters of a search, in the order of the canonical address: the form of one value of each, in which it stands in
 * the search row, too ("country:SN"). Adding one: here, its tokens or condition in `conditions.ts`, its names in `names.ts`.
 */
export const facetForms = {
  theme: upper.regex(/^[A-Z][A-Z0-9_]*(\.[A-Z0-9_]+){0,2}$/).max(60),
  country: upper.regex(/^[A-Z]{2}$/),
  /** Continent or sub-region, by its number of the United Nations (M49). */
  region: text.regex(/^\d{3}$/),
  /** A French territory, with all that lies in it. */
  territory,
  /** The authority that governs a French territory, itself. */
  authority: territory,
  organisation,
  /** Who takes part on the French side, and as a foreign partner: beside each other, both are meant. */
  french: organisation,
  foreign: organisation,
  role: code,
  kind: code,
  form: code,
  status: code,
  /** Years in which a project ran. */
  year: years,
  /** Years of the beginning (start, else agreement) and of the stated end. */
  started: years,
  ended: years,
  signed: year,
  funder: organisation,
  /** Years of lines of cofunding. */
  funded: years,
  /** Cofunding in euros: "10000..50000", "..10000", "1000000..". */
  amount: text.regex(/^(?:\d{1,12}\.\.(?:\d{1,12})?|\.\.\d{1,12})$/),
  scheme: code,
  origin: code,
  source: lower.regex(/^[a-z0-9][a-z0-9-]{0,59}$/),
  finding: code,
} as const;

export type FacetKey = keyof typeof facetForms;
export const facetKeys = Object.keys(facetForms) as FacetKey[];

/** Value of every filter for what a record does not state. */
export const none = "none";

/** Values of one filter: at least one of `oneOf`, none of `noneOf`. */
export type Choice = { oneOf: readonly string[]; noneOf: readonly string[] };
export const nothing: Choice = { oneOf: [], noneOf: [] };

export function isChosen({ oneOf, noneOf }: Choice): boolean {
  return oneOf.length + noneOf.length > 0;
}

/** Makes a value of each filter. */
export function mapFacets<T>(make: (key: FacetKey) => T): Record<FacetKey, T> {
  return Object.fromEntries(facetKeys.map((key) => [key, make(key)])) as Record<FacetKey, T>;
}

/** Continents, the regions offered first (M49). */
export const continents: ReadonlySet<string> = new Set(["002", "009", "019", "142", "150"]);

/** The bands that are offered of the amount, in euros. */
export const amountBands = ["..10000", "10000..50000", "50000..200000", "200000..1000000", "1000000.."] as const;

/** Bounds of a range, in euros; the upper one is not part of it. */
export function boundsOf(range: string): { from: number; to: number | null } {
  const [from = "", to = ""] = range.split("..");
  return { from: Number(from), to: to === "" ? null : Number(to) };
}

/** First and last year of a range; null where it is open. */
export function yearsOf(range: string): { from: number | null; to: number | null } {
  const [from = "", to = range.includes("..") ? "" : from] = range.split("..");
  return { from: from === "" ? null : Number(from), to: to === "" ? null : Number(to) };
}
