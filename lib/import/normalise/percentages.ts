import { cleanLine } from "../lines";

/** How a source writes a share without "%": as a fraction of one, or in hundredths. */
export type PercentageUnit = "fraction" | "percent";

/** `percentage`: decimal string of 0 to 100, at most two digits after the point. Null without a doubt: nothing is stated. */
export type PercentageReading = { percentage: string | null; doubt: "ambiguous" | "not_a_percentage" | null };

/** "5 %" is 5; "0.05" is 5 in a source of fractions; "0.5" and "1", of which neither is said, have two readings. */
export function readPercentage(stated: string | number, unit: PercentageUnit | null = null): PercentageReading {
  const text = cleanLine(String(stated)).replaceAll(" ", "");
  if (text === "") return { percentage: null, doubt: null };
  const [, digits, sign] = /^(\d{1,3}(?:[.,]\d{1,6})?)(%)?$/.exec(text) ?? [];
  if (!digits) return { percentage: null, doubt: "not_a_percentage" };
  const value = Number(digits.replace(",", "."));
  const known = sign ? "percent" : unit;
  if (known === null && value > 0 && value <= 1) return { percentage: null, doubt: "ambiguous" };
  const percent = known === "fraction" ? value * 100 : value;
  if (percent > 100) return { percentage: null, doubt: "not_a_percentage" };
  return { percentage: String(Math.round(percent * 100) / 100), doubt: null };
}
