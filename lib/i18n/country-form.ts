import type { Locale } from "./locales";

/**
 * How a country is named after "in": French chooses the preposition by gender, number and first sound ("au Sénégal", "en Italie",
 * "aux États-Unis", "à Cuba"), English an article ("in the Netherlands"). Usage of the ministry's list of countries; by ISO code,
 * for no rule of spelling tells Mexique from Belgique. The words are the message `profiles.inCountry`.
 */
const french: Record<string, string> = {
  au: `BD BF BI BJ BN BR BT BW BZ CA CG CL CM CR CV DK EH GA GB GH GL GT GY HN JP KE KG KH KW KZ LA LB LI LK LR LS LU MA ME ML MW
    MX MZ NE NG NI NP PA PE PK PT PY QA RW SD SN SR SS SV TD TG TJ TL TM VA VE VN VU WS XK YE ZW SJ`,
  aux: "AE AS AX BM BS CC CK FJ FK FO HM KM KY MH MP MV NL PH PN PW SB SC TC TO UM US VG VI",
  a: `AG AI AW BH BL BQ CU CW CY DJ GG GI GU HK JE KI KN LC MC MF MG MO MS MT MU NR NU OM PM PR RE SG SH SM ST SX TK TT TV TW VC
    WF YT`,
  ala: "BB DM GD",
  al: "BV CX IM NF",
  dans: "IO",
  dansles: "TF",
};
const english: Record<string, string> = {
  the: "AE AX BS CC CD CF CK DO FK FO GB HM IM IO KM KY MH MP MV NL PH PN SB SC TC TF UM US VA VG VI",
};

const byCode = (forms: Record<string, string>) =>
  new Map(Object.entries(forms).flatMap(([form, codes]) => codes.split(/\s+/).map((code) => [code, form] as const)));
const forms: Record<Locale, ReadonlyMap<string, string>> = { fr: byCode(french), en: byCode(english) };

/** The form of a country (ISO 3166-1 alpha-2) for the argument `form` of `profiles.inCountry`. */
export function countryForm(locale: Locale, code: string): string {
  return forms[locale].get(code) ?? "plain";
}
