import { type ReactNode, useId } from "react";

export type Cell = { key: string; content: ReactNode; soft?: boolean };
export type Row = { key: string; header: ReactNode; cells: readonly Cell[] };
export type Column = { key: string; label: ReactNode };

type DataTableProps = {
  caption: string;
  /** The first column is the rows' header. */
  columns: readonly [Column, ...Column[]];
  rows: readonly Row[];
  /** A row of totals. */
  foot?: Row | undefined;
  /** Cells right-aligned: said of the whole table, since thousands of them would say it again. */
  numeric?: boolean;
};

function TableRow({ row }: { row: Row }) {
  return (
    <tr>
      <th scope="row">{row.header}</th>
      {row.cells.map(({ key, content, soft }) => (
        <td key={key} className={soft ? "soft" : undefined}>
          {content}
        </td>
      ))}
    </tr>
  );
}

/** Safari gives no focus to what scrolls: without this, keyboards would not reach the hidden columns (WCAG 2.1.1). */
const focusable = { tabIndex: 0 };

/** A table with caption and headers. Where it is wider than the screen it scrolls by itself, also from the keyboard. */
export function DataTable({ caption, columns, rows, foot, numeric = false }: DataTableProps) {
  const id = useId();
  const [first, ...others] = columns;
  return (
    <section className="table-scroll" aria-labelledby={id} {...focusable}>
      <table className={numeric ? "data-table numeric" : "data-table"}>
        <caption id={id}>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{first.label}</th>
            {others.map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TableRow key={row.key} row={row} />
          ))}
        </tbody>
        {foot && (
          <tfoot>
            <TableRow row={foot} />
          </tfoot>
        )}
      </table>
    </section>
  );
}
