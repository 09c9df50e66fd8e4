import { today } from "@/lib/core/clock";
import { foreignRoles, frenchRoles, isLookedUp } from "./conditions";
import { amountBands, boundsOf, type Choice, type FacetKey, facetKeys, isChosen, none, yearsOf } from "./facets";
import type { ProjectQuery } from "./params";
import { readTsquery, type WordTree } from "./tsquery";

/**
 * A condition on a project as `search_held` of the database reads it: it has one of some values (`search_value`), one between
 * two, an amount in euros from and below, a line of cofunding of some years (null: of a year that is not stated), a change on a day
 * (ISO) or later; or conditions put together.
 */
export type Held =
  | { oneOf: readonly string[] }
  | { between: readonly [string, string] }
  | { amount: readonly [number, number | null] }
  | { funded: readonly [number, number] | null }
  | { since: string }
  | { all: readonly Held[] }
  | { some: readonly Held[] }
  | { not: Held };

/** A condition of a query, and the filter that it is the choice of. */
export type QueryPart = { facet: FacetKey | null; held: Held };

/** Projects that ran in one of some years: begun by the last, and not ended before the first; those without an end run until now. */
function ranIn(range: string): Held {
  if (range === none) return { oneOf: [`began:${none}`] };
  const { from, to } = yearsOf(range);
  const now = Number(today().slice(0, 4));
  const begun: Held = to === null ? { not: { oneOf: [`began:${none}`] } } : { between: ["began:", `began:${to}`] };
  if (from === null) return begun;
  // Letters come after figures: "lasted:none" is between, too.
  return { all: [begun, { between: [`lasted:${from}`, now >= from ? `lasted:${none}` : "lasted:9999"] }] };
}

/** What is stated of a year, within a range. */
function statedIn(key: "started" | "ended", range: string): Held {
  if (range === none) return { oneOf: [`${key}:${none}`] };
  const { from, to } = yearsOf(range);
  return { between: [`${key}:${from ?? ""}`, `${key}:${to ?? 9999}`] };
}

function takesPart(roles: readonly string[], organisation: string): Held {
  if (organisation === none) return { not: { oneOf: roles.map((role) => `role:${role}`) } };
  return { oneOf: roles.map((role) => `taking:${role}/${organisation}`) };
}

function fundedIn(range: string): Held {
  if (range === none) return { funded: null };
  const { from, to } = yearsOf(range);
  return { funded: [from ?? 0, to ?? 9999] };
}

function amountOf(value: string): Held {
  if (value === none || (amountBands as readonly string[]).includes(value)) return { oneOf: [`amount:${value}`] };
  const { from, to } = boundsOf(value);
  return { amount: [from, to] };
}

/** What is asked of one filter. A role together with an organisation is the role in which that one takes part. */
function choiceHeld(key: FacetKey, { oneOf, noneOf }: Choice, roles: readonly string[]): Held {
  const heldOf = (value: string): Held => {
    if (key === "year") return ranIn(value);
    if (key === "started" || key === "ended") return statedIn(key, value);
    if (key === "funded") return fundedIn(value);
    if (key === "french") return takesPart(frenchRoles, value);
    if (key === "foreign") return takesPart(foreignRoles, value);
    return key === "amount" ? amountOf(value) : { oneOf: [`${key}:${value}`] };
  };
  const taking = key === "organisation" && roles.length > 0;
  const one: Held = taking
    ? { oneOf: oneOf.flatMap((value) => roles.map((role) => `taking:${role}/${value}`)) }
    : some(oneOf.map(heldOf));
  return { all: [...(oneOf.length > 0 ? [one] : []), ...noneOf.map((value): Held => ({ not: heldOf(value) }))] };
}

/** One of some conditions: those on values are one. */
function some(parts: readonly Held[]): Held {
  const values = parts.flatMap((part) => ("oneOf" in part ? part.oneOf : []));
  const others = parts.filter((part) => !("oneOf" in part));
  const all: Held[] = values.length > 0 ? [{ oneOf: values }, ...others] : others;
  return all.length === 1 && all[0] ? all[0] : { some: all };
}

/** That a project holds words, or that its title does. */
export function wordsHeld(tree: WordTree, field: "word" | "title"): Held {
  // Which titles come first is no matter of the order of their words.
  if ("phrase" in tree) return field === "word" ? { oneOf: [`phrase:${tree.phrase}`] } : wordsHeld(tree.words, field);
  if ("word" in tree) return { oneOf: [`${field}:${tree.word}`] };
  if ("not" in tree) return { not: wordsHeld(tree.not, field) };
  const parts = tree.parts.map((part) => wordsHeld(part, field));
  return tree.operator === "&" ? { all: parts } : some(parts);
}

/** The title itself holds the words. */
export const inTitle = (words: string): Held => wordsHeld(readTsquery(words), "title");

/** The conditions of a query that bits tell. */
export function toldParts({ chosen, updated, asOf }: ProjectQuery, words: string | null): QueryPart[] {
  return [
    ...facetKeys
      .filter((key) => isChosen(chosen[key]) && !isLookedUp(key, asOf))
      .map((key): QueryPart => ({ facet: key, held: choiceHeld(key, chosen[key], chosen.role.oneOf) })),
    ...(updated === null ? [] : [{ facet: null, held: { since: updated } }]),
    ...(words === null ? [] : [{ facet: null, held: wordsHeld(readTsquery(words), "word") }]),
  ];
}

/**
 * The conditions of a query, all of which its projects meet; null where bits cannot tell: of what stood on a former day, and
 * of findings.
 */
export function partsHeld(query: ProjectQuery, words: string | null): QueryPart[] | null {
  const { asOf, chosen } = query;
  return asOf !== null || isChosen(chosen.finding) ? null : toldParts(query, words);
}
