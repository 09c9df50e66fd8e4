import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { nameOf, parseComparison } from "@/lib/compare/address";
import { limits } from "@/lib/core/limits";
import { firstOf, type Params } from "@/lib/core/parameters";
import { formatShare } from "@/lib/i18n/format";
import type { Target } from "@/lib/i18n/href";
import type { Locale } from "@/lib/i18n/locales";
import type { Subject } from "@/lib/profiles/schema";
import { type ProjectQuery, parseProjectQuery, queryOf, wholeList } from "@/lib/search/params";
import { type MeasureKey, measureKeys, unitOf } from "@/lib/statistics/units";

/** What figures are of: subjects by their names in addresses ("country-SN"), or a search. */
export type CitedScope = { subjects: readonly string[] } | { query: ProjectQuery };
/** A measure as the portal showed it, as it is written in an address: of each subject, or of the search. */
export type Said = { measure: MeasureKey; values: readonly string[] };
/** Figures of a day (ISO). */
export type Cited = { scope: CitedScope; on: string; said: readonly Said[] };

const unknown = "x";

/** A value as an address writes it. "x": not known. */
export function written(measure: MeasureKey, value: number | null): string {
  if (value === null) return unknown;
  const decimals = { count: 0, euros: 2, share: 4 }[unitOf(measure)];
  return value.toFixed(decimals).replace(/\.0+$/, "");
}

/** True where two values are one figure to a reader: parts of a whole are read in whole percent. */
export function isSame(measure: MeasureKey, before: string, after: number | null): boolean {
  const [was, is] = [readValue(before), after];
  if (unitOf(measure) !== "share" || was === null || is === null) return before === written(measure, is);
  return formatShare("en", was, 1) === formatShare("en", is, 1);
}

/** The value that an address writes; null: not known. */
export function readValue(text: string): number | null {
  return text === unknown ? null : Number(text);
}

/** What a search is about, in whatever order and form its page shows it. */
function essenceOf(query: ProjectQuery): ProjectQuery {
  return { ...query, view: wholeList.view, page: 1, sort: query.q === "" ? "updated" : "relevance" };
}

function scopeText(scope: CitedScope): readonly unknown[] {
  return "subjects" in scope
    ? ["subjects", ...scope.subjects]
    : ["search", Object.entries(queryOf(essenceOf(scope.query), "en"))];
}

const saidText = (said: readonly Said[]) => said.map(({ measure, values }) => [measure, ...values].join("-")).join("_");

function sign(key: string, { scope, on, said }: Cited): string {
  return createHmac("sha256", key)
    .update(JSON.stringify([scopeText(scope), on, saidText(said)]))
    .digest("hex")
    .slice(0, 32);
}

/** The address under which figures can be looked at again: it carries them, their day, and the portal's signature. */
export function citationTarget(key: string, cited: Cited, locale: Locale): Target {
  const { scope, on, said } = cited;
  const of = "subjects" in scope ? { subjects: scope.subjects.join(",") } : queryOf(essenceOf(scope.query), locale);
  return { pathname: "/citation", query: { ...of, on, said: saidText(said), proof: sign(key, cited) } };
}

/** Names of subjects, as a scope. */
export function scopeOfSubjects(subjects: readonly Pick<Subject, "kind" | "key">[]): CitedScope {
  return { subjects: subjects.map(nameOf) };
}

function parseSaid(text: string, columns: number): Said[] | null {
  const parts = text.split("_", measureKeys.length + 1).map((part) => {
    const [name, ...values] = part.split("-", columns + 2);
    const measure = measureKeys.find((key) => key === name);
    const isWhole = values.length === columns && values.every((value) => /^(?:x|\d{1,15}(?:\.\d{1,4})?)$/.test(value));
    return measure && isWhole ? { measure, values } : null;
  });
  const said = parts.filter((part) => part !== null);
  return said.length === parts.length && said.length <= measureKeys.length ? said : null;
}

/** What an address cites, and its signature; null where it has not the form of one of ours. `scope`: also without the rest. */
export function parseCitation(params: Params): { scope: CitedScope; cited: Cited | null; proof: string } {
  const { names } = parseComparison(params);
  const scope: CitedScope = names.length > 0 ? { subjects: names.map(({ text }) => text) } : { query: parseProjectQuery(params) };
  const on = z.iso.date().safeParse(firstOf(params, "on")).data;
  const columns = "subjects" in scope ? scope.subjects.length : 1;
  const said = columns > limits.comparedSubjects ? null : parseSaid(firstOf(params, "said"), columns);
  return { scope, cited: on && said ? { scope, on, said } : null, proof: firstOf(params, "proof") };
}

/** True where the portal itself signed these figures. */
export function isGenuine(key: string, cited: Cited, proof: string): boolean {
  const expected = Buffer.from(sign(key, cited));
  const given = Buffer.from(proof);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
