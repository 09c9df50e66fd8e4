import { sideOf } from "@/lib/projects/policy";
import type { OrganisationEntry, ProjectDraft } from "../../draft";
import { organisationOf } from "../../legacy-record/context";
import { cleanLine } from "../../lines";
import { kindFromName } from "../../match/authority-names";
import type { Sought } from "../../match/organisation-index";
import { inferPlace } from "../../match/places";
import { attributeOf, childOf, childrenOf, type IatiElement } from "../../sources/iati/element";
import { type IatiContext, publicText, tell } from "./context";
import { type Narrative, narrativesOf } from "./narratives";

export type Participants = {
  roles: ProjectDraft["organisations"];
  funders: OrganisationEntry[];
};

/**
 * Kind of organisation for an IATI OrganisationType, the inverse of `organisation_kind.iati_type_code` where that is one. A
 * foundation or a public-private partnership is none of our kinds; the kind of a local government is in its name.
 */
export const kindOfType: Readonly<Record<string, string>> = {
  "10": "state_body",
  "15": "public_agency",
  ...{ "21": "association", "22": "association", "23": "association", "24": "association" },
  "40": "international_organisation",
  ...{ "70": "company", "71": "company", "72": "company", "73": "company" },
  "80": "university",
};

/**
 * The organisations that take part, with our roles for IATI's: 1 funding, 2 accountable (lead authority), 4 implementing; one
 * that extends the activity for a funder (3) is a partner, French or foreign.
 */
export async function readParticipants(context: IatiContext, countries: readonly string[]): Promise<Participants> {
  const roles: ProjectDraft["organisations"] = [];
  const funders: OrganisationEntry[] = [];
  for (const element of childrenOf(context.activity, "participating-org")) {
    const role = attributeOf(element, "role") ?? "";
    if (!isRole(role)) {
      tell(context, element, "role_unknown", role);
      continue;
    }
    const found = await lookUp(context, element, countries);
    const roleCode = found && roleOf(context, element, role, found);
    if (!found || !roleCode) continue;
    const organisation = await organisationOfFound(context, element, found);
    if (roleCode === "funder" && !funders.includes(organisation)) funders.push(organisation);
    addRole(roles, organisation, roleCode);
  }
  return { roles, funders };
}

/** Each role of each organisation once. */
export function addRole(roles: ProjectDraft["organisations"], organisation: OrganisationEntry, roleCode: string): void {
  if (!roles.some((role) => role.organisation === organisation && role.roleCode === roleCode))
    roles.push({ organisation, roleCode });
}

/** IATI OrganisationRole → our role; of an extending organisation, the side decides. */
const roles = { "1": "funder", "2": "lead_authority", "3": null, "4": "implementing_body" } as const;
type Role = keyof typeof roles;

function isRole(code: string): code is Role {
  return Object.hasOwn(roles, code);
}

function roleOf(context: IatiContext, element: IatiElement, role: Role, found: Found): string | null {
  const code = roles[role];
  if (code !== null) return code;
  const { countryCode, name } = found.entry ?? context.lookups.organisations.find(found.sought).entry ?? found.sought;
  if (sideOf(countryCode) === "french") return "french_partner";
  if (countryCode !== null || isInternational(element)) return "foreign_partner";
  tell(context, element, "side_unknown", name);
  return null;
}

/** Registers of bodies of no country begin with X (org-id.guide); "EU" is of no country either. */
function isInternational(element: IatiElement): boolean {
  return attributeOf(element, "type") === "40" || /^(?:X[A-Z]|EU)-/.test(attributeOf(element, "ref") ?? "");
}

/** The organisation that an element names: by its code (SIREN, IATI), else by name. Null, and told, without a name. */
export async function organisationFrom(
  context: IatiContext,
  element: IatiElement,
  countries: readonly string[],
): Promise<OrganisationEntry | null> {
  const found = await lookUp(context, element, countries);
  return found && organisationOfFound(context, element, found);
}

type Found = { entry: OrganisationEntry; sought?: never } | { entry?: never; sought: Sought };

function organisationOfFound(context: IatiContext, { line, name }: IatiElement, found: Found): Promise<OrganisationEntry> {
  return found.entry ? Promise.resolve(found.entry) : organisationOf(context, found.sought, line, name);
}

async function lookUp(context: IatiContext, element: IatiElement, countries: readonly string[]): Promise<Found | null> {
  const ref = attributeOf(element, "ref");
  const { name, nameEn } = namesOf(context, element);
  const entry = ref === null ? null : byReference(context, ref);
  if (name === null) {
    if (entry) return { entry };
    const named = ref === null ? null : namedElsewhere(context, ref);
    if (named) return lookUp(context, named, countries);
    tell(context, element, "organisation_unnamed", ref ?? "");
    return null;
  }
  const sought = await soughtOf(context, element, { name, nameEn, ref }, countries);
  if (!entry) return { sought };
  const named = context.lookups.organisations.find(sought).entry;
  if (named && named !== entry && !named.own) tell(context, element, "reference_contradicts_name", `${ref} ≠ ${name}`);
  return { entry };
}

/** The participant or the reporting organisation of the same code that has a name: transactions often give the code alone. */
function namedElsewhere({ activity }: IatiContext, ref: string): IatiElement | null {
  const isNamed = (element: IatiElement) =>
    (element.name === "participating-org" || element.name === "reporting-org") &&
    attributeOf(element, "ref") === ref &&
    childrenOf(element, "narrative").some(({ text }) => text.trim() !== "");
  return activity.children.find(isNamed) ?? null;
}

/** The reporting organisation, or null. */
export async function reportingOrganisation(
  context: IatiContext,
  countries: readonly string[],
): Promise<OrganisationEntry | null> {
  const element = childOf(context.activity, "reporting-org");
  return element && organisationFrom(context, element, countries);
}

function byReference({ lookups: { organisations } }: IatiContext, ref: string): OrganisationEntry | null {
  // Registers of France whose numbers are SIREN or begin with it (SIRET): FR-COJ, FR-SIRENE, FR-RCS …
  const siren = /^FR-[A-Z]+-(\d{9})(?:\d{5})?$/.exec(ref)?.[1];
  return (siren ? organisations.byCode("siren", siren) : null) ?? organisations.byCode("iati", ref);
}

/** The French name, else the English one, else the first; beside it the English one where it differs. */
function namesOf(context: IatiContext, element: IatiElement): { name: string | null; nameEn: string | null } {
  const names = narrativesOf(context, element);
  const inLanguage = (code: string) => names.find(({ language }) => language === code);
  const shown = (narrative: Narrative | undefined) =>
    narrative ? cleanLine(publicText(context, element, narrative.text, narrative.language)) : null;
  const name = shown(inLanguage("fr") ?? inLanguage("en") ?? names[0]);
  const nameEn = shown(inLanguage("en"));
  return { name, nameEn: nameEn === name ? null : nameEn };
}

type Stated = { name: string; nameEn: string | null; ref: string | null };

async function soughtOf(
  context: IatiContext,
  element: IatiElement,
  { name, nameEn, ref }: Stated,
  countries: readonly string[],
): Promise<Sought> {
  const type = attributeOf(element, "type");
  // Codes of organisations begin with the country of their register.
  const code = /^([A-Z]{2})(?:-|$)/.exec(ref ?? "")?.[1];
  const countryCode = code && context.lists.countries.has(code) ? code : await namesake(context, element, name, countries);
  const isFrench = sideOf(countryCode) === "french";
  const side = countryCode === null ? "any" : !isFrench ? "foreign" : type === "11" ? "french" : "any";
  const kindCode = type === null || type === "11" ? null : (kindOfType[type] ?? null);
  const ofLocal = type === "11" ? kindFromName(name, countryCode === null ? "unknown" : isFrench ? "french" : "foreign") : null;
  const isForeignLocal = ofLocal === "other" && side === "foreign";
  return { name, side, countryCode, stated: { kindCode: isForeignLocal ? "foreign_authority" : kindCode, nameEn } };
}

/**
 * A bare "Ville de Saint-Louis" of an activity in Senegal is not the French commune: the country of the activity that has a
 * town of that name, told as a doubt. Null for any other name.
 */
async function namesake(
  context: IatiContext,
  element: IatiElement,
  name: string,
  countries: readonly string[],
): Promise<string | null> {
  const { entry, candidates } = context.lookups.organisations.find({ name, side: "any", countryCode: null });
  const isCommune = [entry, ...candidates].some((known) => known && !known.own && known.kindCode === "commune");
  if (!isCommune) return null;
  for (const country of countries) {
    if (sideOf(country) === "french" || !(await inferPlace(context.tx.sql, context.lookups.largeTowns, name, country))) continue;
    tell(context, element, "organisation_ambiguous", name);
    return country;
  }
  return null;
}
