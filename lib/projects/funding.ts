import type { FundingLine, Side } from "./schema";

/** What one funder gives in one year, of one kind. Amounts are in cents. */
export type Cell = {
  /** Sum of the known amounts; null when there is none. */
  cents: number | null;
  lines: number;
  /** Lines without an amount: not stated, which is not zero. */
  unknown: number;
};

export type PivotRow = { funder: string; name: string; side: Side; inKind: boolean; cells: Cell[]; total: Cell };

/** Funder × year for one kind of amount in one currency: amounts of two kinds are never added together. */
export type FundingPivot = {
  kind: FundingLine["kind"];
  currency: string;
  /** In order; null, last, stands for "year not stated". */
  years: (number | null)[];
  rows: PivotRow[];
  totals: Cell[];
  total: Cell;
};

export type SchemeRow = {
  funder: string;
  name: string;
  year: number | null;
  scheme: string;
  cents: number | null;
  currency: string;
};

const kinds = ["cofunding", "budget", "commitment", "disbursement"] as const;

/** Euros (or any currency with cents) to whole cents: sums of integers are exact where sums of fractions are not. */
export function toCents(amount: number): number {
  return Math.round(amount * 100);
}

function sum(cells: readonly Cell[]): Cell {
  return cells.reduce<Cell>(
    (total, cell) => ({
      cents: cell.cents === null ? total.cents : (total.cents ?? 0) + cell.cents,
      lines: total.lines + cell.lines,
      unknown: total.unknown + cell.unknown,
    }),
    { cents: null, lines: 0, unknown: 0 },
  );
}

function cellOf(lines: readonly FundingLine[]): Cell {
  return sum(
    lines.map(({ amount }) => ({
      cents: amount === null ? null : toCents(amount),
      lines: 1,
      unknown: amount === null ? 1 : 0,
    })),
  );
}

function pivot(kind: FundingLine["kind"], currency: string, lines: readonly FundingLine[]): FundingPivot {
  const stated = [...new Set(lines.flatMap(({ year }) => year ?? []))].sort((a, b) => a - b);
  const years = lines.some(({ year }) => year === null) ? [...stated, null] : stated;
  const groups = new Map<string, FundingLine[]>();
  for (const line of lines) {
    const key = `${line.funder.id} ${line.inKind}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  const rows = [...groups.values()].flatMap((own): PivotRow[] => {
    const [first] = own;
    if (!first) return [];
    const cells = years.map((year) => cellOf(own.filter((line) => line.year === year)));
    const { id, name, side } = first.funder;
    return [{ funder: id, name, side, inKind: first.inKind, cells, total: sum(cells) }];
  });
  const totals = years.map((_, column) => sum(rows.flatMap((row) => row.cells[column] ?? [])));
  return { kind, currency, years, rows, totals, total: sum(totals) };
}

/** One pivot per kind and currency that occur, co-funding and euros first; rows in the order of the record's lines. */
export function fundingPivots(lines: readonly FundingLine[]): FundingPivot[] {
  return kinds.flatMap((kind) => {
    const own = lines.filter((line) => line.kind === kind);
    const currencies = [...new Set(own.map(({ currency }) => currency))].sort((a, b) =>
      a === "EUR" ? -1 : b === "EUR" ? 1 : a < b ? -1 : 1,
    );
    return currencies.map((currency) =>
      pivot(
        kind,
        currency,
        own.filter((line) => line.currency === currency),
      ),
    );
  });
}

/** Parts of the funding lines that come under a 1 % scheme: stated beside the lines' amounts, never added to them. */
export function schemeRows(lines: readonly FundingLine[]): SchemeRow[] {
  return lines.flatMap(({ funder, year, currency, schemes }) =>
    schemes.map(({ label, amount }) => ({
      funder: funder.id,
      name: funder.name,
      year,
      scheme: label,
      cents: amount === null ? null : toCents(amount),
      currency,
    })),
  );
}
