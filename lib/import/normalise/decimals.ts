/** Amounts are summed in millionths: publishers state up to four decimals, and no float may round a sum. */
const scale = 6;
/** numeric(14,2) holds twelve digits before the point. */
const largest = 10n ** BigInt(12 + scale);

/** A decimal of XML Schema ("-1250.5", ".5", "+3") in millionths; digits beyond are cut. Null when it is none. */
export function parseDecimal(text: string): bigint | null {
  const found = /^([+-]?)(\d{0,40})(?:\.(\d{0,40}))?$/.exec(text);
  if (!found || !(found[2] || found[3])) return null;
  const units = BigInt(`${found[2]}${(found[3] ?? "").slice(0, scale).padEnd(scale, "0")}`);
  return found[1] === "-" ? -units : units;
}

/** Millionths as a decimal string with two digits, rounded half away from zero. Null when the database cannot hold it. */
export function formatAmount(units: bigint): string | null {
  const size = units < 0n ? -units : units;
  const cents = (size + 5_000n) / 10_000n;
  if (cents * 10_000n >= largest) return null;
  const digits = cents.toString().padStart(3, "0");
  return `${units < 0n && cents > 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
