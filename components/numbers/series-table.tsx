import { useTranslations } from "next-intl";
import { type Cell, DataTable } from "@/components/ui/data-table";
import type { Figure } from "@/lib/statistics/figures";
import type { Series } from "@/lib/statistics/series";
import { FigureLink } from "./figure-link";
import { useNotes } from "./figure-notes";
import { shownParts } from "./shown-parts";

/** Every part of a series with a link to its projects. Where amounts are missing, a column tells how many. */
export function SeriesTable({ series: { measure, dimension, parts, total }, title }: { series: Series; title: string }) {
  const t = useTranslations("statistics");
  const notesText = useNotes();
  const withNotes = parts.some(({ notes }) => notes.linesWithoutAmount);
  const cells = (figure: Figure): Cell[] => {
    const missing = figure.notes.linesWithoutAmount;
    return [
      { key: "value", content: <FigureLink figure={figure} />, soft: figure.value === null },
      ...(withNotes ? [{ key: "notes", content: missing ? notesText({ linesWithoutAmount: missing }) : "", soft: true }] : []),
    ];
  };
  return (
    <DataTable
      numeric
      caption={title}
      columns={[
        { key: "name", label: t(`dimension.${dimension}.name`) },
        { key: "value", label: t(`measure.${measure}.name`) },
        ...(withNotes ? [{ key: "notes", label: t("chart.missing") }] : []),
      ]}
      rows={shownParts(parts).map((part) => ({ key: part.key, header: part.name, cells: cells(part) }))}
      foot={{ key: "total", header: t("chart.total"), cells: cells(total) }}
    />
  );
}
