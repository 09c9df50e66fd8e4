import type { Position, Project, ProjectOrganisation, Side } from "./schema";

type End = { name: string; country: string | null; position: Position | null };

const rolesOf = (organisation: ProjectOrganisation) => organisation.roles.map(({ code }) => code);

/** True for who takes part; false for who only pays. */
export function isParticipant(organisation: ProjectOrganisation): boolean {
  return rolesOf(organisation).some((code) => code !== "funder");
}

/** The end of the line on which an organisation stands: its role says it before its country does. */
export function endOf(organisation: ProjectOrganisation): Side {
  const roles = rolesOf(organisation);
  if (roles.includes("foreign_partner")) return "foreign";
  if (roles.includes("french_partner")) return "french";
  return organisation.side;
}

/** Who takes part at one end, in the order of the record. */
export function participants(project: Project, side: Side): ProjectOrganisation[] {
  return project.organisations.filter((organisation) => isParticipant(organisation) && endOf(organisation) === side);
}

function withRole(project: Project, side: Side, roles: readonly string[]): ProjectOrganisation[] {
  return participants(project, side).filter((organisation) => rolesOf(organisation).some((code) => roles.includes(code)));
}

const toEnd = ({ name, country, position }: ProjectOrganisation): End => ({ name, country: country?.code ?? null, position });

/** French ends of the partnership: its partners and lead authorities; failing these, whoever else takes part. */
export function frenchEnds(project: Project): End[] {
  const leading = withRole(project, "french", ["french_partner", "lead_authority"]);
  return (leading.length > 0 ? leading : participants(project, "french")).map(toEnd);
}

/** Partner's ends: the foreign partners; where none is named, the places of the action outside France. */
export function partnerEnds(project: Project): (End & { countryName: string | null })[] {
  const partners = withRole(project, "foreign", ["foreign_partner"]);
  const named = partners.length > 0 ? partners : participants(project, "foreign");
  if (named.length > 0) return named.map((one) => ({ ...toEnd(one), countryName: one.country?.name ?? null }));
  return project.places
    .filter(({ country }) => country.code !== "FR")
    .map(({ country, name, position }) => ({
      name: name ?? country.name,
      country: country.code,
      countryName: name ? country.name : null,
      position,
    }));
}
