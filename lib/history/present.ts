import { formatDate, formatLanguage, formatMoney, formatRegion } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import { publicText } from "@/lib/i18n/public-text";
import { type Translator, translator } from "@/lib/i18n/translator";
import { dateOf, isListFact, type ListFact, type ListItem, listOf, textOf } from "./facts";
import type { Names } from "./queries/names";
import type { Change } from "./schema";
import type { StoredChange } from "./undo";

type Words = { locale: Locale; t: Translator; names: Names };

/** Facts of one value that have a name of their own in messages. */
const valueFacts = [
  ...["legacyId", "title", "language", "form", "declaredStatus", "signedYear", "start", "end", "threeYearFunding"],
  ...["communicationInFrance", "communicationAbroad", "evaluation", "multilateral", "lastConfirmedOn", "sourceUrl"],
  // What a person's command adds: a record merged into this one, the number of people that came with it, where a correction is from.
  ...["merged", "contacts", "volunteers", "evidence"],
  // Facts of an organisation, and its codes in other registers.
  ...["name", "nameEn", "acronym", "kind", "country", "subdivision", "position", "website", "successor", "alias", "aliases"],
  ...["siren", "geonames", "wikidata", "iati"],
] as const;

/** Changes of a revision as people read them, in their language. */
export function presentChanges(changes: readonly StoredChange[], locale: Locale, names: Names): Change[] {
  const words = { locale, t: translator(locale), names };
  return changes.map((change) => presentChange(change, words));
}

function presentChange({ field, before, after }: StoredChange, words: Words): Change {
  if (field === "record") return { kind: "created" };
  const label = labelOf(field, words);
  if (isListFact(field)) return { kind: "list", field, label, ...difference(field, before, after, words) };
  const text = textOf(field);
  if (text && text.field !== "title") return { kind: "text", field, label, before: lengthOf(before), after: lengthOf(after) };
  return { kind: "value", field, label, before: wordOf(field, before, words), after: wordOf(field, after, words) };
}

function labelOf(field: string, { locale, t }: Words): string {
  const text = textOf(field);
  if (text?.language)
    return t("history.translated", {
      field: t(`history.field.${text.field}`),
      language: formatLanguage(locale, text.language),
    });
  const known = field as "title";
  return text || isListFact(field) || (valueFacts as readonly string[]).includes(field) ? t(`history.field.${known}`) : field;
}

/** Characters as people count them. */
function lengthOf(value: unknown): number {
  return typeof value === "string" ? Array.from(value).length : 0;
}

function wordOf(field: string, value: unknown, { locale, t, names }: Words): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return t(value ? "history.yes" : "history.no");
  if (field === "position") return positionOf(value);
  const text = Array.isArray(value)
    ? value.join(", ")
    : typeof value === "string" || typeof value === "number"
      ? String(value)
      : JSON.stringify(value);
  if (field === "form") return names.form(text);
  if (field === "kind") return names.kind(text);
  if (field === "successor") return names.organisation(text);
  if (field === "country") return formatRegion(locale, text);
  if (field === "declaredStatus") return names.status(text);
  if (field === "language") return formatLanguage(locale, text);
  const date = field === "start" || field === "end" || field === "lastConfirmedOn" ? dateOf(text) : null;
  return date ? formatDate(locale, date.date, date.precision) : publicText(text, locale);
}

/** "48.45000 1.48000" */
function positionOf(value: unknown): string {
  const { latitude, longitude } = value as { latitude?: unknown; longitude?: unknown };
  return `${String(latitude ?? "")} ${String(longitude ?? "")}`;
}

function difference(field: ListFact, before: unknown, after: unknown, words: Words): { added: string[]; removed: string[] } {
  const [old, now] = [itemsOf(field, before, words), itemsOf(field, after, words)];
  return { added: without(now, old), removed: without(old, now) };
}

/** Items of the first list beyond those of the second; two equal items are two. */
function without(items: readonly string[], others: readonly string[]): string[] {
  const rest = [...others];
  return items.filter((item) => {
    const place = rest.indexOf(item);
    if (place >= 0) rest.splice(place, 1);
    return place < 0;
  });
}

const describe: { [F in ListFact]: (item: ListItem<F>, words: Words) => string } = {
  places: ({ country, name, latitude, longitude }, { locale, t }) =>
    t("history.place", {
      name: name === null ? "" : publicText(name, locale),
      named: name === null ? "no" : "yes",
      country: formatRegion(locale, country),
      position: `${latitude} ${longitude}`,
      placed: latitude === null ? "no" : "yes",
    }),
  organisations: ({ organisation, role }, { t, names }) =>
    t("history.organisation", { name: names.organisation(organisation), role: names.role(role) }),
  themes: ({ theme, rank, percentage }, { t, names }) =>
    t("history.theme", {
      name: names.theme(theme),
      main: rank === 0 ? "yes" : "no",
      share: percentage === null ? "no" : "yes",
      percentage: Number(percentage),
    }),
  funding: (line, words) => describeFunding(line, words),
};

function describeFunding(line: ListItem<"funding">, { locale, t, names }: Words): string {
  const money = (amount: string | null) =>
    amount === null ? t("history.notStated") : formatMoney(locale, Number(amount), line.currency);
  const schemes = line.schemes.map(({ code, amount }) =>
    t("history.scheme", { name: names.scheme(code), amount: money(amount) }),
  );
  return t("history.funding", {
    funder: names.organisation(line.funder),
    kind: t(`history.fundingKind.${line.kind}`),
    year: line.year === null ? t("history.yearNotStated") : String(line.year),
    amount: money(line.amount),
    inKind: line.inKind ? "yes" : "no",
    schemes: schemes.join(" "),
    count: schemes.length,
  });
}

function itemsOf<F extends ListFact>(field: F, value: unknown, words: Words): string[] {
  return listOf(field, value).map((item) => describe[field](item, words));
}
