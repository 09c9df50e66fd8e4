import { type Located, splitLines, statedLines } from "../../lines";
import type { Problem } from "../../reasons";
import { readAnswers, readThreeYear } from "./answers";
import { type LabelId, labelIds, labels } from "./labels";
import { type LegacyPage, type Table, type TextField, textFields } from "./page";
import { readPosts } from "./posts";
import { cutAtLabels, type Section, type Sections } from "./sections";
import { readTable } from "./tables";

/** The fullest page seen has some thirty rows; a file with more unknown lines or rows than this is something else. */
const mostRows = 1_000;
/** Names and titles have at most some 300 characters; longer lines are text out of its place. */
const longestValue = 1_000;

export type ParseResult =
  | { ok: true; page: LegacyPage /** Doubts and notes: the page is taken all the same. */; problems: Problem[] }
  | { ok: false; problems: Problem[] };

/**
 * Text of a legacy project page to its fields, each with its line. Pure. Every stated line is a label, a value, a known
 * ornament of the page, or a problem. Refuses what is not such a page, or not a whole one.
 */
export function parseLegacyPage(text: string): ParseResult {
  const lines = splitLines(text);
  const sections = cutAtLabels(lines);
  const refusal = refusePartial(sections, lines);
  if (refusal.length > 0) return { ok: false, problems: refusal };
  const problems: Problem[] = [
    ...sections.misplaced.map(({ line, label }) => ({ line, column: label, value: label, reason: "label_misplaced" as const })),
    ...statedLines(sections.preamble, 1).map(unrecognised),
    ...absentLabels(sections),
  ];
  const title = oneValue(sections.found.get("title"), problems);
  if (!title) return { ok: false, problems: [titleMissing(sections)] };
  const page = readPage(sections, title, problems);
  for (const { id, kind } of labels) {
    const section = sections.found.get(id);
    if (section && (kind === "furniture" || kind === "footer"))
      problems.push(...statedLines(section.content, section.line + 1).map(unrecognised));
  }
  const tooMany = overflow(page, problems);
  if (tooMany) return { ok: false, problems: [tooMany] };
  problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { ok: true, page: withoutLongValues(page, problems), problems };
}

function readPage({ found }: Sections, title: Located<string>, problems: Problem[]): LegacyPage {
  const value = (id: "signedYear" | "theme" | "subTheme" | "detailedTheme" | "startYear" | "status" | "endDate" | "form") =>
    oneValue(found.get(id), problems);
  const table = (id: "otherThemes" | "foreignPartners" | "partnerStaff" | "frenchPartners" | "funding" | "volunteers") =>
    readTable(id, found.get(id), problems);
  const list = (id: "implementingBodies" | "leadAuthorities") => {
    const section = found.get(id);
    return section ? statedLines(section.content, section.line + 1) : [];
  };
  return {
    posts: readPosts(found.get("posts"), problems),
    title,
    signedYear: value("signedYear"),
    theme: value("theme"),
    subTheme: value("subTheme"),
    detailedTheme: value("detailedTheme"),
    otherThemes: table("otherThemes"),
    startYear: value("startYear"),
    status: value("status"),
    endDate: value("endDate"),
    texts: Object.fromEntries(textFields.map((field) => [field, freeText(found.get(field))])) as Record<
      TextField,
      Located<string> | null
    >,
    form: value("form"),
    implementingBodies: list("implementingBodies"),
    leadAuthorities: list("leadAuthorities"),
    foreignPartners: table("foreignPartners"),
    partnerStaff: table("partnerStaff"),
    frenchPartners: table("frenchPartners"),
    funding: table("funding"),
    volunteers: table("volunteers"),
    threeYearFunding: readThreeYear(found.get("threeYearFunding"), problems),
    ...readAnswers(found.get("answers"), problems),
  };
}

function overflow(page: LegacyPage, problems: Problem[]): Problem | null {
  const lists = Object.values(page).flatMap((field) => (Array.isArray(field) ? [field] : isTable(field) ? [field.rows] : []));
  const rows = lists.reduce((sum, list) => sum + list.length, problems.length);
  return rows > mostRows ? { line: null, column: null, value: String(rows), reason: "too_many_rows" } : null;
}

function isTable(field: LegacyPage[keyof LegacyPage]): field is Table {
  return typeof field === "object" && field !== null && "rows" in field;
}

function withoutLongValues(page: LegacyPage, problems: Problem[]): LegacyPage {
  const isShort = ({ value, line }: Located<string>) => {
    if (value.length > longestValue) problems.push({ line, column: null, value, reason: "value_too_long", personal: true });
    return value.length <= longestValue;
  };
  const table = ({ header, rows }: Table): Table => ({ header, rows: rows.filter(isShort) });
  return {
    ...page,
    implementingBodies: page.implementingBodies.filter(isShort),
    leadAuthorities: page.leadAuthorities.filter(isShort),
    otherThemes: table(page.otherThemes),
    foreignPartners: table(page.foreignPartners),
    partnerStaff: table(page.partnerStaff),
    frenchPartners: table(page.frenchPartners),
    funding: table(page.funding),
    volunteers: table(page.volunteers),
  };
}

/** Nothing of a page that is not whole may be written: a missing end would pass for "not stated". */
function refusePartial({ found }: Sections, lines: readonly string[]): Problem[] {
  const [first] = statedLines(lines, 1);
  const isLegacyPage = found.has("siteTitle") ? found.has("posts") || found.has("title") : found.size >= 5;
  if (!isLegacyPage) return [{ line: first?.line ?? 1, column: null, value: first?.value ?? "", reason: "not_legacy_page" }];
  const reached = [...found.values()].at(-1);
  if (!found.has("rights"))
    return [{ line: lines.length, column: reached?.label ?? null, value: reached?.label ?? "", reason: "truncated" }];
  return labels
    .filter(({ id, required }) => required && !found.has(id))
    .map(({ id, text }) => ({ line: lineBefore(id, found), column: text, value: text, reason: "label_missing" as const }));
}

/** Line of the last label above the place where a missing one should stand. */
function lineBefore(id: LabelId, found: Sections["found"]): number {
  const above = labelIds.slice(0, labelIds.indexOf(id)).findLast((other) => found.has(other));
  return (above && found.get(above)?.line) ?? 1;
}

function absentLabels({ found }: Sections): Problem[] {
  // A page without a post or without a breadcrumb is a whole page.
  return labels
    .filter(({ id, kind }) => !found.has(id) && kind !== "furniture" && kind !== "posts")
    .map(({ text }) => ({ line: null, column: text, value: text, reason: "label_absent" as const }));
}

function titleMissing({ found }: Sections): Problem {
  const section = found.get("title");
  return { line: section?.line ?? null, column: section?.label ?? null, value: "", reason: "title_missing" };
}

/** The first line below a label is its value; more lines have no place and are reported. */
function oneValue(section: Section | undefined, problems: Problem[]): Located<string> | null {
  if (!section) return null;
  const [value, ...rest] = statedLines(section.content, section.line + 1);
  problems.push(...rest.map((line) => ({ ...unrecognised(line), column: section.label })));
  if (!value || value.value.length <= longestValue) return value ?? null;
  problems.push({ ...value, column: section.label, reason: "value_too_long" });
  return null;
}

/** Paragraphs are separated by one empty line; lines inside them (lists) are kept as they are. */
function freeText(section: Section | undefined): Located<string> | null {
  if (!section) return null;
  // Spaces that do not break are kept: they belong to the typography of the text.
  const lines = section.content.map((line) =>
    line
      .normalize("NFC")
      .replace(/[ \t]+/g, " ")
      .trim(),
  );
  const first = lines.findIndex((line) => line !== "");
  if (first < 0) return null;
  const body = lines
    .join("\n")
    .trim()
    .replace(/\n{3,}/g, "\n\n");
  return { value: body, line: section.line + 1 + first };
}

function unrecognised({ value, line }: Located<string>): Problem {
  return { line, column: null, value, reason: "line_unrecognised" };
}
