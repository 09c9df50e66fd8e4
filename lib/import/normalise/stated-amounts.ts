import { cleanLine } from "../lines";
import { parseAmount } from "./amounts";

/** The sign before the decimals, where a source says which one it writes. */
export type DecimalSign = "." | ",";

/**
 * `amount`: decimal string with two digits. Null without a doubt: nothing is stated. `ambiguous`: two readings, which differ a
 * thousandfold; `negative`: a refund or a correction, which is no funding line; `not_a_number`: no reading.
 */
export type AmountReading = { amount: string | null; doubt: "ambiguous" | "negative" | "not_a_number" | null };

const currency = /^(?:€|EUR|euros?)\s*|\s*(?:€|EUR|euros?)$/giu;
const grouped = /^\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?$/;
const threeDigits = /^[1-9]\d{0,2}([.,])\d{3}$/;

/**
 * An amount as lists of subsidies write it: "247,000 €", "21 667,00 €" with any kind of space, "1.234,56", "10000.0". What has
 * two readings ("1,500") is read only with the decimal sign of its source; so is "1,5", which amounts in euros rarely are.
 */
export function readAmount(stated: string | number, decimal: DecimalSign | null = null): AmountReading {
  if (typeof stated === "number") return fromNumber(stated);
  const text = cleanLine(stated).replace(currency, "").trim();
  if (text === "") return { amount: null, doubt: null };
  if (/^[-−(].*\d/.test(text)) return { amount: null, doubt: "negative" };
  if (text.includes(" ")) return grouped.test(text) ? of(parseAmount(text.replaceAll(" ", ""))) : nothing("not_a_number");
  const separator = threeDigits.exec(text)?.[1];
  if (separator) return decimal === null ? nothing("ambiguous") : withThreeDigits(text, separator, decimal);
  if (/^\d+,\d$/.test(text) && decimal === null) return nothing("ambiguous");
  return of(parseAmount(text));
}

/** "1,500" is 1,500 where decimals follow a point, and 1.50 where they follow a comma; "1,234" is then no amount. */
function withThreeDigits(text: string, separator: string, decimal: DecimalSign): AmountReading {
  if (separator !== decimal) return of(parseAmount(text.replace(separator, "")));
  return text.endsWith("0") ? of(parseAmount(text.slice(0, -1))) : nothing("not_a_number");
}

function fromNumber(value: number): AmountReading {
  if (value < 0) return nothing("negative");
  // A float is as near to cents as floats come; what is not has digits that an amount cannot have.
  const isCents = Math.abs(value * 100 - Math.round(value * 100)) < 1e-4;
  return isCents ? of(parseAmount(value.toFixed(2))) : nothing("not_a_number");
}

function of(amount: string | null): AmountReading {
  return amount === null ? nothing("not_a_number") : { amount, doubt: null };
}

function nothing(doubt: Exclude<AmountReading["doubt"], null>): AmountReading {
  return { amount: null, doubt };
}
