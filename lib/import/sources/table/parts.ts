import { normaliseName } from "@/lib/core/text";
import type { OrganisationEntry, ProjectDraft } from "../../draft";
import { addFinding, type Context, doubt, organisationOf, publicText } from "../../legacy-record/context";
import { cleanLine } from "../../lines";
import { parseAuthorityName } from "../../match/authority-names";
import type { Sought } from "../../match/organisation-index";
import { findTheme } from "../../match/themes";
import { isSiren } from "../../normalise/company-codes";
import { type PercentageUnit, readPercentage } from "../../normalise/percentages";
import { type Problem, reasons } from "../../reasons";
import type { Stated } from "./binding";
import { codeOf } from "./values";

/** "Chartres métropole (200033181)", "Dakar (SN)", "Dakar (Sénégal)": a name with what identifies it in brackets. */
export function nameAndCode(
  context: Context,
  stated: string,
): { name: string; siren: string | null; countryCode: string | null } {
  const [, name = stated, inner = ""] = /^(.*\S)\s*\(([^()]+)\)$/u.exec(stated) ?? [];
  const code = inner.replaceAll(" ", "");
  if (isSiren(code)) return { name, siren: code, countryCode: "FR" };
  const countryCode = inner === "" ? null : codeOf(inner, context.lookups.countries);
  return countryCode === null ? { name: stated, siren: null, countryCode } : { name, siren: null, countryCode };
}

/**
 * A body that is French or of unknown side. Its code decides, and tells that it is French; a code of the public sector (1 and
 * 2 in front, INSEE) makes a bare name that of an authority.
 */
export async function bodyOf(
  context: Context,
  at: Stated<string>,
  code: string | null,
  given?: Sought["side"],
): Promise<OrganisationEntry> {
  const named = nameAndCode(context, cleanLine(publicText(context, at, at.column)));
  const siren = code ?? named.siren;
  const isPublic = siren !== null && /^[12]/.test(siren);
  const side = given ?? (isPublic || parseAuthorityName(named.name) ? "french" : "any");
  const sought = { name: named.name, side, countryCode: side === "french" ? "FR" : named.countryCode, siren };
  const entry = await organisationOf(context, sought, at.line, at.column);
  tellDisagreement(context, entry, sought, at);
  return entry;
}

function tellDisagreement(context: Context, entry: OrganisationEntry, sought: Sought, at: Stated<string>): void {
  if (!sought.siren || entry.id === null) return;
  const byName = context.lookups.organisations.find({ ...sought, siren: null }).entry;
  if (byName && byName !== entry)
    context.problems.push({ line: at.line, column: at.column, value: at.value, reason: "code_name_disagree" });
}

/** A partner abroad: its country stands in brackets, or is the only one of the row. Null, and told, where neither is so. */
export async function foreignPartner(
  context: Context,
  at: Stated<string>,
  countries: readonly string[],
): Promise<OrganisationEntry | null> {
  const named = nameAndCode(context, cleanLine(publicText(context, at, at.column)));
  const countryCode = named.countryCode ?? (countries.length === 1 ? countries[0] : undefined);
  if (countryCode === undefined) {
    doubt(context, at, at.column, "country_unknown", "unknown_country");
    return null;
  }
  const side = countryCode === "FR" ? "french" : "foreign";
  return organisationOf(context, { name: named.name, side, countryCode, siren: named.siren }, at.line, at.column);
}

/** Codes of countries, by any name or ISO code, each once. */
export function countriesOf(context: Context, stated: readonly Stated<string>[]): string[] {
  const codes = stated.flatMap((at) => {
    const code = codeOf(at.value, context.lookups.countries);
    if (code === null) doubt(context, at, at.column, "country_unknown", "unknown_country");
    return code ?? [];
  });
  return [...new Set(codes)];
}

/** Themes in the order of the row, the main one first, with their shares where they are stated ("Eau 60 %"). */
export function themesOf(
  context: Context,
  stated: readonly Stated<string>[],
  unit: PercentageUnit | null,
): ProjectDraft["themes"] {
  const themes: ProjectDraft["themes"] = [];
  for (const at of stated) {
    const [, label = at.value, share = ""] = /^(.*\S)\s+([\d.,]+\s?%)$/u.exec(at.value) ?? [];
    const theme = findTheme(context.lookups.themes, label);
    if (!theme) doubt(context, at, at.column, "theme_unknown", "unknown_theme");
    else if (!themes.some(({ id }) => id === theme.id)) {
      const { percentage, doubt: found } = readPercentage(share, unit);
      if (found) context.problems.push({ line: at.line, column: at.column, value: share, reason: "percentage_unreadable" });
      themes.push({ id: theme.id, code: theme.code, rank: themes.length, percentage });
    }
  }
  return themes;
}

/** Each role of each organisation once. */
export function rolesOnce(roles: ProjectDraft["organisations"]): ProjectDraft["organisations"] {
  return roles.filter(
    ({ organisation, roleCode }, index) =>
      roles.findIndex((other) => other.organisation === organisation && other.roleCode === roleCode) === index,
  );
}

/** Addresses taken out of texts, kept as restricted contacts of an organisation of the record (PERSONAL DATA). */
export function withheldPeople(context: Context, organisation: OrganisationEntry | undefined): ProjectDraft["people"] {
  const emails = [...new Set(context.emails)];
  if (emails.length === 0) return [];
  addFinding(context, { rule: "email_withheld", organisation: null, key: "", details: { count: emails.length } });
  if (!organisation) {
    context.problems.push({ line: null, column: null, value: String(emails.length), reason: "person_not_kept" });
    return [];
  }
  const none = { functionLabel: null, lastName: null, firstName: null };
  return emails.map((email) => ({ organisation, person: { functionCode: "other" as const, ...none, email } }));
}

/** Where the action takes place: the positions of the partners abroad, and the countries that no partner stands for. */
export function placesOf(partners: readonly OrganisationEntry[], countries: readonly string[]): ProjectDraft["places"] {
  const positioned = partners.flatMap(({ countryCode, position }) =>
    countryCode && position ? [{ countryCode, name: position.place?.name ?? null, position }] : [],
  );
  const ofPartners = partners.flatMap(({ countryCode }) => countryCode ?? []);
  const bare = [...new Set([...countries, ...ofPartners])]
    .filter((code) => !positioned.some(({ countryCode }) => countryCode === code))
    .map((countryCode) => ({ countryCode, name: null, position: null }));
  const key = ({ position }: (typeof positioned)[number]) => `${position.latitude} ${position.longitude}`;
  return [...positioned.filter((place, index) => positioned.findIndex((other) => key(other) === key(place)) === index), ...bare];
}

/** True for a name that opens with a civility: lists of subsidies may name people, who are no organisations. */
export function namesPerson(name: string): boolean {
  return /^(?:m|mr|mme|mlle|monsieur|madame|mademoiselle) /.test(`${normaliseName(name)} `);
}

/** A record of which nothing is stated but its title. */
export function blankDraft(title: string, language: string): ProjectDraft {
  const answers = { threeYearFunding: null, communicationInFrance: null, communicationAbroad: null, evaluation: null };
  const facts = { legacyId: null, formCode: null, declaredStatusCode: null, signedYear: null, start: null, end: null };
  const rows = {
    texts: [],
    places: [],
    organisations: [],
    themes: [],
    funding: [],
    people: [],
    volunteers: [],
    posts: [],
    findings: [],
  };
  return { ...facts, ...answers, ...rows, title, language, multilateral: false, lastConfirmedOn: null, sourceUrl: null };
}

/** True when a problem keeps the record out of the database. */
export function isRejected(problems: readonly Problem[]): boolean {
  return problems.some(({ reason }) => reasons[reason].level === "rejected");
}
