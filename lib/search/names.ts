import { db } from "@/lib/core/db";
import { Prisma } from "@/lib/core/prisma-client/client";
import { formatMoney } from "@/lib/i18n/format";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { boundsOf, type FacetKey, none, yearsOf } from "./facets";

/** Names of values by filter and value. */
export type Names = ReadonlyMap<FacetKey, ReadonlyMap<string, string>>;
/** Keys are made of values. */
type LooseTranslator = { (key: string, values?: Record<string, string>): string; has(key: string): boolean };
type Values = Partial<Record<FacetKey, readonly string[]>>;

const territories = "SELECT code AS value, name AS fr, name AS en FROM territory";
const organisations = "SELECT public_id AS value, name AS fr, coalesce(name_en, name) AS en FROM organisation";

/** Where the names of values stand. */
const tables: Partial<Record<FacetKey, string>> = {
  theme:
    "SELECT t.code AS value, t.label_fr AS fr, t.label_en AS en FROM theme t JOIN theme_nomenclature n ON n.id = t.nomenclature_id AND n.valid_to IS NULL",
  country: "SELECT code AS value, name_fr AS fr, name_en AS en FROM country",
  region: "SELECT code AS value, name_fr AS fr, name_en AS en FROM world_region",
  territory: territories,
  authority: territories,
  organisation: organisations,
  french: organisations,
  foreign: organisations,
  funder: organisations,
  role: "SELECT code AS value, label_fr AS fr, label_en AS en FROM project_role",
  kind: "SELECT code AS value, label_fr AS fr, label_en AS en FROM organisation_kind",
  form: "SELECT code AS value, label_fr AS fr, label_en AS en FROM cooperation_form",
  scheme: "SELECT code AS value, label_fr AS fr, label_en AS en FROM one_percent_scheme",
  source: "SELECT code AS value, name_fr AS fr, name_en AS en FROM source",
};

/** Names of values in a language, by one query; values that name nothing known have none. */
export async function nameValues(values: Values, locale: Locale): Promise<Names> {
  const asked = Object.entries(values) as [FacetKey, readonly string[]][];
  const names = new Map(asked.map(([key, all]) => [key, new Map(all.flatMap((value) => nameInMessages(key, value, locale)))]));
  const parts = asked.flatMap(([key, all]) => {
    const table = tables[key];
    const sought = all.filter((value) => value !== none);
    if (!table || sought.length === 0) return [];
    return [
      Prisma.sql`SELECT ${key} AS key, value, fr, en FROM (${Prisma.raw(table)}) AS named WHERE value = ANY(${sought}::text[])`,
    ];
  });
  if (parts.length > 0) {
    const rows = await db().$queryRaw<{ key: FacetKey; value: string; fr: string; en: string }[]>`
      ${Prisma.join(parts, " UNION ALL ")}`;
    for (const { key, value, fr, en } of rows) names.get(key)?.set(value.trim(), inLocale(locale, fr, en));
  }
  return names;
}

/** Names that stand in the messages, or need none. */
function nameInMessages(key: FacetKey, value: string, locale: Locale): [string, string][] {
  const t = translator(locale) as unknown as LooseTranslator;
  const named = (message: string): [string, string][] => (t.has(message) ? [[value, t(message)]] : []);
  if (value === none) return key === "finding" || key === "origin" || key === "source" ? [] : named(`projects.none.${key}`);
  if (key === "status") return named(`project.status.computed.${value}`);
  if (key === "origin") return named(`projects.origin.${value}`);
  if (key === "finding") return named(`quality.name.${value}`);
  if (key === "year" || key === "started" || key === "ended" || key === "funded") return [[value, yearsName(value, t)]];
  if (key === "signed") return [[value, value]];
  return key === "amount" ? [[value, amountName(value, t, locale)]] : [];
}

function yearsName(range: string, t: LooseTranslator): string {
  const { from, to } = yearsOf(range);
  if (from === to) return range;
  if (to === null) return t("projects.years.from", { from: String(from) });
  return from === null
    ? t("projects.years.to", { to: String(to) })
    : t("projects.years.between", { from: String(from), to: String(to) });
}

function amountName(range: string, t: LooseTranslator, locale: Locale): string {
  const { from, to } = boundsOf(range);
  const money = (amount: number) => formatMoney(locale, amount);
  if (to === null) return t("projects.amount.from", { from: money(from) });
  return from === 0
    ? t("projects.amount.to", { to: money(to) })
    : t("projects.amount.between", { from: money(from), to: money(to) });
}
