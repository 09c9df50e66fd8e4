import { normaliseName } from "@/lib/core/text";
import type { RuleCode } from "@/lib/quality/rules";
import type { ProjectDraft } from "../draft";
import type { Located } from "../lines";
import { followLabels, themeOfRow } from "../match/themes";
import { type PartialDate, parseFrenchDate, parseYear, shortDate } from "../normalise/dates";
import type { Reason } from "../reasons";
import { type LabelId, labels } from "../sources/legacy-page/labels";
import { type LegacyPage, textFields } from "../sources/legacy-page/page";
import { type Context, doubt, pageLanguage, publicText } from "./context";

/** The page's own words for a place in it. */
export function columnOf(id: LabelId): string {
  return labels.find((label) => label.id === id)?.text ?? id;
}

type Facts = Pick<ProjectDraft, "formCode" | "declaredStatusCode" | "signedYear" | "start" | "end" | "texts" | "themes">;

/** Form, status, dates, texts and themes of a page. What has no reading is left null, reported and shown as a finding. */
export function readFacts(context: Context, page: LegacyPage): Facts {
  const { forms, statuses } = context.lookups;
  return {
    formCode: codeOf(context, page.form, "form", forms, "form_unknown", "unknown_form"),
    declaredStatusCode: codeOf(context, page.status, "status", statuses, "status_unknown", "unknown_status"),
    signedYear: parsed(context, page.signedYear, "signedYear", parseYear),
    ...readDates(context, page),
    texts: readTexts(context, page),
    themes: readThemes(context, page),
  };
}

function codeOf(
  context: Context,
  stated: Located<string> | null,
  id: LabelId,
  codes: ReadonlyMap<string, string>,
  reason: Reason,
  rule: RuleCode,
): string | null {
  if (!stated) return null;
  const code = codes.get(normaliseName(stated.value)) ?? null;
  if (code === null) doubt(context, stated, columnOf(id), reason, rule);
  return code;
}

function parsed<T>(context: Context, stated: Located<string> | null, id: LabelId, parse: (text: string) => T | null): T | null {
  if (!stated) return null;
  const value = parse(stated.value);
  if (value === null) doubt(context, stated, columnOf(id), "date_unreadable", "date_unreadable");
  return value;
}

/** An end before the start cannot be stored: the start is kept, the end is told as a finding. */
function readDates(context: Context, page: LegacyPage): { start: PartialDate | null; end: PartialDate | null } {
  const startYear = parsed(context, page.startYear, "startYear", parseYear);
  const start: PartialDate | null = startYear === null ? null : { date: `${startYear}-01-01`, precision: "year" };
  const end = parsed(context, page.endDate, "endDate", parseFrenchDate);
  if (!start || !end || !page.endDate || end.date >= start.date) return { start, end };
  const details = { start: shortDate(start), end: shortDate(end) };
  doubt(context, page.endDate, columnOf("endDate"), "dates_in_disorder", "dates_in_disorder", details);
  return { start, end: null };
}

function readTexts(context: Context, page: LegacyPage): ProjectDraft["texts"] {
  return textFields.flatMap((field) => {
    const stated = page.texts[field];
    return stated
      ? [{ field, language: pageLanguage, body: publicText(context, stated, columnOf(field)), status: "original" as const }]
      : [];
  });
}

function readThemes(context: Context, page: LegacyPage): ProjectDraft["themes"] {
  const themes: ProjectDraft["themes"] = [];
  const add = (theme: { id: number; code: string }, rank: number) => {
    if (!themes.some(({ id }) => id === theme.id)) themes.push({ id: theme.id, code: theme.code, rank, percentage: null });
  };
  const stated = [page.theme, page.subTheme, page.detailedTheme].filter((label) => label !== null);
  const { theme, unknown } = followLabels(
    context.lookups.themes,
    stated.map(({ value }) => value),
  );
  const unknownLabel = stated.find(({ value }) => value === unknown);
  if (unknownLabel) doubt(context, unknownLabel, columnOf("theme"), "theme_unknown", "unknown_theme");
  if (theme) add(theme, 0);
  const others = page.otherThemes.rows.flatMap((row) => {
    const found = themeOfRow(context.lookups.themes, row.value);
    if (!found) doubt(context, row, columnOf("otherThemes"), "theme_unknown", "unknown_theme");
    return found ? [found] : [];
  });
  // Stated priorities give the order; without one for each, the order of the page does.
  if (others.every(({ priority }) => priority !== null)) others.sort((a, b) => (a.priority ?? 0) - (b.priority ?? 0));
  for (const other of others) add(other.theme, Math.max(1, themes.length + (theme ? 0 : 1)));
  return themes;
}
