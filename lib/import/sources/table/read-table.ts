import type { Transaction } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { normaliseName } from "@/lib/core/text";
import type { Context } from "../../legacy-record/context";
import { FileRefused, type OrganisationRecord, type SourceInput, type SourceRecord } from "../../source";
import { bind } from "./binding";
import { fundingRecords } from "./funding";
import { SeenKeys } from "./identity";
import type { Mapping } from "./mapping";
import { readRows } from "./open";
import { organisationRecord } from "./organisations";
import { projectRecord } from "./projects";
import { subsidyRecord } from "./subsidies";
import { type OpenableRow, Values } from "./values";

/** `tx` is read to place partners abroad; nothing is written. */
export type TableInput = SourceInput & { tx: Transaction; mapping: Mapping };

/**
 * The records of a CSV or XLSX file of projects, funding lines or subsidies, one by one. A row that cannot be a record is
 * given with a problem of level `rejected`. Throws FileRefused for a file that is no such table.
 */
export async function* readTable(input: TableInput): AsyncGenerator<SourceRecord> {
  const seen = new SeenKeys();
  const { target } = input.mapping;
  if (target === "organisations") throw new TypeError("a table of organisations is read by readOrganisationTable");
  if (target === "funding") yield* fundingRecords(rowsOf(input), seen);
  else if (target === "projects") for await (const row of rowsOf(input)) yield await projectRecord(row.open(), seen);
  else for await (const row of rowsOf(input)) yield await subsidyRecord(row.open(), seen);
}

/** The organisations of a CSV or XLSX file, one by one. Throws FileRefused as readTable does. */
export async function* readOrganisationTable(input: TableInput): AsyncGenerator<OrganisationRecord> {
  const seen = new SeenKeys();
  const rows = await input.tx.db.organisationKind.findMany({ select: { code: true, labelFr: true, labelEn: true } });
  const kinds = new Map(
    rows.flatMap(({ code, labelFr, labelEn }) => [code, labelFr, labelEn].map((word) => [normaliseName(word), code] as const)),
  );
  for await (const row of rowsOf(input)) yield organisationRecord(row.open(), seen, kinds);
}

/** The rows that the mapping keeps. */
async function* rowsOf({ file, mapping, tell, tx, lookups }: TableInput): AsyncGenerator<OpenableRow> {
  let binding: ReturnType<typeof bind> | null = null;
  let rows = 0;
  let leftOut = 0;
  const { sheet, headerLine } = mapping;
  const options = {
    tell,
    ...(sheet === undefined ? {} : { sheet }),
    ...(headerLine === undefined ? {} : { headerLine }),
    onHeader: (header: Parameters<typeof bind>[1]) => {
      binding = bind(mapping, header, tell);
    },
  };
  for await (const row of readRows(file, options)) {
    const bound = binding as ReturnType<typeof bind> | null;
    if (!bound) throw new TypeError("a table gives its headings before its rows");
    if (++rows > limits.tableRows)
      throw new FileRefused([{ line: row.line, column: null, value: "", reason: "rows_beyond_limit" }]);
    if (!bound.keeps(row)) {
      leftOut++;
      continue;
    }
    const fresh = (): Context => ({ tx, lookups, problems: [], findings: [], seen: new Map(), emails: [] });
    yield {
      stated: (field) => bound.stated(row, field),
      open: (context = fresh()) => {
        context.problems.push(...row.problems);
        return new Values(mapping, bound, row, context);
      },
    };
  }
  if (leftOut > 0) tell({ line: null, column: null, value: String(leftOut), reason: "rows_left_out" });
}
