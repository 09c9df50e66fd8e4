import { normaliseName } from "@/lib/core/text";
import type { OrganisationEntry, ProjectDraft } from "../draft";
import type { Located } from "../lines";
import { parseAuthorityName } from "../match/authority-names";
import { cutBeforeCountry } from "../normalise/row-names";
import type { LabelId } from "../sources/legacy-page/labels";
import type { LegacyPage, Row } from "../sources/legacy-page/page";
import { type Context, doubt, organisationOf, publicText } from "./context";
import { columnOf } from "./facts";

export type Partners = {
  leads: OrganisationEntry[];
  implementing: OrganisationEntry[];
  french: OrganisationEntry[];
  foreign: OrganisationEntry[];
};

/** The organisations of a page but its funders. Foreign rows without a known country are left out and told. */
export async function readPartners(context: Context, page: LegacyPage): Promise<Partners> {
  const leads = await frenchList(context, page.leadAuthorities, "leadAuthorities");
  const french = await frenchList(context, page.frenchPartners.rows, "frenchPartners");
  const foreign = await foreignList(context, page.foreignPartners.rows);
  const implementing: OrganisationEntry[] = [];
  for (const stated of page.implementingBodies) {
    const name = publicText(context, stated, columnOf("implementingBodies"));
    implementing.push(await bodyOf(context, name, stated.line, "implementingBodies"));
  }
  return { leads, implementing, french, foreign };
}

async function frenchList(context: Context, rows: Located<string>[], id: LabelId): Promise<OrganisationEntry[]> {
  const found: OrganisationEntry[] = [];
  for (const row of rows) {
    const name = publicText(context, row, columnOf(id));
    found.push(await organisationOf(context, { name, side: "french", countryCode: "FR" }, row.line, columnOf(id)));
  }
  return found;
}

async function foreignList(context: Context, rows: Row[]): Promise<OrganisationEntry[]> {
  const column = columnOf("foreignPartners");
  const found: OrganisationEntry[] = [];
  for (const row of rows) {
    const text = publicText(context, row, column);
    const cut = cutAtCell(context, row, text) ?? cutBeforeCountry(text, context.lookups.countries);
    if (!cut) {
      doubt(context, row, column, "country_unknown", "unknown_country");
      continue;
    }
    const side = cut.countryCode === "FR" ? "french" : "foreign";
    found.push(await organisationOf(context, { ...cut, side }, row.line, column));
  }
  return found;
}

/** The name and the country of a row whose columns are known. */
function cutAtCell({ lookups }: Context, { cells, value }: Row, text: string): { name: string; countryCode: string } | null {
  const [name = "", country = ""] = cells ?? [];
  const countryCode = lookups.countries.get(normaliseName(country));
  return name === "" || countryCode === undefined || text !== value ? null : { name, countryCode };
}

/** A body whose side the page does not state: one that it names elsewhere, a French authority by its name, or any known body. */
export async function bodyOf(context: Context, name: string, line: number, id: LabelId): Promise<OrganisationEntry> {
  const seen = context.seen.get(normaliseName(name));
  if (seen) return seen;
  const sought = parseAuthorityName(name)
    ? { name, side: "french" as const, countryCode: "FR" }
    : { name, side: "any" as const, countryCode: null };
  return organisationOf(context, sought, line, columnOf(id));
}

/** Each role of each organisation once, in the order of the page. */
export function rolesOf(partners: Partners, funders: readonly OrganisationEntry[]): ProjectDraft["organisations"] {
  const roles = [
    ...partners.leads.map((organisation) => ({ organisation, roleCode: "lead_authority" })),
    ...partners.implementing.map((organisation) => ({ organisation, roleCode: "implementing_body" })),
    ...partners.french.map((organisation) => ({ organisation, roleCode: "french_partner" })),
    ...partners.foreign.map((organisation) => ({ organisation, roleCode: "foreign_partner" })),
    ...funders.map((organisation) => ({ organisation, roleCode: "funder" })),
  ];
  return roles.filter(
    (role, index) =>
      roles.findIndex((other) => other.organisation === role.organisation && other.roleCode === role.roleCode) === index,
  );
}

/** Where the action takes place: the countries of the foreign partners, and their positions where known. */
export function placesOf(foreign: readonly OrganisationEntry[]): ProjectDraft["places"] {
  const places = foreign.flatMap(({ countryCode, position }) =>
    countryCode === null ? [] : [{ countryCode, name: position?.place?.name ?? null, position }],
  );
  const key = (place: (typeof places)[number]) =>
    `${place.countryCode} ${place.position?.latitude ?? ""} ${place.position?.longitude ?? ""}`;
  const once = places.filter((place, index) => places.findIndex((other) => key(other) === key(place)) === index);
  // A country is said once by a partner with a position; the one without adds nothing.
  return once.filter(({ countryCode, position }) => position || !once.some((o) => o.position && o.countryCode === countryCode));
}
