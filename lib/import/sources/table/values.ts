import { normaliseName } from "@/lib/core/text";
import { type Context, doubt, publicText } from "../../legacy-record/context";
import { cleanLine } from "../../lines";
import { readAnswer } from "../../normalise/answers";
import { readCompanyCode } from "../../normalise/company-codes";
import { type PartialDate, parseYear } from "../../normalise/dates";
import { type PercentageUnit, readPercentage } from "../../normalise/percentages";
import { readAmount } from "../../normalise/stated-amounts";
import { type Period, readDate, readPeriod } from "../../normalise/stated-dates";
import type { Reason } from "../../reasons";
import type { Binding, Stated } from "./binding";
import { fieldOf } from "./fields";
import type { Mapping } from "./mapping";
import type { Cell, TableRow } from "./row";

/** A row whose values are read in a context of their own, or in one that the rows of one record share. */
export type OpenableRow = { stated(field: string): Stated | null; open(context?: Context): Values<string> };

const amountReasons = {
  ambiguous: "amount_ambiguous",
  negative: "amount_negative",
  not_a_number: "amount_not_a_number",
} as const;
const codeReasons = { exponent: "code_exponent", zeros_lost: "code_zeros_lost", invalid: "code_invalid" } as const;

/** The values of one row by field, each read in one way only; what cannot be read is null and told. */
export class Values<F extends string> {
  readonly line: number;
  private readonly formats: NonNullable<Mapping["formats"]>;

  constructor(
    private readonly mapping: Mapping,
    private readonly binding: Binding,
    private readonly row: TableRow<Cell>,
    readonly context: Context,
  ) {
    this.line = row.line;
    this.formats = mapping.formats ?? {};
  }

  get percentages(): PercentageUnit | null {
    return this.formats.percentages ?? null;
  }

  stated(field: F): Stated | null {
    return this.binding.stated(this.row, field);
  }

  tell(at: Stated, reason: Reason): void {
    this.context.problems.push({ line: at.line, column: at.column, value: String(at.value), reason });
  }

  /** A text for the public, without the e-mail addresses in it. */
  text(field: F): string | null {
    const at = this.stated(field);
    return at && publicText(this.context, textOf(at), at.column);
  }

  /** A text of one line. */
  name(field: F): string | null {
    const value = this.text(field);
    return value && cleanLine(value);
  }

  list(field: F): Stated<string>[] {
    const at = this.stated(field);
    const separator = this.formats.list ?? "|";
    const parts = at
      ? String(at.value)
          .split(separator.trim() || separator)
          .map(cleanLine)
      : [];
    return at ? parts.filter(Boolean).map((value) => ({ ...at, value })) : [];
  }

  /** A date that cannot be read is told in public, too. */
  date(field: F): PartialDate | null {
    const at = this.stated(field);
    const value = at && readDate(at.value, this.formats.dates);
    if (at && !value) doubt(this.context, textOf(at), at.column, "date_unreadable", "date_unreadable");
    return value;
  }

  period(field: F): Period | null {
    const at = this.stated(field);
    const value = at && readPeriod(at.value, this.formats.dates);
    if (at && (value === null || value === "disorder")) this.tell(at, value ? "dates_in_disorder" : "date_unreadable");
    return value === "disorder" ? null : value;
  }

  /** An amount in euros or the row's currency; `at` may be a part of a cell. What cannot be read is told in public, too. */
  amountOf(at: Stated, funder: string): string | null {
    const { amount, doubt: found } = readAmount(at.value, this.formats.decimal);
    if (found) doubt(this.context, textOf(at), at.column, amountReasons[found], "amount_unreadable", { funder });
    return amount;
  }

  /** The SIREN of a SIREN or SIRET, where it is certain. */
  siren(field: F): string | null {
    const at = this.stated(field);
    if (!at) return null;
    const { siren, doubt: found, fromNumber } = readCompanyCode(at.value);
    if (found) this.tell(at, codeReasons[found]);
    else if (fromNumber) this.tell(at, "code_from_number");
    return found ? null : siren;
  }

  percentage(field: F): string | null {
    const at = this.stated(field);
    if (!at) return null;
    const { percentage, doubt: found } = readPercentage(at.value, this.percentages);
    if (found) this.tell(at, found === "ambiguous" ? "percentage_ambiguous" : "percentage_unreadable");
    return percentage;
  }

  answer(field: F): boolean | null {
    return this.read(field, readAnswer, "answer_unreadable");
  }

  year(field: F): number | null {
    return this.read(field, (value) => parseYear(cleanLine(String(value))), "date_unreadable");
  }

  /** A code of a closed list, by the code itself or its label. */
  code(field: F, codes: ReadonlyMap<string, string>, reason: Reason): string | null {
    return this.read(field, (value) => codeOf(String(value), codes), reason);
  }

  url(field: F): string | null {
    return this.read(field, (value) => webAddress(String(value)), "value_unreadable");
  }

  matching(field: F, pattern: RegExp): string | null {
    return this.read(field, (value) => (pattern.test(String(value)) ? String(value) : null), "value_unreadable");
  }

  /** Tells each of these fields that is necessary and not stated. True when there is none. */
  isComplete(fields: readonly F[]): boolean {
    const missing = fields.filter((field) => fieldOf(this.mapping.target, field)?.required && this.stated(field) === null);
    for (const field of missing)
      this.context.problems.push({ line: this.line, column: field, value: "", reason: "value_missing" });
    return missing.length === 0;
  }

  /** One value read by a function that gives null where it cannot. */
  private read<T>(field: F, reader: (value: Cell) => T | null, reason: Reason): T | null {
    const at = this.stated(field);
    const value = at && reader(at.value);
    if (at && value === null) this.tell(at, reason);
    return value;
  }
}

function textOf(at: Stated): Stated<string> {
  return { ...at, value: String(at.value) };
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
