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
  /** Cells of words: where the screen is narrow, a row is a block, each cell under the name of its column. */
  worded?: boolean;
};

const labelOf = (column: Column | undefined) => (typeof column?.label === "string" ? column.label : undefined);

function TableRow({ row, labels }: { row: Row; labels?: readonly Column[] | undefined }) {
  return (
    <tr>
      <th scope="row">{row.header}</th>
      {row.cells.map(({ key, content, soft }, index) => (
        <td key={key} className={soft ? "soft" : undefined} data-label={labelOf(labels?.[index])}>
          {content}
        </td>
      ))}
    </tr>
  );
}

/** Safari gives no focus to what scrolls: without this, keyboards would not reach the hidden columns (WCAG 2.1.1). */
const focusable = { tabIndex: 0 };

/** A table with caption and headers. Where it is wider than the screen it scrolls by itself, also from the keyboard. */
export function DataTable({ caption, columns, rows, foot, numeric = false, worded = false }: DataTableProps) {
  const id = useId();
  const [first, ...others] = columns;
  const labels = worded ? others : undefined;
  const kind = [numeric && "numeric", worded && "worded"].filter(Boolean).map((name) => ` ${name}`);
  return (
    <section className="table-scroll" aria-labelledby={id} {...focusable}>
      <table className={`data-table${kind.join("")}`}>
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
            <TableRow key={row.key} row={row} labels={labels} />
          ))}
        </tbody>
        {foot && (
          <tfoot>
            <TableRow row={foot} labels={labels} />
          </tfoot>
        )}
      </table>
    </section>
  );
}
