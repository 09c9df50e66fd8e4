import type { Locale } from "@/lib/i18n/locales";
import { absoluteHref } from "@/lib/i18n/metadata";
import { translator } from "@/lib/i18n/translator";
import { queryOf } from "@/lib/search/params";
import type { Cross } from "@/lib/statistics/cross";
import type { DimensionKey } from "@/lib/statistics/dimensions";
import type { Figure } from "@/lib/statistics/figures";
import { noteKeys } from "@/lib/statistics/notes";
import type { Series } from "@/lib/statistics/series";
import { csvLines } from "./csv-lines";

/** Address of the projects that a figure is made of. */
function listOf({ query }: Figure, locale: Locale): string {
  return query ? absoluteHref(locale, { pathname: "/projects", query: queryOf(query, locale) }) : "";
}

const text = (value: number | null | undefined) => (value === null || value === undefined ? "" : String(value));
/** The notes that a file needs a column for. */
const notesOf = (figures: readonly Figure[]) => noteKeys.filter((key) => figures.some(({ notes }) => notes[key]));

/** A series as a file, in pieces: value, name, figure, notes, and the address of its projects; the last row is the total. */
export function* seriesCsv({ measure, dimension, parts, total }: Series, locale: Locale): Generator<string> {
  const t = translator(locale);
  const notes = notesOf([...parts, total]);
  const row = (key: string, name: string, figure: Figure) => [
    key,
    name,
    text(figure.value),
    ...notes.map((note) => text(figure.notes[note] ?? 0)),
    listOf(figure, locale),
  ];
  yield `\uFEFF${csvLines([["value", dimension, measure, ...notes, "projects_url"]])}`;
  for (let at = 0; at < parts.length; at += rowsPerPiece)
    yield csvLines(parts.slice(at, at + rowsPerPiece).map((part) => row(part.key, part.name, part)));
  yield csvLines([row("", t("statistics.chart.total"), total)]);
}

/** Rows made at a time: some tens of kilobytes. */
const rowsPerPiece = 200;

/** A measure by two dimensions as a file, a row each cell: cells of nothing are left out. */
export function* crossCsv(
  { measure, rows, columns, cells }: Cross,
  by: readonly DimensionKey[],
  locale: Locale,
): Generator<string> {
  const [down = "", across = ""] = by;
  yield `\uFEFF${csvLines([[`${down}_value`, down, `${across}_value`, across, measure, "projects_url"]])}`;
  for (const row of rows) {
    const lines = columns.flatMap((column) => {
      const figure = cells.get(`${row.key} ${column.key}`);
      return figure ? [[row.key, row.name, column.key, column.name, text(figure.value), listOf(figure, locale)]] : [];
    });
    if (lines.length > 0) yield csvLines(lines);
  }
}
