import { useId } from "react";
import { FigureLink } from "@/components/numbers/figure-link";
import type { Cross } from "@/lib/statistics/cross";

/** Shades that a reader tells apart. */
const shades = 5;

/** A shade from 1 to 5: a number ten times as large is two shades darker, since most cells are small beside the largest. */
function shadeOf(value: number, most: number): number {
  if (most <= 1) return shades;
  return Math.max(1, Math.min(shades, Math.ceil((Math.log(value + 1) / Math.log(most + 1)) * shades)));
}

/** Safari gives no focus to what scrolls (see DataTable). */
const focusable = { tabIndex: 0 };

/** A table whose cells are the darker the larger their number is; each leads to its projects. */
export function HeatTable({
  cross: { rows, columns, cells },
  caption,
  corner,
}: {
  cross: Cross;
  caption: string;
  corner: string;
}) {
  const id = useId();
  const most = Math.max(0, ...[...cells.values()].map(({ value }) => value ?? 0));
  return (
    <section className="table-scroll" aria-labelledby={id} {...focusable}>
      <table className="data-table heat-table">
        <caption id={id}>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {columns.map(({ key, name }) => (
              <th key={key} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.name}</th>
              {columns.map((column) => {
                const figure = cells.get(`${row.key} ${column.key}`);
                if (!figure?.value) return <td key={column.key} />;
                return (
                  <td key={column.key} className={`heat-${shadeOf(figure.value, most)}`}>
                    <FigureLink figure={figure} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
