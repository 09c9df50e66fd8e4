/** Amounts are decimal strings with two digits ("5257.00"): they never pass through a float. */
export type AmountColumns = {
  amount: string | null;
  /** In the order of the columns, null for an empty one; none where the columns are run together and not each is stated. */
  schemes: (string | null)[];
  year: number | null;
  /** What has more than one reading, or none: it is left null. */
  doubt: "amount" | "amount_or_year" | null;
};

/** numeric(14,2) holds twelve digits before the point. */
const largestDigits = 12;
const numberLike = /^[-+−]?\d[\d.,'’]*(?:[km]?€)?$/iu;
const currency = /^(?:€|EUR|euros?)$/iu;

/** True for a word that can stand in a column of amounts or years. */
export function isNumberWord(word: string): boolean {
  return numberLike.test(word) || currency.test(word);
}

/**
 * Reads the run-together columns "amount, 1 % amounts, year" of a funding row.
 *
 * Thousands may be separated by spaces, as columns are: every way to join the words is tried, and one is taken only if it is
 * alone. A part cannot exceed the whole, so "5 257" is 5,257 and not 5 with a part of 257, but "514 200" stays in doubt.
 * With exactly one number, it is the amount; with one for each column, they are taken in order; anything between has lost
 * its columns.
 */
export function readAmountColumns(words: readonly string[], schemeColumns: number): AmountColumns {
  const rest = [...words];
  const none = { amount: null, schemes: [], year: null, doubt: null };
  if (rest.length === 0) return none;
  const last = rest.at(-1) ?? "";
  const year = isYear(last) ? Number(last) : null;
  if (year !== null && rest.length === 1) return { ...none, doubt: "amount_or_year" };
  if (year !== null) rest.pop();
  const readings = joinings(rest)?.filter((numbers) => isPlausible(numbers, schemeColumns));
  const [only, ...others] = readings ?? [];
  if (!only || others.length > 0) return { ...none, year, doubt: "amount" };
  const [amount = null, ...schemes] = only;
  if (schemes.length > 0 && schemes.length !== schemeColumns) return { ...none, year, doubt: "amount" };
  return { amount, schemes, year, doubt: null };
}

/**
 * The same for a row whose columns are known: "amount, 1 % amounts, year", an empty cell where nothing is stated. Null when
 * the row has other columns.
 */
export function readAmountCells(cells: readonly string[], schemeColumns: number): AmountColumns | null {
  if (cells.length !== schemeColumns + 2) return null;
  const numbers = cells.slice(0, -1).map((cell) => (cell === "" ? null : (joinings(cell.split(" ")) ?? [])));
  const year = cells.at(-1) ?? "";
  if (year !== "" && !isYear(year)) return null;
  const amounts = numbers.map((readings) => readings?.find((reading) => reading.length === 1)?.[0] ?? null);
  const [amount = null, ...schemes] = amounts;
  const isRead = numbers.every((readings, index) => readings === null || amounts[index] !== null);
  const stated = isRead
    ? { amount, schemes: schemes.some((scheme) => scheme !== null) ? schemes : [] }
    : { amount: null, schemes: [] };
  return { ...stated, year: year === "" ? null : Number(year), doubt: isRead ? null : "amount" };
}

function isYear(word: string): boolean {
  return /^\d{4}$/.test(word) && Number(word) >= 1900 && Number(word) <= 2100;
}

function isPlausible(numbers: string[], schemeColumns: number): boolean {
  const [amount, ...schemes] = numbers.map(cents);
  return amount !== undefined && schemes.length <= schemeColumns && schemes.every((scheme) => scheme <= amount);
}

function cents(amount: string): bigint {
  return BigInt(amount.replace(".", ""));
}

/** Every list of numbers that the words can mean; null when a word is no number. */
function joinings(words: readonly string[]): string[][] | null {
  // Four columns of millions are twelve words; more is not such a row, and the readings would multiply.
  if (words.length > 12) return null;
  const first = words[0];
  if (first === undefined) return [[]];
  if (currency.test(first)) return null;
  const readings: string[][] = [];
  for (let length = 1; length <= words.length; length++) {
    const joined = words.slice(0, length);
    if (length > 1 && !isGroup(joined)) break;
    const number = parseAmount(joined.join("").replace(/€$/, ""));
    if (number === null) continue;
    const after = currency.test(words[length] ?? "") ? length + 1 : length;
    for (const tail of joinings(words.slice(after)) ?? []) readings.push([number, ...tail]);
  }
  return readings;
}

/** "5 257", "1 200 000,50": one to three digits, then groups of three. */
function isGroup(words: string[]): boolean {
  return /^[1-9]\d{0,2}(?: \d{3})+(?:,\d{1,2})?€?$/u.test(words.join(" "));
}

/**
 * One number as written in France or elsewhere, as a decimal string with two digits. Null when it has no reading or two:
 * "5.257" and "5,257" are thousands to some and thousandths to others.
 */
export function parseAmount(word: string): string | null {
  const plain = /^(0|[1-9]\d*)(?:[.,](\d{1,2}))?$/.exec(word);
  const grouped =
    /^([1-9]\d{0,2}(?:\.\d{3}){2,}|[1-9]\d{0,2}(?:\.\d{3})+(?=,))(?:,(\d{1,2}))?$/.exec(word) ??
    /^([1-9]\d{0,2}(?:,\d{3}){2,}|[1-9]\d{0,2}(?:,\d{3})+(?=\.))(?:\.(\d{1,2}))?$/.exec(word) ??
    /^([1-9]\d{0,2}(?:['’]\d{3})+)(?:[.,](\d{1,2}))?$/.exec(word);
  const found = plain ?? grouped;
  if (!found) return null;
  const whole = (found[1] ?? "").replace(/\D/g, "");
  return whole.length > largestDigits ? null : `${whole}.${(found[2] ?? "").padEnd(2, "0")}`;
}
