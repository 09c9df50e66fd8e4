/** One case per family of rules: a statement that must be refused, by which constraint, and a neighbour that is fine. */
export type Example = { what: string; refused: string; constraint: string; accepted?: string };

/** The least rows that the cases below need. */
export const setUp = `
  INSERT INTO source (code, name_fr, name_en, publisher) VALUES ('test', 'Essai', 'Test', 'Atlas');
  INSERT INTO world_region (code, name_fr, name_en, source_id) SELECT '001', 'Monde', 'World', id FROM source;
  INSERT INTO country (code, alpha3, "numeric", name_fr, name_en, slug_fr, slug_en, continent_code, subregion_code, source_id)
    SELECT 'CA', 'CAN', '124', 'Canada', 'Canada', 'canada', 'canada', '001', '001', id FROM source;
  INSERT INTO organisation_kind (code, label_fr, label_en, position, is_authority, source_id)
    SELECT 'other', 'Autre', 'Other', 1, false, id FROM source;
  INSERT INTO project_role (code, label_fr, label_en, position, source_id) SELECT 'funder', 'Financeur', 'Funder', 1, id FROM source;
  INSERT INTO theme_nomenclature (code, name_fr, name_en, valid_from, source_id) SELECT 'n1', 'N', 'N', '2026-01-01', id FROM source;
  INSERT INTO theme (nomenclature_id, code, level, label_fr, label_en, position)
    SELECT id, 'EAU', 1, 'Eau', 'Water', 1 FROM theme_nomenclature;
  INSERT INTO territory (level, code, name, slug, source_id) SELECT 'region', 'R24', 'Région A', 'a', id FROM source;
  INSERT INTO territory (level, code, name, slug, parent_id, source_id)
    SELECT 'departement', 'D28', 'Département B', 'b', t.id, s.id FROM territory t, source s;
  INSERT INTO organisation (kind_code, name, slug, country_code, origin, source_id)
    SELECT 'other', 'Organisation A', 'a', 'CA', 'manual', id FROM source;
  INSERT INTO organisation (kind_code, name, slug, successor_id, origin, source_id)
    SELECT 'other', 'Organisation B', 'b', o.id, 'manual', s.id FROM organisation o, source s;
  INSERT INTO diplomatic_post (kind, name_fr, name_en, city_fr, city_en, country_code, origin, source_id)
    SELECT 'embassy', 'Ambassade', 'Embassy', 'Ottawa', 'Ottawa', 'CA', 'manual', id FROM source;
  INSERT INTO project (source_key, title, language, slug_fr, slug_en, origin, source_id)
    SELECT 'k1', 'Projet', 'fr', 'projet', 'project', 'manual', id FROM source;
  INSERT INTO news_item (source_key, language, slug_fr, slug_en, happened_on, origin, source_id)
    SELECT 'n1', 'fr', 'n', 'n', '2022-10-23', 'manual', id FROM source;
  INSERT INTO account (email, role, language) VALUES ('a@example.org', 'operator', 'fr');
  INSERT INTO audit_entry (kind, account_id) SELECT 'signed_in', id FROM account;
  INSERT INTO revision (entity, public_id, actor, changes) VALUES ('project', 'p1001', 'test', '[]');
`;

const firstOrganisation = "(SELECT min(id) FROM organisation)";
const project = "(SELECT id FROM project)";
const source = "(SELECT id FROM source)";

const siren = (code: string) =>
  `INSERT INTO organisation_code (scheme, code, organisation_id) VALUES ('siren', '${code}', ${firstOrganisation})`;
const dates = (start: string, end: string) =>
  `UPDATE project SET start_on = ${start}, start_precision = 'day', end_on = ${end}, end_precision = 'day'`;
const funding = (amount: string, year = "2017", currency = "EUR") =>
  `INSERT INTO funding_line (project_id, funder_id, position, year, amount, currency, kind)
   VALUES (${project}, ${firstOrganisation}, 0, ${year}, ${amount}, '${currency}', 'cofunding')`;
const session = (hash: string) =>
  `INSERT INTO account_session (account_id, token_hash, expires_at) SELECT id, ${hash}, now() + interval '1 hour' FROM account`;
const link = (token: string) =>
  `INSERT INTO account_link (purpose, email, language, token_hash, expires_at) VALUES ('sign_in', 'a@example.org', 'fr', ${token})`;
const contact = (columns: Record<string, string>) => {
  const all = {
    post_id: "(SELECT id FROM diplomatic_post)",
    function_code: "'other'",
    origin: "'manual'",
    source_id: source,
    ...columns,
  };
  return `INSERT INTO contact (${Object.keys(all).join(", ")}) VALUES (${Object.values(all).join(", ")})`;
};

const figure = (amount: string, label: string) =>
  `INSERT INTO news_figure (news_item_id, position, amount, currency, label_en) VALUES ((SELECT id FROM news_item), 0, ${amount}, 'USD', ${label})`;
const agreement = (months: number) =>
  `INSERT INTO agreement (news_item_id, kind, related_action, duration_months) VALUES ((SELECT id FROM news_item), 'other', true, ${months})`;
const picture = (mediaType: string) =>
  `INSERT INTO news_picture (news_item_id, file, media_type, width, height, credit, alternative_fr, alternative_en)
   VALUES ((SELECT id FROM news_item), 'x', '${mediaType}', 1, 1, 'a', 'b', 'c')`;

export const refusals: Example[] = [
  {
    what: "a figure of news that nobody can name",
    refused: figure("168000000", "NULL"),
    accepted: figure("168000000", "'district'"),
    constraint: "news_figure_labelled",
  },
  { what: "a figure of news of nothing", refused: figure("0", "'district'"), constraint: "news_figure_amount" },
  { what: "an agreement of no time", refused: agreement(0), accepted: agreement(36), constraint: "agreement_duration" },
  {
    what: "a picture of another kind",
    refused: picture("image/svg+xml"),
    accepted: picture("image/png"),
    constraint: "news_picture_kind",
  },
  {
    what: "a SIREN whose Luhn sum is wrong",
    refused: siren("200033182"),
    accepted: siren("200033181"),
    constraint: "organisation_code_format",
  },
  { what: "a SIREN that is not nine digits", refused: siren("20003318"), constraint: "organisation_code_format" },
  {
    what: "the same SIREN for two organisations",
    refused: `${siren("200033181")}; INSERT INTO organisation_code (scheme, code, organisation_id)
      VALUES ('siren', '200033181', (SELECT max(id) FROM organisation))`,
    constraint: "organisation_code_pkey",
  },
  {
    what: "a Wikidata id of something that is no item",
    refused: "UPDATE diplomatic_post SET wikidata_id = 'P131'",
    accepted: "UPDATE diplomatic_post SET wikidata_id = 'Q42'",
    constraint: "diplomatic_post_wikidata_id_format",
  },
  {
    what: "an outline that is no list of polygons",
    refused: "UPDATE territory SET outline = '{}'",
    accepted: "UPDATE territory SET outline = '[[[[0, 0], [0, 1], [1, 1], [0, 0]]]]'",
    constraint: "territory_outline_shape",
  },
  {
    what: "an outline without bound",
    refused: "UPDATE territory SET outline = jsonb_build_array(repeat('0', 131072))",
    constraint: "territory_outline_size",
  },
  {
    what: "an end before the start",
    refused: dates("'2018-12-31'", "'2017-01-01'"),
    accepted: dates("'2017-01-01'", "'2017-01-01'"),
    constraint: "project_dates_order",
  },
  {
    what: "a date out of bounds",
    refused: dates("'0217-01-01'", "'2018-01-01'"),
    accepted: dates("'1900-01-01'", "'2100-12-31'"),
    constraint: "project_dates_bounds",
  },
  {
    what: "a date without its precision",
    refused: "UPDATE project SET start_on = '2017-01-01'",
    constraint: "project_start_precision",
  },
  {
    what: "a year that is stored as another day than its first",
    refused: "UPDATE project SET end_on = '2018-12-31', end_precision = 'year'",
    accepted: "UPDATE project SET end_on = '2018-01-01', end_precision = 'year'",
    constraint: "project_end_precision",
  },
  {
    what: "a year of signature out of bounds",
    refused: "UPDATE project SET signed_year = 20017",
    constraint: "project_signed_year",
  },
  { what: "a negative amount", refused: funding("-0.01"), accepted: funding("0"), constraint: "funding_line_amount" },
  {
    what: "a funding year out of bounds",
    refused: funding("1", "217"),
    accepted: funding("NULL", "NULL"),
    constraint: "funding_line_year",
  },
  { what: "a currency that is not an ISO code", refused: funding("1", "2017", "eur"), constraint: "funding_line_currency_iso" },
  {
    what: "a percentage above 100",
    refused: `INSERT INTO project_theme (project_id, theme_id, rank, percentage) VALUES (${project}, (SELECT min(id) FROM theme), 0, 100.01)`,
    accepted: `INSERT INTO project_theme (project_id, theme_id, rank, percentage) VALUES (${project}, (SELECT min(id) FROM theme), 0, 100)`,
    constraint: "project_theme_percentage",
  },
  { what: "a country code that is not ISO 3166-1", refused: "UPDATE country SET code = 'c1'", constraint: "country_code_iso" },
  {
    what: "an alpha-3 code that is not ISO 3166-1",
    refused: "UPDATE country SET alpha3 = 'Can'",
    constraint: "country_alpha3_iso",
  },
  {
    what: "a subdivision of another country",
    refused: "UPDATE organisation SET subdivision_code = 'FR-28' WHERE country_code = 'CA'",
    accepted: "UPDATE organisation SET subdivision_code = 'CA-QC' WHERE country_code = 'CA'",
    constraint: "organisation_subdivision_iso",
  },
  {
    what: "a subdivision of no country",
    refused: "UPDATE organisation SET country_code = NULL, subdivision_code = 'FR-28'",
    constraint: "organisation_subdivision_iso",
  },
  {
    what: "a country that does not exist",
    refused: "UPDATE organisation SET country_code = 'ZZ'",
    constraint: "organisation_country_code_fkey",
  },
  {
    what: "a département code on a région",
    refused: "UPDATE territory SET code = 'D24' WHERE code = 'R24'",
    constraint: "territory_code_format",
  },
  {
    what: "a latitude without a longitude",
    refused: "UPDATE territory SET latitude = 48",
    constraint: "territory_position",
  },
  {
    what: "a latitude beyond the pole",
    refused: "UPDATE territory SET latitude = 90.5, longitude = 0, coordinate_precision = 'area'",
    accepted: "UPDATE territory SET latitude = 90, longitude = 0, coordinate_precision = 'area'",
    constraint: "territory_position",
  },
  {
    what: "a territory that contains itself through another",
    refused: "UPDATE territory SET parent_id = (SELECT id FROM territory WHERE code = 'D28') WHERE code = 'R24'",
    constraint: "territory_no_cycle",
  },
  {
    what: "an organisation that succeeds to itself through another",
    refused: "UPDATE organisation SET successor_id = (SELECT max(id) FROM organisation) WHERE name = 'Organisation A'",
    constraint: "organisation_no_cycle",
  },
  {
    what: "a theme that does not stand one level below its parent",
    refused: `INSERT INTO theme (nomenclature_id, code, level, parent_id, label_fr, label_en, position)
      SELECT nomenclature_id, 'EAU.X.Y', 3, id, 'x', 'x', 1 FROM theme`,
    accepted: `INSERT INTO theme (nomenclature_id, code, level, parent_id, label_fr, label_en, position)
      SELECT nomenclature_id, 'EAU.X', 2, id, 'x', 'x', 1 FROM theme`,
    constraint: "theme_in_place",
  },
  { what: "an SDG that does not exist", refused: "UPDATE theme SET sdg_goals = '{18}'", constraint: "theme_sdg_goals" },
  { what: "a title of spaces", refused: "UPDATE project SET title = '  '", constraint: "project_title_stated" },
  {
    what: "an address that would run as a script",
    refused: "UPDATE organisation SET website = 'javascript:alert(1)'",
    accepted: "UPDATE organisation SET website = 'https://example.org/'",
    constraint: "organisation_website_http",
  },
  { what: "a legacy number below one", refused: "UPDATE project SET legacy_id = 0", constraint: "project_legacy_id" },
  {
    what: "a public id of another kind of record",
    refused: "UPDATE project SET public_id = 'o1001'",
    constraint: "project_public_id_format",
  },
  {
    what: "a public name without a legal basis",
    refused: contact({ last_name: "'Nom'", visibility: "'public'" }),
    accepted: contact({ last_name: "'Nom'", visibility: "'public'", legal_basis: "'annuaire'" }),
    constraint: "contact_public_name_has_basis",
  },
  {
    what: "staff of a partner that is not restricted",
    refused: contact({ function_code: "'partner_staff'", visibility: "'public'" }),
    accepted: contact({ function_code: "'partner_staff'", visibility: "'restricted'" }),
    constraint: "contact_partner_staff_restricted",
  },
  {
    what: "a person who objected and is still shown",
    refused: contact({ opted_out: "true", visibility: "'on_request'" }),
    constraint: "contact_objection_restricted",
  },
  {
    what: "a contact of nobody",
    refused: contact({ post_id: "NULL", visibility: "'restricted'" }),
    constraint: "contact_owner",
  },
  {
    what: "an address of somebody who signs in that is not in the form in which they are compared",
    refused: "UPDATE account SET email = 'A@example.org'",
    accepted: "UPDATE account SET email = 'b@example.org'",
    constraint: "account_email_format",
  },
  {
    what: "a provider of identities without who somebody is there",
    refused: "UPDATE account SET oidc_issuer = 'https://example.org'",
    constraint: "account_oidc_whole",
  },
  {
    what: "a token where its hash belongs",
    refused: session("'token'"),
    accepted: session("sha256('token')"),
    constraint: "account_session_token_is_hash",
  },
  {
    what: "a link for ever",
    refused: link("sha256('token'), NULL"),
    accepted: link("sha256('token'), now()"),
    constraint: "account_link_token_ends",
  },
  {
    what: "a look at nobody",
    refused: "INSERT INTO audit_entry (kind, account_id, page) SELECT 'contact_seen', id, '/account/contacts' FROM account",
    constraint: "audit_entry_whole",
  },
  { what: "a changed audit log", refused: "UPDATE audit_entry SET page = 'x'", constraint: "audit_entry_append_only" },
  { what: "an audit log with a line less", refused: "DELETE FROM audit_entry", constraint: "audit_entry_append_only" },
  { what: "an emptied audit log", refused: "TRUNCATE audit_entry", constraint: "audit_entry_append_only" },
  { what: "a changed revision", refused: "UPDATE revision SET actor = 'x'", constraint: "revision_append_only" },
  { what: "a deleted revision", refused: "DELETE FROM revision", constraint: "revision_append_only" },
  { what: "an emptied history", refused: "TRUNCATE revision", constraint: "revision_append_only" },
];
