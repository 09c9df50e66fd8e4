/** A table whose first `texts` columns are words, the others figures. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], texts = 1): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, index) => (index < texts ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

const absent = "–";

function number(value: number | null, digits: number): string {
  if (value === null || !Number.isFinite(value)) return absent;
  return value.toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export const count = (value: number | null) => number(value, 0);
/** Milliseconds: as many digits as the figure bears. */
export const ms = (value: number) => number(value, value < 9.95 ? 1 : 0);
export const seconds = (valueMs: number | null) =>
  valueMs === null ? absent : `${number(valueMs / 1_000, valueMs < 9_950 ? 1 : 0)} s`;
export const ratio = (value: number) => number(value, value < 9.95 ? 2 : 1);
/** 1 kB is 1,000 bytes, as in the aims. */
export const kilobytes = (bytes: number | null) => number(bytes === null ? null : bytes / 1_000, 1);
export const megabytes = (bytes: number) => number(bytes / 1_000_000, 0);
