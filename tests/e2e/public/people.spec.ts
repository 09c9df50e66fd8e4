import { languages, listAddress, pageTypes } from "../../support/addresses";
import { ask, expect, test } from "../../support/browser";
import { canaryCountry, publicAgent } from "../../support/canary-record";

type Sql = { query: (text: string) => Promise<{ rows: Record<string, string | null>[] }> };

/** Pieces of the people's rows that no answer may hold; the one person who may be named is left out. */
async function secrets(sql: Sql): Promise<string[]> {
  const { rows } = await sql.query(
    `SELECT last_name, first_name, email, phone FROM contact WHERE visibility <> 'public' OR legal_basis IS NULL OR opted_out
     UNION ALL SELECT NULL, NULL, email, phone FROM contact
     UNION ALL SELECT last_name, first_name, mission, assigned_to FROM volunteer
     UNION ALL SELECT NULL, NULL, generic_email, NULL FROM diplomatic_post
     UNION ALL SELECT NULL, NULL, generic_email, NULL FROM office
     UNION ALL SELECT name, subject, email, body FROM relay_message
     UNION ALL SELECT NULL, NULL, email, NULL FROM account
     UNION ALL SELECT NULL, NULL, email, encode(token_hash, 'hex') FROM account_link
     UNION ALL SELECT NULL, NULL, NULL, encode(token_hash, 'hex') FROM account_session`,
  );
  const pieces = rows.flatMap(({ last_name, first_name, email, phone }) => [
    last_name,
    first_name && last_name && `${first_name} ${last_name}`,
    email,
    email?.replace("@", "[at]"),
    phone,
  ]);
  return [...new Set(pieces.flatMap((piece) => (piece && piece.length > 3 ? [piece.toLowerCase()] : [])))];
}

/** A name inside a longer word is not that name: the text of a record may well say "travaillant". */
function asWords(piece: string): RegExp {
  return new RegExp(`(?<!\\p{L})${piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?!\\p{L})`, "u");
}

/** Records that have people, themselves or through the post of their country. */
async function recordsWithPeople(sql: Sql): Promise<{ id: string; fr: string; en: string }[]> {
  const { rows } = await sql.query(
    `SELECT p.public_id AS id, p.slug_fr AS fr, p.slug_en AS en FROM project p
     WHERE EXISTS (SELECT FROM contact c WHERE c.project_id = p.id) OR EXISTS (SELECT FROM volunteer v WHERE v.project_id = p.id)
       OR EXISTS (SELECT FROM project_organisation po JOIN contact c ON c.organisation_id = po.organisation_id WHERE po.project_id = p.id)
       OR EXISTS (SELECT FROM project_place pp JOIN post_jurisdiction j ON j.country_code = pp.country_code
                  JOIN contact c ON c.post_id = j.post_id WHERE pp.project_id = p.id)
     ORDER BY p.updated_at LIMIT 40`,
  );
  return rows.map(({ id, fr, en }) => ({ id: id ?? "", fr: fr ?? "", en: en ?? "" }));
}

test("no name, e-mail address or telephone number of a person of the database is in any answer", async ({
  sql,
  addresses,
  baseURL,
}) => {
  test.slow();
  const forbidden = await secrets(sql);
  for (const canary of [
    "canarireserve",
    "canari.licite@example.org",
    "canaripartenaire",
    "canarivolontaire",
    "canarimission",
    "canari.generique@example.org",
    "canari.reseau@example.org",
    "canari.visiteuse@example.org",
    "canarimessage",
    "canari.compte@example.org",
    "canari.lien@example.org",
  ])
    expect(forbidden).toContain(canary);
  const records = await recordsWithPeople(sql);
  const { rows: contacts } = await sql.query(
    "SELECT public_id AS id FROM diplomatic_post UNION ALL SELECT public_id FROM office WHERE origin <> 'reference'",
  );
  const all = [
    ...pageTypes.flatMap((type) => languages.flatMap((language) => addresses[type][language] ?? [])),
    ...languages.map((language) => listAddress(language, { country: canaryCountry })),
    ...["", "?type=office", `?country=${canaryCountry}`].flatMap((query) => [`/fr/contacts${query}`, `/en/contacts${query}`]),
    ...["?", "?type=office&"].flatMap((query) => [`/api/v1/contacts${query}lang=fr`, `/api/v1/contacts/csv${query}lang=en`]),
    ...contacts.flatMap(({ id }) => [
      `/fr/contacts/${id}`,
      `/en/contacts/${id}`,
      `/fr/contacts/${id}/ecrire`,
      `/fr/signaler?fiche=${id}`,
      `/api/v1/contacts/${id}`,
      `/api/v1/contacts/${id}/vcard?lang=en`,
    ]),
    "/fr/contacts/recu?numero=M-2001-CANAR1",
    "/api/v1/suggest?q=canari",
    ...["/fr/connexion", "/en/sign-in/sent", "/fr/connexion/lien?jeton=x", "/fr/espace", "/en/account/contacts?q=canari"],
    ...["/fr/espace/personnes", "/en/account/log", "/fr/espace/envois", "/api/sign-in/provider", "/api/sign-in/callback?code=x"],
    `/fr/pays/${canaryCountry}`,
    ...records.flatMap(({ id, fr, en }) => [
      `/fr/projets/${id}-${fr}`,
      `/en/projects/${id}-${en}`,
      `/api/v1/projects/${id}?lang=fr`,
      `/api/v1/projects/${id}?lang=en`,
    ]),
  ];
  expect(records.length).toBeGreaterThan(0);
  for (const address of all) {
    const text = (await (await ask(new URL(address, baseURL))).text()).toLowerCase();
    const found = forbidden.filter((piece) => text.includes(piece) && asWords(piece).test(text));
    expect(found, address).toEqual([]);
  }
});

test("the one agent whose name may be published is named: the search above sees people", async ({ sql, baseURL }) => {
  const { rows } = await sql.query<{ id: string; slug: string }>(
    "SELECT public_id AS id, slug_fr AS slug FROM project WHERE source_key = 'test:canary'",
  );
  const html = await (await ask(new URL(`/fr/projets/${rows[0]?.id}-${rows[0]?.slug}`, baseURL))).text();
  expect(html).toContain(publicAgent);
});

test("people are told by function and number", async ({ sql, page }) => {
  const { rows } = await sql.query<{ id: string; slug: string }>(
    "SELECT public_id AS id, slug_en AS slug FROM project WHERE source_key = 'test:canary'",
  );
  await page.goto(`/en/projects/${rows[0]?.id}-${rows[0]?.slug}`);
  await expect(page.getByText("1 volunteer took part in the project")).toBeVisible();
  await expect(page.getByText("1 contact at the foreign partner is known")).toBeVisible();
  await expect(page.getByText("Counsellor for Cooperation and Cultural Affairs", { exact: false }).first()).toBeVisible();
  await expect(page.getByText("name not published", { exact: false })).toHaveCount(1);
});
