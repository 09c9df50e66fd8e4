import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDb } from "@/lib/core/db";
import { loadDemo } from "@/lib/demo/load";
import { projectsCsv } from "@/lib/export/csv";
import { type FacetKey, facetKeys, none } from "@/lib/search/facets";
import { listForPrograms } from "@/lib/search/list-answer";
import { type ProjectQuery, parseProjectQuery, queryOf, wholeList } from "@/lib/search/params";
import { readWords } from "@/lib/search/words";
import { readCross } from "@/lib/statistics/cross";
import { type DimensionKey, dimensionKeys } from "@/lib/statistics/dimensions";
import { type Figure, readFigures } from "@/lib/statistics/figures";
import { scopeOf } from "@/lib/statistics/hits";
import { measures } from "@/lib/statistics/measures";
import { type Part, readSeries, type Series } from "@/lib/statistics/series";
import { type MeasureKey, measureKeys } from "@/lib/statistics/units";
import { type Bench, openBench } from "../quality/support";
import { type Facts, idsOf, type Line, readFacts, recount } from "./facts";
import { addOddRecords } from "./odd-records";

let bench: Bench;
let facts: Map<string, Facts>;
/** Values of every filter that some record has. */
let values: Record<FacetKey, string[]>;

beforeAll(async () => {
  bench = await openBench();
  process.env.DATABASE_URL = bench.url;
  process.env.PUBLIC_URL ??= "http://localhost:3000";
  await loadDemo(bench.url, { projects: 160 });
  await addOddRecords(bench);
  const { rows } = await bench.sql.query<{ key: string; all: string[] }>(
    `SELECT split_part(token, ':', 1) AS key, array_agg(DISTINCT split_part(token, ':', 2)) AS all
     FROM search_row, unnest(tokens) AS token GROUP BY 1`,
  );
  const held = new Map(rows.map(({ key, all }) => [key, all]));
  values = Object.fromEntries(facetKeys.map((key) => [key, held.get(key) ?? []])) as typeof values;
  const bodies = values.organisation;
  Object.assign(values, {
    status: ["ongoing", "closed", "end_date_passed", none],
    year: ["1999", "2018", "2010..2019", "..1990", none],
    started: ["2015", "2010..", none],
    ended: ["2018", "2017..2021", none],
    funded: ["2018", "2015..2019", none],
    amount: ["..10000", "50000..200000", none],
    finding: ["any", "stale"],
    french: [...bodies.slice(0, 60), none],
    foreign: [...bodies.slice(0, 60), none],
  });
  facts = await readFacts();
});
afterAll(async () => {
  await closeDb();
  await bench.close();
});

/** A search of up to three filters, each with up to two values, some of them excluded, and sometimes a word. */
const queries = () =>
  fc
    .record({
      q: fc.constantFrom("", "", "", "eau", "jumelage OR santé", "projets eau depuis 2015"),
      filters: fc.uniqueArray(
        fc.constantFrom(...facetKeys.filter((key) => values[key].length > 0)).chain((key) =>
          fc.tuple(
            fc.constant(key),
            fc.uniqueArray(fc.tuple(fc.constantFrom("", "", "-"), fc.constantFrom(...values[key])), {
              minLength: 1,
              maxLength: 2,
            }),
          ),
        ),
        { maxLength: 2, selector: ([key]) => key },
      ),
      day: fc.constantFrom(undefined, undefined, undefined, "2019-06-30"),
    })
    .map(({ q, filters, day }) =>
      parseProjectQuery({
        q,
        ...(day && { at: day }),
        ...Object.fromEntries(filters.map(([key, all]) => [key, all.map((parts) => parts.join("")).join(",")])),
      }),
    );

const factsOf = async (query: ProjectQuery) => (await idsOf(query)).flatMap((id) => facts.get(id) ?? []);
const name = (query: ProjectQuery) => new URLSearchParams(queryOf(query, "en")).toString();

function same(found: number | null, expected: number | null): boolean {
  if (found === null || expected === null) return found === expected;
  return Math.abs(found - expected) <= 0.011;
}

/** Fails where a figure is not what its projects say, and where it is not what the projects of its own search say. */
async function proveFigure(figure: Figure, scope: ProjectQuery, own: readonly Facts[], isOwn?: (line: Line) => boolean) {
  const counted = recount(figure.measure, own, scope, isOwn);
  const label = `${figure.measure} of ${name(scope)}`;
  expect([label, figure.value, same(figure.value, counted)]).toEqual([label, figure.value, true]);
  if (!figure.query) return;
  const listed = await factsOf(figure.query);
  const again = recount(figure.measure, listed, scope, isOwn);
  expect([label, name(figure.query), again, same(figure.value, again)]).toEqual([label, name(figure.query), again, true]);
  // A number of projects is the number of what its search lists; what is known of amounts is of every project that it lists.
  if (figure.measure === "projects" || figure.measure === "ongoing")
    expect([label, listed.length]).toEqual([label, figure.value]);
  if (figure.notes.projectsWithAmount) expect([label, listed.length]).toEqual([label, figure.notes.projectsWithAmount]);
}

const lineOf: Partial<Record<DimensionKey, (line: Line) => string>> = {
  funder: ({ funder }) => funder,
  funded: ({ year }) => String(year ?? none),
};

/** The test of the lines that a part is made of, where it is made of lines. */
function ownLines({ measure, dimension }: Series, { key }: Part) {
  const value = measures[measure].over === "lines" ? lineOf[dimension] : undefined;
  return value && ((line: Line) => value(line) === key);
}

const additive: ReadonlySet<MeasureKey> = new Set(["projects", "ongoing", "cofunding", "given"]);

function addsUp({ measure, dimension, total, parts, single, limited, outside }: Series, scope: ProjectQuery): void {
  if (!additive.has(measure) || limited) return;
  const all = parts.reduce((sum, { value }) => sum + (value ?? 0), 0);
  const whole = total.value ?? 0;
  const label = `${measure} by ${dimension} of ${name(scope)}`;
  if (single) expect([label, Math.abs(all - whole) <= 0.011]).toEqual([label, true]);
  else if (outside === 0 || measure === "projects") expect([label, all + outside + 0.011 >= whole]).toEqual([label, true]);
}

describe("figures", () => {
  it("are what the projects of the search say, and of the search that each leads to", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(queries(), async (asked) => {
        const scope = await scopeOf(asked, "fr");
        const figures = await readFigures(measureKeys, scope);
        const own = await factsOf(scope);
        for (const key of measureKeys) await proveFigure(figures[key], scope, own);
      }),
      { numRuns: 40, seed: 20_261_123 },
    );
  });

  it("are the totals of the API and the rows of the file", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(queries(), async (asked) => {
        const scope = await scopeOf(asked, "fr");
        const { projects, ongoing, cofunding } = await readFigures(["projects", "ongoing", "cofunding"], scope);
        for (const { value, query } of [projects, ongoing]) {
          if (!query) continue;
          // The address is what a reader follows: what is written there is read again.
          const followed = parseProjectQuery(queryOf(query, "fr"));
          expect((await listForPrograms(followed, "fr", false)).total).toBe(value);
          expect(await rowsOf(followed)).toHaveLength(value ?? 0);
        }
        if (!cofunding.query) return;
        const lines = (await rowsOf(parseProjectQuery(queryOf(cofunding.query, "fr")))).flatMap((row) =>
          row.financement?.split(" | "),
        );
        const euros = lines.flatMap((line) => {
          const [, , amount, currency, kind] = line?.split("; ") ?? [];
          return kind === "cofunding" && currency === "EUR" ? [Number(amount)] : [];
        });
        const sum = euros.reduce((all, one) => all + one, 0);
        expect(Math.round(sum * 100)).toBe(Math.round((cofunding.value ?? 0) * 100));
      }),
      { numRuns: 6, seed: 20_261_124 },
    );
  });
});

async function rowsOf(query: ProjectQuery): Promise<Record<string, string>[]> {
  let text = "";
  for await (const piece of await projectsCsv(query, await readWords(query.q), "fr")) text += piece;
  return parse(text, { columns: true, bom: true });
}

/** Proves some parts of series: the largest, another one, and what is not stated. */
async function proveParts(all: Iterable<Series>, scope: ProjectQuery, pick: number): Promise<string[]> {
  const proven: string[] = [];
  for (const series of all) {
    addsUp(series, scope);
    const linked = series.parts.filter(({ query }) => query);
    const chosen = [linked[0], linked[pick % Math.max(1, linked.length)], linked.find(({ key }) => key === none)];
    for (const part of new Set(chosen)) {
      if (!part?.query) continue;
      proven.push(`${series.measure} ${series.dimension}`);
      await proveFigure(part, scope, await factsOf(part.query), ownLines(series, part));
    }
  }
  return proven;
}

describe("series", () => {
  it("divide the whole by every measure and dimension into what each part's own search says", { timeout: 120_000 }, async () => {
    const proven = new Set<string>();
    for (const measure of measureKeys) {
      const all = await readSeries(measure, dimensionKeys, wholeList, "fr");
      for (const pair of await proveParts(all.values(), wholeList, 5)) proven.add(pair);
    }
    const pairs = measureKeys.flatMap((measure) => dimensionKeys.map((key) => `${measure} ${key}`));
    expect(pairs.filter((pair) => !proven.has(pair))).toEqual([]);
  });

  it("do so for any search", { timeout: 120_000 }, async () => {
    const some = fc.uniqueArray(fc.constantFrom(...dimensionKeys), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(queries(), fc.constantFrom(...measureKeys), some, fc.nat(1_000), async (asked, measure, keys, pick) => {
        const scope = await scopeOf(asked, "fr");
        await proveParts((await readSeries(measure, keys, scope, "fr")).values(), scope, pick);
      }),
      { numRuns: 60, seed: 20_261_125 },
    );
  });

  it("are what they are of two dimensions at a time, too", { timeout: 120_000 }, async () => {
    const crossings = [
      ["projects", ["frenchRegion", "subregion"]],
      ["cofunding", ["funded", "funder"]],
      ["authorities", ["theme", "country"]],
      ["cofunding", ["country", "funded"]],
    ] as const;
    for (const [measure, by] of crossings)
      await fc.assert(
        fc.asyncProperty(queries(), fc.nat(1_000), async (asked, pick) => {
          const scope = await scopeOf(asked, "fr");
          const cells = [...(await readCross(measure, by, scope, "fr")).cells];
          const [place, figure] = cells[pick % Math.max(1, cells.length)] ?? [];
          if (!place || !figure?.query) return;
          const values = place.split(" ");
          const isOwn = (line: Line) =>
            measure !== "cofunding" || by.every((key, index) => !lineOf[key] || lineOf[key](line) === values[index]);
          await proveFigure(figure, scope, await factsOf(figure.query), isOwn);
        }),
        { numRuns: 8, seed: 20_261_127 },
      );
  });

  // Bits are written some seconds after a change; until then the rows of what changed are read.
  it.each([
    ["before", "SELECT"],
    ["after", "SELECT search_fold(0)"],
    ["between", "UPDATE project SET updated_at = now() WHERE id % 3 = 0"],
  ])(
    "hold every project of the whole once or more, or say how many they leave out, %s bits are written",
    async (_, made) => {
      await bench.sql.query(made);
      await fc.assert(
        fc.asyncProperty(queries(), fc.constantFrom(...dimensionKeys), async (asked, key) => {
          const scope = await scopeOf(asked, "fr");
          const series = (await readSeries("projects", [key], scope, "fr")).get(key);
          if (!series || series.parts.length > 40) return;
          const held = new Set<string>();
          for (const { query } of series.parts) for (const id of query ? await idsOf(query) : []) held.add(id);
          expect([key, name(scope), held.size + series.outside]).toEqual([key, name(scope), series.total.value]);
          for (const part of series.parts)
            if (part.query) expect([part.key, part.value]).toEqual([part.key, (await idsOf(part.query)).length]);
        }),
        { numRuns: 40, seed: 20_261_126 },
      );
    },
    120_000,
  );
});
