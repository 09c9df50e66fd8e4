import { z } from "zod";
import { contactTarget } from "@/lib/contacts/address";
import type { ContactKind } from "@/lib/contacts/schema";
import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { cleanText } from "@/lib/core/parameters";
import { Prisma } from "@/lib/core/prisma-client/client";
import { formatNumber } from "@/lib/i18n/format";
import { href, type Target } from "@/lib/i18n/href";
import type { Locale } from "@/lib/i18n/locales";
import { publicText } from "@/lib/i18n/public-text";
import { translator } from "@/lib/i18n/translator";
import { queryFor, queryOf } from "./params";
import { kindSql, type SuggestionKind, suggestionKinds } from "./suggest-kinds";
import { type Keys, type Names, namesAlike, namesLike, speaksForItself } from "./suggest-names";

const { sql } = Prisma;

const suggestionSchema = z.object({
  value: z.string().describe("Value of the filter that is named like the kind; of a contact or a project, its public id."),
  label: z.string(),
  language: z.string().nullable().describe("Language of the title of a project (ISO 639-1); null of a name."),
  otherName: z
    .string()
    .nullable()
    .describe("The other, former or foreign name by which it was found; null where the label says it."),
  projects: z.number().int().nullable().describe("Projects that the filter finds; null of a contact or a project."),
  note: z.string().describe("In words: the other name, what tells it from others of its name, the number of projects."),
  href: z.string().describe("Path of the page that it leads to."),
});

/** Answer of GET /api/v1/suggest. */
export const suggestionsSchema = z.object({
  q: z.string().describe("The text as it was read."),
  alike: z.boolean().describe("True when no name begins like the text, and these are only like it."),
  summary: z.string().describe("Number of suggestions in words."),
  groups: z.array(z.object({ kind: z.enum(suggestionKinds), label: z.string(), suggestions: z.array(suggestionSchema) })),
});
export type Suggestions = z.infer<typeof suggestionsSchema>;
export type Suggestion = z.infer<typeof suggestionSchema>;

type Row = {
  kind: SuggestionKind;
  place: number;
  value: string;
  label: string;
  /** Name by which it was found. */
  name: string;
  /** The label holds the text, too. */
  spoken: boolean;
  weight: number;
  /** What it lies in; of a project, the language of its title. */
  within: string | null;
  /** Level of a territory, kind of an organisation in words or of a contact by its code, end of the address of a project. */
  sort: string | null;
};

/** Names that begin like a text (or are like it, where none does), by kind, the best first. Never throws for any text. */
export async function suggest(text: string, locale: Locale): Promise<Suggestions> {
  const q = cleanText(text, limits.suggestText);
  const keys = await keysOf(q);
  const longest = Math.max(0, ...keys.map((key) => key.length));
  let rows = longest < limits.suggestFrom ? [] : await readNames(keys, locale, suggestionKinds, namesLike);
  const alike = rows.length === 0 && longest >= limits.suggestLikeFrom;
  if (alike) rows = await readNames(keys, locale, suggestionKinds.slice(0, -1), namesAlike);
  const t = translator(locale);
  const summary = t(alike && rows.length > 0 ? "suggest.alike" : "suggest.count", { count: rows.length });
  const groups = suggestionKinds.flatMap((kind) => {
    const suggestions = rows.filter((row) => row.kind === kind).map((row) => present(row, locale));
    return suggestions.length > 0 ? [{ kind, label: t(`suggest.kind.${kind}`), suggestions }] : [];
  });
  return { q, alike: alike && rows.length > 0, summary, groups };
}

/** The digit keeps the last word, which may go on, from being read as a whole one ("st"). */
async function keysOf(q: string): Promise<Keys> {
  const [row] = await db().$queryRaw<{ whole: string; open: string }[]>`
    SELECT name_key(${q}) AS whole, btrim(left(name_key(${`${q}0`}), -1)) AS open`;
  return [...new Set(row ? [row.whole, row.open] : [])].filter((key) => key !== "");
}

async function readNames(
  keys: Keys,
  locale: Locale,
  kinds: readonly SuggestionKind[],
  find: (names: Names, keys: Keys) => Prisma.Sql,
): Promise<Row[]> {
  const parts = kinds.map((kind) => {
    const { names, columns, about } = kindSql(kind, locale);
    return sql`(
      SELECT ${kind} AS kind, shown.*, ${speaksForItself(sql`shown.label`, keys)} AS spoken FROM (
        SELECT best.place, best.name, best.weight, ${columns} FROM (
          SELECT id, max(weight)::float8 AS weight, (array_agg(name ORDER BY rank, name))[1] AS name,
            (row_number() OVER (ORDER BY max(weight) > 0 DESC, min(rank), max(weight) DESC, id))::int AS place
          FROM (${find(names, keys)}) AS found GROUP BY id ORDER BY place LIMIT ${limits.suggestionsPerGroup}) AS best
        ${about}) AS shown)`;
  });
  const rows = await db().$queryRaw<Row[]>`${Prisma.join(parts, " UNION ALL ")}`;
  return rows.toSorted((a, b) => Number(b.spoken) - Number(a.spoken) || a.place - b.place);
}

function present(row: Row, locale: Locale): Suggestion {
  const { kind, value, spoken, name } = row;
  const isFilter = kind !== "project" && kind !== "contact";
  const language = kind === "project" ? row.within : null;
  const otherName = spoken || !isFilter || name === row.label ? null : name;
  const projects = isFilter ? row.weight : null;
  return {
    value,
    label: publicText(row.label, language ?? locale),
    language,
    otherName,
    projects,
    note: noteOf(row, otherName, projects, locale),
    href: href(locale, targetOf(row, locale)),
  };
}

function targetOf({ kind, value, label, sort }: Row, locale: Locale): Target {
  if (kind === "project") return { pathname: "/projects/[record]", record: `${value}-${sort}` };
  // The address of a contact ends with its name in the language of the page.
  if (kind === "contact") return contactTarget({ id: value, names: { fr: label, en: label } }, locale);
  return { pathname: "/projects", query: queryOf(queryFor(kind, value), locale) };
}

function noteOf({ kind, sort, within }: Row, otherName: string | null, projects: number | null, locale: Locale): string {
  const t = translator(locale);
  if (kind === "contact") return [t(`contacts.kind.${sort as ContactKind}`), within].filter(Boolean).join(" · ");
  if (projects === null) return "";
  const level = kind === "territory" ? t(`suggest.level.${sort as TerritoryLevel}`) : sort;
  const parts = [
    otherName && t("suggest.otherName", { name: otherName }),
    level,
    within,
    t("suggest.projects", { count: projects, number: formatNumber(locale, projects) }),
  ];
  return parts.filter(Boolean).join(" · ");
}

type TerritoryLevel = "region" | "departement" | "epci" | "commune" | "overseas";
