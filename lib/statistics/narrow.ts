import { type FacetKey, facetForms, none, yearsOf } from "@/lib/search/facets";
import { type ProjectQuery, withChoice } from "@/lib/search/params";

/** Pairs of values of a filter of which the second lies within the first: "002 011" (Africa, Western Africa). */
export type Nested = ReadonlySet<string>;

const ofYears: ReadonlySet<FacetKey> = new Set(["year", "started", "ended", "funded"]);

function liesIn(key: FacetKey, outer: string, inner: string, nested: Nested): boolean {
  if (outer === inner) return true;
  if (outer === none || inner === none) return false;
  if (key === "theme") return inner.startsWith(`${outer}.`);
  if (!ofYears.has(key)) return nested.has(`${outer} ${inner}`);
  const [range, part] = [yearsOf(outer), yearsOf(inner)];
  const begins = range.from === null || (part.from !== null && part.from >= range.from);
  return begins && (range.to === null || (part.to !== null && part.to <= range.to));
}

/**
 * The search that finds what `query` finds and what has a value of one filter. Null where no address says that: two values of
 * one filter beside each other mean "or", so "in Senegal, and also in Mali" has none.
 */
export function narrowed(query: ProjectQuery, key: FacetKey, value: string, nested: Nested = new Set()): ProjectQuery | null {
  const { oneOf, noneOf } = query.chosen[key];
  const isNamed = value === none || facetForms[key].safeParse(value).success;
  if (!isNamed || noneOf.includes(value)) return null;
  const fits = oneOf.length === 0 || oneOf.some((outer) => liesIn(key, outer, value, nested));
  return fits ? withChoice(query, key, { oneOf: [value], noneOf }) : null;
}

/** The search that finds what `query` finds, but for what states nothing of one filter; null where it asks for just that. */
export function stated(query: ProjectQuery, key: FacetKey): ProjectQuery | null {
  const { oneOf, noneOf } = query.chosen[key];
  const rest = oneOf.filter((value) => value !== none);
  if (rest.length < oneOf.length && rest.length === 0) return null;
  return withChoice(query, key, { oneOf: rest, noneOf: [...new Set([...noneOf, none])].sort() });
}
