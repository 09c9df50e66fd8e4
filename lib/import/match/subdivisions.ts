import { normaliseName } from "@/lib/core/text";
import { subdivisionNames } from "./subdivision-names";

/**
 * GeoNames first-level codes to ISO 3166-2, for the countries where a post covers a part only and the part must be known
 * (domain rule 6: the consulate general in Québec, not the embassy in Ottawa). Source: GeoNames admin1CodesASCII, ISO 3166-2:CA.
 */
const subdivisions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CA: {
    "01": "CA-AB",
    "02": "CA-BC",
    "03": "CA-MB",
    "04": "CA-NB",
    "05": "CA-NL",
    "07": "CA-NS",
    "08": "CA-ON",
    "09": "CA-PE",
    "10": "CA-QC",
    "11": "CA-SK",
    "12": "CA-YT",
    "13": "CA-NT",
    "14": "CA-NU",
  },
  // GeoNames uses the letters of the States, as ISO does.
  US: Object.fromEntries(Object.keys(subdivisionNames.US ?? {}).map((code) => [code.slice(3), code])),
};

/** ISO 3166-2 code of a GeoNames division, where the table knows it. */
export function subdivisionOf(countryCode: string, admin1Code: string | null): string | null {
  return subdivisions[countryCode]?.[admin1Code ?? ""] ?? null;
}

/** ISO 3166-2 code of a subdivision by its English name. */
export function subdivisionNamed(countryCode: string, name: string): string | null {
  const folded = normaliseName(name);
  const named = Object.entries(subdivisionNames[countryCode] ?? {}).find(([, own]) => normaliseName(own) === folded);
  return named?.[0] ?? null;
}
