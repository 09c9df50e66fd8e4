import { normaliseName } from "@/lib/core/text";
import { type Context, doubt, publicText } from "../../legacy-record/context";
import { cleanLine } from "../../lines";
import { readAnswer } from "../../normalise/answers";
import { readCompanyCode } from "../../normalise/company-codes";
import { type PartialDate, parseYear } from "../../normalise/dates";
import { readPercentage } from "../../normalise/percentages";
import { readAmount } from "../../normalise/stated-amounts";
import { type Period, readDate, readPeriod } from "../../normalise/stated-dates";
import type { Reason } from "../../reasons";
import type { Binding, Stated } from "./binding";
import { fieldOf } from "./fields";
import type { Mapping } from "./mapping";
import type { Cell, TableRow } from "./row";

/** The values of one row by field, each read in one way only; what cannot be read is null and told. */
export type Values<F extends string> = ReturnType<typeof valuesOf<F>>;

/** A row whose values are read in a context of their own, or in one that the rows of one record share. */
export type OpenableRow = { stated(field: string): Stated | null; open(context?: Context): Values<string> };

const amountReasons = {
  ambiguous: "amount_ambiguous",
  negative: "amount_negative",
  not_a_number: "amount_not_a_number",
} as const;
const codeReasons = { exponent: "code_exponent", zeros_lost: "code_zeros_lost", invalid: "code_invalid" } as const;

export function valuesOf<F extends string>(mapping: Mapping, binding: Binding, row: TableRow<Cell>, context: Context) {
  const { dates: order = "dmy", decimal = null, list: separator = "|", percentages = null } = mapping.formats ?? {};
  const stated = (field: F): Stated | null => binding.stated(row, field);
  const tell = (at: Stated, reason: Reason) =>
    context.problems.push({ line: at.line, column: at.column, value: String(at.value), reason });
  const textOf = (at: Stated): Stated<string> => ({ ...at, value: String(at.value) });

  /** One value read by a function that gives null where it cannot. */
  function read<T>(field: F, reader: (value: Cell) => T | null, reason: Reason): T | null {
    const at = stated(field);
    const value = at && reader(at.value);
    if (at && value === null) tell(at, reason);
    return value;
  }

  function text(field: F): string | null {
    const at = stated(field);
    return at && publicText(context, textOf(at), at.column);
  }

  /** A text of one line. */
  function name(field: F): string | null {
    const value = text(field);
    return value && cleanLine(value);
  }

  function list(field: F): Stated<string>[] {
    const at = stated(field);
    const parts = at
      ? String(at.value)
          .split(separator.trim() || separator)
          .map(cleanLine)
      : [];
    return at ? parts.filter(Boolean).map((value) => ({ ...at, value })) : [];
  }

  /** A date that cannot be read is told in public, too. */
  function date(field: F): PartialDate | null {
    const at = stated(field);
    const value = at && readDate(at.value, order);
    if (at && !value) doubt(context, textOf(at), at.column, "date_unreadable", "date_unreadable");
    return value;
  }

  function period(field: F): Period | null {
    const at = stated(field);
    const value = at && readPeriod(at.value, order);
    if (at && (value === null || value === "disorder")) tell(at, value ? "dates_in_disorder" : "date_unreadable");
    return value === "disorder" ? null : value;
  }

  /** An amount, or null and what to say of it. `at`: the part of a cell that it is. */
  function amountOf(at: Stated, funder: string): string | null {
    const { amount, doubt: found } = readAmount(at.value, decimal);
    if (found) doubt(context, textOf(at), at.column, amountReasons[found], "amount_unreadable", { funder });
    return amount;
  }

  /** The SIREN of a SIREN or SIRET, where it is certain. */
  function siren(field: F): string | null {
    const at = stated(field);
    if (!at) return null;
    const { siren: code, doubt: found, fromNumber } = readCompanyCode(at.value);
    if (found) tell(at, codeReasons[found]);
    else if (fromNumber) tell(at, "code_from_number");
    return found ? null : code;
  }

  function percentage(field: F): string | null {
    const at = stated(field);
    if (!at) return null;
    const { percentage: share, doubt: found } = readPercentage(at.value, percentages);
    if (found) tell(at, found === "ambiguous" ? "percentage_ambiguous" : "percentage_unreadable");
    return share;
  }

  /** Tells each necessary field that the row does not state. True when there is none. */
  function isComplete(fields: readonly F[]): boolean {
    const missing = fields.filter((field) => fieldOf(mapping.target, field)?.required && stated(field) === null);
    for (const field of missing) context.problems.push({ line: row.line, column: field, value: "", reason: "value_missing" });
    return missing.length === 0;
  }

  return {
    line: row.line,
    context,
    percentages,
    stated,
    tell,
    text,
    name,
    list,
    date,
    period,
    amountOf,
    siren,
    percentage,
    isComplete,
    answer: (field: F) => read(field, readAnswer, "answer_unreadable"),
    year: (field: F) => read(field, (value) => parseYear(cleanLine(String(value))), "date_unreadable"),
    /** A code of a closed list, by the code itself or its label. */
    code: (field: F, codes: ReadonlyMap<string, string>, reason: Reason) =>
      read(field, (value) => codeOf(String(value), codes), reason),
    url: (field: F) => read(field, (value) => webAddress(String(value)), "value_unreadable"),
    matching: (field: F, pattern: RegExp) =>
      read(field, (value) => (pattern.test(String(value)) ? String(value) : null), "value_unreadable"),
  };
}

/** `codes`: normalised label → code. */
export function codeOf(stated: string, codes: ReadonlyMap<string, string>): string | null {
  const known = codes.get(normaliseName(stated));
  if (known !== undefined) return known;
  return [...codes.values()].find((code) => code.toLowerCase() === stated.toLowerCase()) ?? null;
}

function webAddress(stated: string): string | null {
  const url = URL.parse(stated);
  return url && /^https?:$/.test(url.protocol) && url.username === "" ? url.href : null;
}
