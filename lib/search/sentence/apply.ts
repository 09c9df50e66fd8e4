import { none } from "../facets";
import { type ProjectQuery, withChoice } from "../params";
import { type Gazetteer, type Meaning, readGazetteer } from "./gazetteer";
import { type Understood, understand } from "./understand";

/** A question with its filters in place: what is left in `q` are words. */
export type Read = {
  query: ProjectQuery;
  /** The parts of the question that became filters. */
  filters: readonly Understood[];
  /** Parts that may be filters. */
  maybe: readonly Understood[];
};

/** A part is read again with what it joined: "Afrique (Sénégal) de l'Ouest" has two. More than this is nobody's question. */
const mostTurns = 3;

/** A query with one more filter. */
export function withMeaning(query: ProjectQuery, { facet, values }: Meaning): ProjectQuery {
  const { oneOf, noneOf } = query.chosen[facet];
  const all = new Set([...oneOf.filter((value) => value !== none), ...values]);
  return withChoice(query, facet, { oneOf: [...all].sort(), noneOf: noneOf.filter((value) => !all.has(value)) });
}

/** A query without words keeps no order by relevance. */
export function withWords(query: ProjectQuery, q: string): ProjectQuery {
  const byDefault = q === "" ? "updated" : "relevance";
  const isDefault = query.sort === "relevance" || (query.q === "" && query.sort === "updated");
  return { ...query, q, sort: isDefault ? byDefault : query.sort };
}

/** Reads the question of a query. A list of records as they stood on a day is asked in words only: few filters hold there. */
export async function readQuestion(asked: ProjectQuery): Promise<Read> {
  if (asked.q === "" || asked.asOf?.view === "known") return { query: asked, filters: [], maybe: [] };
  return apply(asked, await readGazetteer());
}

function apply(asked: ProjectQuery, gazetteer: Gazetteer): Read {
  const filters: Understood[] = [];
  let [query, maybe] = [asked, [] as readonly Understood[]];
  for (let turn = 0; turn < mostTurns; turn++) {
    const read = understand(query.q, gazetteer);
    maybe = read.maybe;
    for (const part of read.filters) {
      filters.push(part);
      for (const meaning of part.meanings) query = { ...withMeaning(query, meaning), page: query.page };
    }
    const isSame = read.words === query.q;
    query = withWords(query, read.words);
    if (isSame) break;
  }
  return { query, filters, maybe };
}
