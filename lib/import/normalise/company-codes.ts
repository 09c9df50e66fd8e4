import { cleanLine } from "../lines";

/**
 * The SIREN of a stated SIREN or SIRET. `doubt`: `exponent`, a spreadsheet kept five digits of it ("2,43E+13"); `zeros_lost`, a
 * spreadsheet took its leading zero: `siren` is then the reading with it, to be confirmed; `invalid`, its check digits are wrong.
 */
export type CodeReading = {
  siren: string | null;
  doubt: "exponent" | "zeros_lost" | "invalid" | null;
  /** It was stored as a number ("21860194600000.0"): the number of the establishment, in its last digits, may be lost. */
  fromNumber: boolean;
};

const laPoste = "356000000";

/** Check digits of SIREN and SIRET (ISO/IEC 7812-1, formula of Luhn). */
export function hasLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    sum += index % 2 === 0 ? digit : doubled;
  }
  return sum % 10 === 0;
}

export function isSiren(code: string): boolean {
  return /^\d{9}$/.test(code) && code !== "000000000" && hasLuhn(code);
}

/** A SIRET holds a SIREN. Those of La Poste's establishments add up to a multiple of five instead (INSEE). */
export function isSiret(code: string): boolean {
  if (!/^\d{14}$/.test(code) || !isSiren(code.slice(0, 9))) return false;
  return hasLuhn(code) || (code.startsWith(laPoste) && sumOf(code) % 5 === 0);
}

function sumOf(digits: string): number {
  return Array.from(digits).reduce((sum, digit) => sum + Number(digit), 0);
}

/** Reads a SIREN or SIRET, spaced or not. Null `siren` without a doubt: nothing is stated. */
export function readCompanyCode(stated: string | number): CodeReading {
  const text = cleanLine(String(stated)).replaceAll(" ", "");
  if (text === "") return { siren: null, doubt: null, fromNumber: false };
  if (/^\d(?:[.,]\d+)?E\+?\d+$/i.test(text)) return { siren: null, doubt: "exponent", fromNumber: true };
  const code = text.replace(/[.,]0$/, "");
  const fromNumber = code !== text;
  if (isSiren(code) || isSiret(code)) return { siren: code.slice(0, 9), doubt: null, fromNumber };
  if (fromNumber && /^\d{14}$/.test(code) && isSiren(code.slice(0, 9)))
    return { siren: code.slice(0, 9), doubt: null, fromNumber };
  if (isSiren(`0${code}`) || isSiret(`0${code}`)) return { siren: `0${code}`.slice(0, 9), doubt: "zeros_lost", fromNumber };
  return { siren: null, doubt: "invalid", fromNumber };
}
