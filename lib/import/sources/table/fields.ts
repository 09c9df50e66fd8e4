/** How a field's cell is read. A `list` of them stands in one cell, divided by the mapping's list separator. */
export type FieldType =
  | "text"
  | "code"
  | "organisation"
  | "company_code"
  | "country"
  | "theme"
  | "funding"
  | "amount"
  | "percentage"
  | "date"
  | "period"
  | "year"
  | "answer"
  | "number"
  | "url";

export type Field = { type: FieldType; list?: true; required?: true; means: string };

const projectFields = {
  id: {
    type: "text",
    means: "identity of the record at its source; without it, the title, lead authorities and start or year identify it",
  },
  legacyId: { type: "number", means: "number of the record in the legacy Atlas" },
  title: { type: "text", required: true, means: "title" },
  language: { type: "code", means: "language of the title and texts, ISO 639-1; `fr` where nothing is stated" },
  form: { type: "code", means: "form of cooperation, by code or label" },
  status: { type: "code", means: "declared status, by code or label" },
  signedYear: { type: "year", means: "year the agreement was first signed" },
  start: { type: "date", means: "start, as a year, month or day" },
  end: { type: "date", means: "end, as a year, month or day" },
  lastConfirmedOn: { type: "date", means: "day on which the record was last confirmed" },
  leadAuthorities: { type: "organisation", list: true, means: "lead authorities" },
  leadAuthorityCode: { type: "company_code", means: "SIREN or SIRET of the lead authority, where there is one" },
  implementingBodies: { type: "organisation", list: true, means: "implementing bodies" },
  frenchPartners: { type: "organisation", list: true, means: "French partners" },
  foreignPartners: {
    type: "organisation",
    list: true,
    means: "foreign partners, each with its country in brackets unless `countries` holds one",
  },
  beneficiaryBodies: { type: "organisation", list: true, means: "bodies that benefit" },
  countries: { type: "country", list: true, means: "countries where the action takes place, by name or ISO code" },
  themes: { type: "theme", list: true, means: "themes by code or label, the main one first; a share may follow: `Eau 60 %`" },
  funding: {
    type: "funding",
    list: true,
    means:
      "funding lines: `funder; year; amount; currency; kind; schemes`, an empty part where nothing is stated; the part of each 1 % scheme as `water: 1200 + energy: 300`",
  },
  threeYearFunding: { type: "answer", means: "three-year funding: yes or no" },
  communicationInFrance: { type: "answer", means: "communication engaged in France: yes or no" },
  communicationAbroad: { type: "answer", means: "communication engaged in the partner countries: yes or no" },
  evaluation: { type: "answer", means: "evaluation engaged: yes or no" },
  multilateral: { type: "answer", means: "a network of many towns: yes or no" },
  context: { type: "text", means: "context" },
  background: { type: "text", means: "background" },
  objectives: { type: "text", means: "objectives" },
  description: { type: "text", means: "detailed description" },
  beneficiaries: { type: "text", means: "beneficiaries" },
  sourceUrl: { type: "url", means: "address of the record at its source" },
} as const satisfies Record<string, Field>;

const fundingFields = {
  project: {
    type: "text",
    required: true,
    means: "identity of the project at its source: the rows of one project follow each other",
  },
  title: { type: "text", required: true, means: "title of the project, as on its first row" },
  leadAuthority: { type: "organisation", means: "lead authority of the project" },
  leadAuthorityCode: { type: "company_code", means: "SIREN or SIRET of the lead authority" },
  country: { type: "country", means: "country where the action takes place" },
  funder: { type: "organisation", required: true, means: "funder of the line" },
  funderCode: { type: "company_code", means: "SIREN or SIRET of the funder" },
  year: { type: "year", means: "year of the line" },
  amount: { type: "amount", means: "amount of the line; empty where it is not stated" },
  currency: { type: "code", means: "ISO 4217; `EUR` where nothing is stated" },
  kind: { type: "code", means: "`cofunding` (default), `budget`, `commitment` or `disbursement`" },
  inKind: { type: "answer", means: "in-kind contribution: yes or no" },
} as const satisfies Record<string, Field>;

const subsidyFields = {
  id: {
    type: "text",
    means: "identity of the convention at its source; without it, funder, beneficiary, title, reference and date identify it",
  },
  title: { type: "text", required: true, means: "object of the subsidy, which becomes the title" },
  funder: { type: "organisation", required: true, means: "authority that grants it: lead authority and funder" },
  funderCode: { type: "company_code", means: "its SIREN or SIRET" },
  beneficiary: { type: "organisation", required: true, means: "body that receives it: implementing body" },
  beneficiaryCode: { type: "company_code", means: "its SIREN or SIRET" },
  amount: { type: "amount", required: true, means: "amount granted, a funding line of kind `commitment`" },
  currency: { type: "code", means: "ISO 4217; `EUR` where nothing is stated" },
  date: { type: "date", means: "date of the convention or decision: its year is the year of the funding line" },
  year: { type: "year", means: "year of the funding line, where there is no date" },
  period: { type: "period", means: "period of payment; gives the year where neither date nor year do" },
  reference: { type: "text", means: "reference of the decision; part of the identity" },
  inKind: { type: "answer", means: "in-kind contribution: yes or no, usually through `values`" },
  country: { type: "country", list: true, means: "countries where the action takes place" },
  themes: { type: "theme", list: true, means: "themes by code or label, usually through `values`" },
  description: { type: "text", means: "detailed description" },
  share: { type: "percentage", means: "share of the subsidy in the whole cost: checked, not kept" },
  notified: { type: "answer", means: "notified to the European Commission: checked, not kept" },
} as const satisfies Record<string, Field>;

const organisationFields = {
  id: { type: "text", means: "identity at its source; without it, the SIREN, else name and country identify it" },
  name: { type: "text", required: true, means: "official name" },
  nameEn: { type: "text", means: "name in English, where the body uses one" },
  acronym: { type: "text", means: "acronym" },
  aliases: { type: "text", list: true, means: "other names" },
  kind: { type: "code", means: "kind of organisation, by code or label; read from the name where nothing is stated" },
  siren: { type: "company_code", means: "SIREN or SIRET" },
  geonames: { type: "number", means: "GeoNames id" },
  iati: { type: "text", means: "IATI organisation identifier" },
  wikidata: { type: "text", means: "Wikidata id (Q…)" },
  country: { type: "country", means: "country by name or ISO code; `FR` where there is a SIREN" },
  latitude: { type: "number", means: "WGS84 degrees" },
  longitude: { type: "number", means: "WGS84 degrees" },
  website: { type: "url", means: "address of its site" },
} as const satisfies Record<string, Field>;

/** The fields that a mapping may fill, for each kind of table. */
export const fieldsOf = {
  projects: projectFields,
  organisations: organisationFields,
  funding: fundingFields,
  subsidies: subsidyFields,
} as const;

export type Target = keyof typeof fieldsOf;
export type ProjectField = keyof typeof projectFields;
export type FundingField = keyof typeof fundingFields;
export type SubsidyField = keyof typeof subsidyFields;
export type OrganisationField = keyof typeof organisationFields;

/** The field of a target by its name. Null for a name that the target does not have. */
export function fieldOf(target: Target, name: string): Field | null {
  const fields: Readonly<Record<string, Field>> = fieldsOf[target];
  return Object.hasOwn(fields, name) ? (fields[name] ?? null) : null;
}
