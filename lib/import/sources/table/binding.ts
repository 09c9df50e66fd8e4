import { normaliseName } from "@/lib/core/text";
import { cleanLine } from "../../lines";
import { FileRefused } from "../../source";
import { fieldOf } from "./fields";
import { type Header, headerKey } from "./header";
import type { ColumnMapping, Condition, Mapping } from "./mapping";
import type { Cell, TableRow, Tell } from "./row";

/** A value of a field, and where it stands. `column` is the heading in the file; of a constant, the name of the field. */
export type Stated<C extends Cell = Cell> = { value: C; line: number; column: string };

/** A mapping laid over the headings of one file. */
export type Binding = {
  stated(row: TableRow<Cell>, field: string): Stated | null;
  keeps(row: TableRow<Cell>): boolean;
};

/** Finds the columns of a mapping. Throws FileRefused when a necessary one is absent, and tells which are not taken over. */
export function bind(mapping: Mapping, header: Header, tell: Tell): Binding {
  const labels = new Map(header.flatMap((column) => (column ? [[column.key, column.label] as const] : [])));
  const { columns, constants = {}, keep = [], target } = mapping;
  const bound = new Map<string, { key: string; label: string; read: (cell: Cell) => Cell }>();
  for (const [field, column] of Object.entries(columns)) {
    const keys = column.headers.map(headerKey).filter((key) => labels.has(key));
    const [key, ...others] = keys;
    // Two of the spellings of one column in one file: which is meant is not said.
    if (key !== undefined && others.length === 0)
      bound.set(field, { key, label: labels.get(key) ?? "", read: valueReader(column) });
    else if (fieldOf(target, field)?.required && constants[field] === undefined)
      throw new FileRefused([{ line: null, column: field, value: column.headers.join(" / "), reason: "column_missing" }]);
  }
  const used = new Set([...[...bound.values()].map(({ key }) => key), ...keep.flatMap(({ headers }) => headers.map(headerKey))]);
  for (const [key, label] of labels)
    if (!used.has(key)) tell({ line: null, column: label, value: label, reason: "column_unused" });
  const conditions = keep.map(conditionReader);
  return {
    stated: ({ cells, line }, field) => {
      const column = bound.get(field);
      const cell = column && cells.get(column.key);
      const value = column && cell !== undefined ? column.read(cell) : "";
      if (column && value !== "") return { value, line, column: column.label };
      const constant = constants[field];
      return constant === undefined ? null : { value: constant, line, column: field };
    },
    keeps: ({ cells }) => conditions.every((holds) => holds(cells)),
  };
}

function valueReader({ values = {}, dropEnd }: ColumnMapping): (cell: Cell) => Cell {
  const table = new Map(Object.entries(values).map(([word, value]) => [normaliseName(word), value]));
  const literal = dropEnd?.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replaceAll("#", "\\d+");
  const end = literal && new RegExp(`${literal}$`, "u");
  return (cell) => {
    const text = end && typeof cell === "string" ? cell.replace(end, "").trim() : cell;
    return (table.size > 0 ? table.get(normaliseName(String(text))) : undefined) ?? text;
  };
}

function conditionReader({ headers, is, isNot, contains }: Condition): (cells: TableRow<Cell>["cells"]) => boolean {
  const keys = headers.map(headerKey);
  const wordsIn = (cells: TableRow<Cell>["cells"]) => keys.map((key) => normaliseName(cleanLine(String(cells.get(key) ?? ""))));
  if (contains) {
    const sought = contains.map((words) => ` ${normaliseName(words)}${words.endsWith("*") ? "" : " "}`);
    return (cells) => wordsIn(cells).some((text) => sought.some((words) => ` ${text} `.includes(words)));
  }
  const listed = new Set((is ?? isNot ?? []).map(normaliseName));
  if (is) return (cells) => wordsIn(cells).some((text) => listed.has(text));
  return (cells) => wordsIn(cells).some((text) => text !== "") && !wordsIn(cells).some((text) => listed.has(text));
}
