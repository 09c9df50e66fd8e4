import { normaliseName } from "@/lib/core/text";
import type { FundingDraft } from "../draft";
import { type Located, wordsOf } from "../lines";
import { wellKnownBody } from "../match/well-known";
import { type AmountColumns, isNumberWord, readAmountCells, readAmountColumns } from "../normalise/amounts";
import { cutAfterKnownName } from "../normalise/row-names";
import { schemeWordings } from "../normalise/wordings";
import type { LegacyPage, Row } from "../sources/legacy-page/page";
import { type Context, doubt, publicText } from "./context";
import { columnOf } from "./facts";
import { bodyOf } from "./partners";

/**
 * The funding lines of a page. The name is cut off where a name given elsewhere on the page ends, else before the last run of
 * numbers. An amount with more than one reading is left null and told; a row without any number is kept only if its name is
 * known, since it may be half of a broken row.
 */
export async function readFunding(context: Context, { funding }: LegacyPage): Promise<FundingDraft[]> {
  const column = columnOf("funding");
  const schemes = schemesOf(funding.header?.value ?? "");
  const lines: FundingDraft[] = [];
  for (const row of funding.rows) {
    const read = readRow(context, row, schemes.length);
    if (!read) {
      doubt(context, row, column, "row_ambiguous", "ambiguous_row");
      continue;
    }
    const { name, columns } = read;
    const funder = await bodyOf(context, name, row.line, "funding");
    if (columns.doubt) doubt(context, row, column, "amount_unreadable", "amount_unreadable", { funder: funder.name });
    lines.push({
      funder,
      year: columns.year,
      amount: columns.amount,
      currency: "EUR",
      kind: "cofunding",
      inKind: false,
      schemes: attribute(context, row, schemes, columns.schemes),
    });
  }
  return lines;
}

/** Name and columns of a row; null when it may be half of a broken one. */
function readRow(context: Context, row: Row, schemeColumns: number): { name: string; columns: AmountColumns } | null {
  const text = publicText(context, row, columnOf("funding"));
  const [first = "", ...others] = row.cells ?? [];
  const inCells = first === "" ? null : readAmountCells(others, schemeColumns);
  // An address is withheld from the run-together row: such a name is cut as there.
  if (inCells && text === row.value) return { name: first, columns: inCells };
  const { name, numbers } = cutFundingRow(context, text);
  if (name === "" || (numbers.length === 0 && !isKnown(context, name))) return null;
  return { name, columns: readAmountColumns(numbers, schemeColumns) };
}

function cutFundingRow(context: Context, text: string): { name: string; numbers: string[] } {
  const names = new Map([...context.seen.keys()].map((name) => [name, name]));
  const known = cutAfterKnownName(text, names, (rest) => rest.every(isNumberWord));
  const words = wordsOf(text);
  if (known) return { name: words.slice(0, words.length - known.rest.length).join(" "), numbers: known.rest };
  const end = words.findLastIndex((word) => !isNumberWord(word)) + 1;
  return { name: words.slice(0, end).join(" "), numbers: words.slice(end) };
}

function isKnown({ seen, lookups }: Context, name: string): boolean {
  if (seen.has(normaliseName(name)) || wellKnownBody(name)) return true;
  return lookups.organisations.find({ name, side: "any", countryCode: null }).entry !== null;
}

/** The scheme of each 1 % column, from its heading; null where no scheme is named. */
function schemesOf(header: string): (string | null)[] {
  const headings = [...header.matchAll(/Montant 1 ?% (\p{L}+)/giu)].map(([, word]) => word ?? "");
  return headings.map((word) => schemeWordings.get(normaliseName(word)) ?? null);
}

/**
 * The legacy page heads all three 1 % columns "Eau": which scheme an amount comes under is then unknown, and amounts of no
 * certain scheme are told but not stored. Where every heading names a scheme of its own, the columns are taken in order.
 */
function attribute(
  context: Context,
  row: Located<string>,
  schemes: (string | null)[],
  amounts: (string | null)[],
): FundingDraft["schemes"] {
  const isCertain = new Set(schemes).size === schemes.length && !schemes.includes(null);
  if (isCertain)
    return amounts.flatMap((amount, index) => (schemes[index] && amount !== null ? [{ code: schemes[index], amount }] : []));
  if (amounts.some((amount) => Number(amount) !== 0))
    doubt(context, row, columnOf("funding"), "scheme_unknown", "scheme_unknown");
  return [];
}
