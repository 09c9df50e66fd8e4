import type pg from "pg";
import { insertRow, singleValue } from "./rows";

/** A country without other projects. */
export const canaryCountry = "TV";
export const canaryKey = "test:canary";
/** Number that the legacy Atlas would know this record by. */
export const canaryLegacyId = 990_001;

/** The one person whose name may be shown: public, and with a legal basis. */
export const publicAgent = "Publique Canarilicite";

type Person = Record<string, string | number | boolean>;

/** Everything here but the public agent must stay in the database. */
const people: Person[] = [
  {
    function_code: "cooperation_counsellor",
    first_name: "Publique",
    last_name: "Canarilicite",
    email: "canari.licite@example.org",
    phone: "+688 20001",
    visibility: "public",
    legal_basis: "published directory",
  },
  {
    function_code: "decentralised_cooperation_correspondent",
    first_name: "Surdemande",
    last_name: "Canarireserve",
    email: "canari.reserve@example.org",
    phone: "+688 20002",
    visibility: "on_request",
  },
  {
    function_code: "other",
    first_name: "Oppose",
    last_name: "Canarioppose",
    email: "canari.oppose@example.org",
    visibility: "restricted",
    opted_out: true,
  },
];

/** A record with people of every kind and visibility, and a number of the legacy Atlas; last in every list. */
export async function insertCanaryRecord(sql: pg.ClientBase): Promise<void> {
  const source = await singleValue<number>(sql, "SELECT id AS value FROM source WHERE code = 'legacy-atlas'");
  const owned = { origin: "manual", source_id: source };
  const old = "2001-01-02T00:00:00Z";
  const project = await insertRow(sql, "project", {
    source_key: canaryKey,
    legacy_id: canaryLegacyId,
    title: "Projet de contrôle",
    language: "fr",
    slug_fr: "projet-de-controle",
    slug_en: "control-project",
    created_at: old,
    updated_at: old,
    ...owned,
  });
  await insertRow(sql, "project_place", { project_id: project.id, position: 0, country_code: canaryCountry });
  const partner = await insertRow(sql, "organisation", {
    kind_code: "foreign_municipality",
    name: "Partenaire de contrôle",
    slug: "partenaire-de-controle",
    country_code: canaryCountry,
    ...owned,
  });
  const link = { project_id: project.id, organisation_id: partner.id };
  await insertRow(sql, "project_organisation", { ...link, role_code: "foreign_partner", position: 0 });
  const post = await insertRow(sql, "diplomatic_post", {
    kind: "embassy",
    name_fr: "Poste de contrôle",
    name_en: "Control post",
    city_fr: "Funafuti",
    city_en: "Funafuti",
    country_code: canaryCountry,
    generic_email: "canari.generique@example.org",
    ...owned,
  });
  await insertRow(sql, "post_jurisdiction", { post_id: post.id, country_code: canaryCountry });
  await insertRow(sql, "office", {
    kind: "national_network",
    name_fr: "Réseau de contrôle",
    name_en: "Control network",
    generic_email: "canari.reseau@example.org",
    ...owned,
  });
  const letter = await insertRow(sql, "relay_message", {
    ...{ number: "M-2001-CANAR1", form_key: "canary", public_id: post.public_id, language: "fr", created_at: old },
    ...{
      name: "Visiteuse Canarivisiteuse",
      email: "canari.visiteuse@example.org",
      subject: "Canariobjet",
      body: "Canarimessage",
    },
  });
  await insertRow(sql, "relay_mail", { message_id: letter.id, kind: "delivery", sent_at: old });
  for (const person of people) await insertRow(sql, "contact", { post_id: post.id, ...person, ...owned });
  await insertAccount(sql);
  await insertRow(sql, "contact", {
    organisation_id: partner.id,
    project_id: project.id,
    function_code: "partner_staff",
    function_label: "Directrice",
    first_name: "Partenaire",
    last_name: "Canaripartenaire",
    email: "canari.partenaire@example.org",
    visibility: "restricted",
    ...owned,
  });
  await insertRow(sql, "volunteer", {
    project_id: project.id,
    first_name: "Volontaire",
    last_name: "Canarivolontaire",
    mission: "Canarimission",
    assigned_to: "Canariaffectation",
  });
}

/** Secrets of somebody who is signed in, as the database has them; a backup has none of them. */
export const canaryTokens = { session: "canary session", link: "canary link" } as const;

/** Somebody who may sign in and did, asked for a link, and looked at a contact. */
async function insertAccount(sql: pg.ClientBase): Promise<void> {
  const email = "canari.compte@example.org";
  const account = await insertRow(sql, "account", { email, role: "correspondent", language: "fr" });
  await insertRow(sql, "account_country", { account_id: account.id, country_code: canaryCountry });
  const later = "2999-01-01T00:00:00Z";
  const hashed = "INSERT INTO account_session (account_id, token_hash, expires_at) VALUES ($1, sha256($2), $3)";
  await sql.query(hashed, [account.id, canaryTokens.session, later]);
  await sql.query(
    "INSERT INTO account_link (purpose, email, language, token_hash, expires_at) VALUES ('invitation', $1, 'fr', sha256($2), $3)",
    ["canari.lien@example.org", canaryTokens.link, later],
  );
  await insertRow(sql, "audit_entry", {
    ...{ kind: "contact_seen", account_id: account.id, page: "/account/contacts" },
    ...{ contact_id: 1, contact_of: "d1", contact_function: "other" },
  });
}
