import { ofProjects } from "./select";

const role = "JOIN project_organisation r ON r.project_id = p.id";

/** Bodies whose business is to fund, and groups that stand for partners that are not named, are no partners in the first place. */
export const funderNotPartner = ofProjects({
  from: "JOIN funding_line f ON f.project_id = p.id JOIN organisation o ON o.id = f.funder_id",
  where: `o.kind_code NOT IN ('state_body', 'public_agency', 'international_organisation', 'unattributed_group')
    AND NOT EXISTS (SELECT FROM project_organisation r WHERE r.project_id = p.id AND r.organisation_id = o.id AND r.role_code <> 'funder')`,
  details: { organisation: "o.name" },
  organisation: "o.id",
});

export const partnerWithoutCountry = ofProjects({
  from: `${role} JOIN organisation o ON o.id = r.organisation_id`,
  where: "r.role_code IN ('french_partner', 'foreign_partner') AND o.country_code IS NULL",
  details: { organisation: "o.name" },
  organisation: "o.id",
});

/** A project that was over before the merger rightly names the authority of its time. */
export const mergedAuthority = ofProjects({
  from: `${role} JOIN organisation o ON o.id = r.organisation_id JOIN organisation n ON n.id = o.successor_id`,
  where: "NOT coalesce(p.end_on <= o.dissolved_on, false)",
  details: { organisation: "o.name", successor: "n.name" },
  organisation: "o.id",
});
