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

/** Trigrams that two names share, of those that either has: beyond this, a person should look. */
export const similarNames = 0.7;

/**
 * An organisation that an import made, whose name resembles that of an older one of its country. Towns with a GeoNames number
 * are not meant: places of like names are many. Only older ones are looked at, so that a pair is one finding.
 */
export const similarOrganisation = ofProjects({
  from: `${role} JOIN organisation o ON o.id = r.organisation_id AND o.origin = 'imported' AND o.place_id IS NULL
    JOIN organisation_alias a ON a.organisation_id = o.id AND a.name = o.name
    CROSS JOIN LATERAL (
      SELECT other.public_id, other.name, similarity(b.normalised, a.normalised) AS score
      FROM organisation_alias b JOIN organisation other ON other.id = b.organisation_id
      WHERE b.normalised % a.normalised AND other.id < o.id AND other.origin <> 'demo'
        AND other.country_code IS NOT DISTINCT FROM o.country_code
      ORDER BY score DESC, other.id LIMIT 1) AS older`,
  where: `older.score >= ${similarNames}`,
  details: {
    organisation: "o.name",
    candidate: "older.name",
    candidateId: "older.public_id",
    score: "round(100 * older.score::numeric)",
  },
  organisation: "o.id",
});
