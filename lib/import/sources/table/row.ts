import { limits } from "@/lib/core/limits";
import type { Problem } from "../../reasons";
import type { Header } from "./header";

/** A cell of a spreadsheet may be a number; its dates are ISO days, and everything else is text. */
export type Cell = string | number;

export type TableRow<C extends Cell = string> = {
  /** 1-based line (of a spreadsheet: row) at which the row starts. */
  line: number;
  /** Stated cells by the key of their heading (see `headerKey`), trimmed. A cell that is absent is not stated. */
  cells: ReadonlyMap<string, C>;
  /** What is wrong with the row. With one of level `rejected`, cells may stand in the wrong column. */
  problems: readonly Problem[];
};

export type Tell = (problem: Problem) => void;

const nothingWrong: readonly Problem[] = [];

/** UTF-8 read as Windows-1252 and written again ("Ã©" for "é"), or a character that was lost (U+FFFD). */
const damaged = /\ufffd|[ÃÂ][\u0080-\u00bf]|â€/u;

/**
 * A reader of the rows of one table, which tells of each column once that its text is damaged. Gives null for a row without
 * any stated cell.
 */
export function rowReader<C extends Cell>(header: Header, tell: Tell): (cells: readonly C[], line: number) => TableRow<C> | null {
  const damagedColumns = new Set<string>();
  return (values, line) => {
    const cells = new Map<string, C>();
    let problems = nothingWrong;
    const add = (problem: Problem) => {
      problems = [...problems, problem];
    };
    let isEmpty = true;
    for (const [index, value] of values.entries()) {
      const stated = typeof value === "string" ? (value.trim() as C) : value;
      if (stated === "") continue;
      isEmpty = false;
      const column = header[index];
      if (!column) {
        if (index >= header.length) add({ line, column: null, value: String(stated), reason: "row_long" });
        continue;
      }
      const { key, label } = column;
      if (typeof stated === "string") {
        if (stated.length > limits.tableCellLength) {
          add({ line, column: label, value: stated, reason: "value_too_long" });
          continue;
        }
        if (!damagedColumns.has(key) && damaged.test(stated)) {
          damagedColumns.add(key);
          tell({ line, column: label, value: stated, reason: stated.includes("\ufffd") ? "characters_lost" : "encoded_twice" });
        }
      }
      cells.set(key, stated);
    }
    if (isEmpty) return null;
    if (values.length < header.length) add({ line, column: null, value: String(values.length), reason: "row_short" });
    return { line, cells, problems };
  };
}
