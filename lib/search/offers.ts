import { db } from "@/lib/core/db";
import { slugify } from "@/lib/core/text";
import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import type { FacetKey } from "./facets";
import { nameValues } from "./names";
import type { ProjectQuery } from "./params";
import { withMeaning, withWords } from "./sentence/apply";
import type { Meaning } from "./sentence/gazetteer";
import { cutIntoTokens, joinTokens } from "./sentence/tokens";
import type { Understood } from "./sentence/understand";
import { similarName } from "./spelling";
import { countEach } from "./totals";

/** What words of a search may mean instead: a filter, and what it would find. */
export type Offer = { label: string; query: ProjectQuery; total: number };

/** More are no help. */
const mostOffers = 5;
/** Words of the longest names of communes that are asked for; each part of a question is a look into an index. */
const mostWords = 6;

/** Filters that words of a query may mean: places of one name, and what is a word as often. Those that find most first. */
export async function offersFor(query: ProjectQuery, maybe: readonly Understood[], locale: Locale): Promise<Offer[]> {
  const parts = [...maybe, ...(await findCommunes(query.q))];
  const meant = parts.flatMap(({ text, meanings }) => meanings.map((meaning) => ({ text, meaning }))).slice(0, 3 * mostOffers);
  if (meant.length === 0) return [];
  const values: Partial<Record<FacetKey, readonly string[]>> = {};
  for (const { meaning } of meant) values[meaning.facet] = [...(values[meaning.facet] ?? []), ...meaning.values];
  const names = await nameValues(values, locale);
  const labelOf = ({ facet, values: all }: Meaning) =>
    translator(locale)("projects.chip.named", {
      facet: translator(locale)(`projects.facet.${facet}`),
      name: all.map((value) => nameOf(facet, value, names.get(facet)?.get(value))).join(", "),
    });
  const queries = meant.map(({ text, meaning }) => withMeaning(withWords(query, without(query.q, text)), meaning));
  const totals = await countEach(queries);
  return meant
    .flatMap(({ meaning }, index): Offer[] => {
      const [other, total = 0] = [queries[index], totals[index]];
      return other && total > 0 ? [{ label: labelOf(meaning), query: other, total }] : [];
    })
    .toSorted((a, b) => b.total - a.total)
    .slice(0, mostOffers);
}

/** A search that finds so little may be of a misspelt name. */
const few = 5;

/** The search for a name like the one that was written and found nearly nothing, where it finds more. */
export async function offerSpelling(query: ProjectQuery, total: number, locale: Locale): Promise<Offer[]> {
  const name = total > 0 && total <= few ? await similarName(query.q) : null;
  if (name === null) return [];
  const other = { ...query, q: name, page: 1 };
  const [found = 0] = await countEach([other]);
  return found > total ? [{ label: translator(locale)("projects.search.heard", { q: name }), query: other, total: found }] : [];
}

/** Communes of one name are told apart by their code. */
function nameOf(facet: FacetKey, value: string, name: string | undefined): string {
  return facet === "territory" && /^\d/.test(value) ? `${name ?? value} (${value})` : (name ?? value);
}

/** A text without one of its parts. */
function without(text: string, part: string): string {
  const [tokens, gone] = [cutIntoTokens(text), cutIntoTokens(part)];
  const at = tokens.findIndex((_, index) => gone.every(({ word }, offset) => tokens[index + offset]?.word === word));
  return at < 0 ? text : joinTokens(tokens.toSpliced(at, gone.length));
}

/** Communes that bear the words of a text as their name. */
async function findCommunes(text: string): Promise<Understood[]> {
  const tokens = cutIntoTokens(text);
  const spans = new Map<string, string>();
  for (let at = 0; at < tokens.length; at++)
    for (let length = 1; length <= mostWords && at + length <= tokens.length; length++) {
      const span = tokens.slice(at, at + length);
      if (span.some(({ word }) => word === "")) break;
      if (!span[0]?.isTied && !tokens[at + length]?.isTied)
        spans.set(slugify(span.map(({ word }) => word).join(" ")), joinTokens(span));
    }
  const rows = await db().$queryRaw<{ code: string; slug: string }[]>`
    SELECT code, slug FROM territory WHERE level = 'commune' AND slug = ANY(${[...spans.keys()].slice(0, 60)}::text[])
    ORDER BY population DESC NULLS LAST LIMIT ${2 * mostOffers}`;
  return rows.map(({ code, slug }) => ({ text: spans.get(slug) ?? slug, meanings: [{ facet: "territory", values: [code] }] }));
}
