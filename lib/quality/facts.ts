import type { Project } from "@/lib/projects/schema";

const withRole = (...roles: string[]) => ({
  missing: `NOT EXISTS (SELECT FROM project_organisation r WHERE r.project_id = p.id AND r.role_code IN (${roles.map((role) => `'${role}'`).join(", ")}))`,
  isStated: ({ organisations }: Project) => organisations.some((one) => one.roles.some(({ code }) => roles.includes(code))),
});

/**
 * The facts that matter: what a reader needs to know who cooperates with whom, where, on what, since when, in which state,
 * with which money, and whether it is still true. The one definition for the meter of a record, the completeness of the
 * atlas and the findings `no_…`. `missing` is an SQL condition on the project `p`; a test holds it and `isStated` together.
 */
export const facts = {
  french_authority: withRole("lead_authority", "french_partner"),
  foreign_partner: withRole("foreign_partner"),
  country: {
    missing: "NOT EXISTS (SELECT FROM project_place r WHERE r.project_id = p.id)",
    isStated: ({ places }: Project) => places.length > 0,
  },
  form: { missing: "p.form_code IS NULL", isStated: ({ form }: Project) => form !== null },
  theme: {
    missing: "NOT EXISTS (SELECT FROM project_theme r WHERE r.project_id = p.id)",
    isStated: ({ themes }: Project) => themes.length > 0,
  },
  status: { missing: "p.declared_status_code IS NULL", isStated: ({ declaredStatus }: Project) => declaredStatus !== null },
  start: {
    missing: "p.start_on IS NULL AND p.signed_year IS NULL",
    isStated: ({ start, signedYear }: Project) => start !== null || signedYear !== null,
  },
  funding: {
    missing: "NOT EXISTS (SELECT FROM funding_line r WHERE r.project_id = p.id AND r.amount IS NOT NULL)",
    isStated: ({ funding }: Project) => funding.some(({ amount }) => amount !== null),
  },
  description: {
    missing: "NOT EXISTS (SELECT FROM project_text r WHERE r.project_id = p.id AND r.field <> 'title')",
    isStated: ({ texts }: Project) => texts.length > 0,
  },
  confirmation: {
    missing: "p.last_confirmed_on IS NULL",
    isStated: ({ lastConfirmedOn }: Project) => lastConfirmedOn !== null,
  },
} as const satisfies Record<string, { missing: string; isStated: (project: Project) => boolean }>;

export type FactCode = keyof typeof facts;
export const factCodes = Object.keys(facts) as FactCode[];

/** The important facts that a record does not state, in the order of the definition. */
export function missingFacts(project: Project): FactCode[] {
  return factCodes.filter((code) => !facts[code].isStated(project));
}
