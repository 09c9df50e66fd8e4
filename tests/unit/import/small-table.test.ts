import { describe, expect, it } from "vitest";
import { limits } from "@/lib/core/limits";
import { FileRefused } from "@/lib/import/source";
import { parseSmallTable, requireColumns } from "@/lib/import/sources/small-table";

function refusal(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (error instanceof FileRefused) return error.problems.map(({ line, value, reason }) => ({ line, value, reason }));
    throw error;
  }
  return null;
}

describe("a small table", () => {
  it.each([
    ["semicolons", "Code;Nom\n1;A\n"],
    ["commas", "Code,Nom\r\n1,A\r\n"],
    ["tabs", "Code\tNom\n1\tA"],
    ["a byte order mark", "\uFEFFCode;Nom\n1;A\n"],
    ["a separator at the end of each line", "Code;Nom;\n1;A;\n"],
    ["a separator at the end of the header only", "Code;Nom;\n1;A\n"],
    ["spaces around", " Code ; NOM \n 1 ; A \n"],
  ])("is read with %s", (_, text) => {
    expect(parseSmallTable(text)).toEqual({
      columns: ["code", "nom"],
      rows: [{ line: 2, cells: { code: "1", nom: "A" } }],
      problems: [],
    });
  });

  it("numbers rows as an editor does, line breaks in quotes and empty lines included", () => {
    const { rows } = parseSmallTable('code;nom\n1;"A\nB"\n\n2;"C;D"\n3;E\n');
    expect(rows.map(({ line, cells }) => [line, cells.nom])).toEqual([
      [2, "A\nB"],
      [5, "C;D"],
      [6, "E"],
    ]);
  });

  it("tells rows with more or fewer cells, and reads the others", () => {
    const { rows, problems } = parseSmallTable("code;nom\n1\n2;B;C\n3;D\n");
    expect(rows.map(({ cells }) => cells.code)).toEqual(["3"]);
    expect(problems.map(({ line, value, reason }) => [line, value, reason])).toEqual([
      [2, "1 / 2", "cells_differ"],
      [3, "3 / 2", "cells_differ"],
    ]);
  });

  it("is refused whole when a quote never closes, a column is missing or the rows are too many", () => {
    expect(refusal(() => parseSmallTable('code;nom\n1;"A\n2;B\n'))).toMatchObject([{ reason: "table_broken" }]);
    expect(refusal(() => requireColumns(parseSmallTable("code;nom\n"), ["code", "type"]))).toEqual([
      { line: 1, value: "type", reason: "column_missing" },
    ]);
    const long = `code\n${"1\n".repeat(limits.smallTableRows + 1)}`;
    expect(refusal(() => parseSmallTable(long))).toMatchObject([{ reason: "rows_over_bound" }]);
    expect(refusal(() => parseSmallTable(`code\n"${"x".repeat(limits.smallTableRecordLength)}`))).toMatchObject([
      { reason: "table_broken" },
    ]);
  });

  it("of nothing has no rows", () => {
    expect(parseSmallTable("")).toEqual({ columns: [], rows: [], problems: [] });
  });
});
