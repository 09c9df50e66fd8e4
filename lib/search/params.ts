import { z } from "zod";
import { type AsOf, asOfQuery, parseAsOf } from "@/lib/as-of/params";
import { limits } from "@/lib/core/limits";
import type { Locale } from "@/lib/i18n/locales";
import { isRuleCode } from "@/lib/quality/rules";

/** Filters of the list, in the order of the canonical address. Adding one: its form here, its condition and label in `filters.ts`. */
const forms = {
  country: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/),
  theme: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z][A-Z0-9_]*(\.[A-Z0-9_]+){0,2}$/)
    .max(60),
  organisation: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^o\d{1,12}$/),
  source: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9][a-z0-9-]{0,59}$/),
  finding: z
    .string()
    .trim()
    .toLowerCase()
    .refine((code) => code === "any" || isRuleCode(code)),
} as const;

export type FilterKey = keyof typeof forms;
export const filterKeys = Object.keys(forms) as FilterKey[];

/** French names under which filters are understood, too. */
const frenchNames: Partial<Record<FilterKey, string>> = { country: "pays" };

/** The chosen value of each filter; null: all. */
export type Filters = Record<FilterKey, string | null>;

/**
 * What a list of projects is asked for. Parsed leniently from an address: unknown or broken values vanish, so that equal
 * searches have one canonical form (`queryOf`).
 */
export type ProjectQuery = Filters & { page: number; asOf: AsOf | null };

/** Every project. */
export const wholeList: ProjectQuery = { ...mapFilters(() => null), asOf: null, page: 1 };

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value);
const pageSchema = z.coerce.number().int().min(1).max(limits.maxPage).catch(1);

/** Number of the page that an address asks for; 1 for anything that is none. */
export function parsePage(params: Record<string, string | string[] | undefined>): number {
  return pageSchema.parse(first(params.page) ?? 1);
}

/** Makes a value of each filter. */
export function mapFilters<T>(make: (key: FilterKey) => T): Record<FilterKey, T> {
  return Object.fromEntries(filterKeys.map((key) => [key, make(key)])) as Record<FilterKey, T>;
}

/** Reads a query from the parameters of an address. Never throws. */
export function parseProjectQuery(params: Record<string, string | string[] | undefined>): ProjectQuery {
  const read = (key: FilterKey) => forms[key].safeParse(first(params[key] ?? params[frenchNames[key] ?? ""])).data ?? null;
  return { ...mapFilters(read), asOf: parseAsOf(params), page: parsePage(params) };
}

/** The parameters of the canonical address in a language: defaults dropped, in a fixed order. */
export function queryOf({ page, asOf, ...filters }: ProjectQuery, locale: Locale): Record<string, string> {
  const chosen = filterKeys.flatMap((key): [string, string][] => (filters[key] ? [[key, filters[key]]] : []));
  return { ...Object.fromEntries(chosen), ...asOfQuery(asOf, locale), ...(page > 1 && { page: String(page) }) };
}
