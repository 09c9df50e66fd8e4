import type { Client } from "pg";
import type { NewsProposalKind } from "@/lib/core/prisma-client/enums";

/** Numbers of proposals that the operator accepts, or all that are sure. */
export type Accept = "all" | readonly number[];

/** How a proposal of each kind is made part of its item ($1), from its row ($2). A figure is labelled by the passage that states it. */
const statements: Readonly<Record<NewsProposalKind, string>> = {
  date: `UPDATE news_item SET happened_on = (p.value ->> 'day')::date, published = true
    FROM news_proposal p WHERE news_item.id = $1 AND p.id = $2`,
  closing: `UPDATE news_item SET closes_on = (p.value ->> 'day')::date FROM news_proposal p WHERE news_item.id = $1 AND p.id = $2`,
  agreement: `WITH signed AS (
      INSERT INTO agreement (news_item_id, kind, related_action, signed_on, signed_precision, place_name_fr, place_name_en, place_country_code)
      SELECT $1::int, p.value ->> 'kind', true, (p.value ->> 'day')::date, CASE WHEN p.value ->> 'day' IS NOT NULL THEN 'day'::date_precision END,
        p.value ->> 'placeName', p.value ->> 'placeName', p.value ->> 'countryCode'
      FROM news_proposal p WHERE p.id = $2
        AND NOT EXISTS (SELECT FROM agreement a WHERE a.news_item_id = $1))
    UPDATE news_item SET place_name_fr = coalesce(place_name_fr, p.value ->> 'placeName'),
      place_name_en = coalesce(place_name_en, p.value ->> 'placeName')
    FROM news_proposal p WHERE news_item.id = $1 AND p.id = $2`,
  country: `INSERT INTO news_country (news_item_id, country_code)
    SELECT $1::int, value ->> 'code' FROM news_proposal WHERE id = $2 ON CONFLICT DO NOTHING`,
  organisation: `INSERT INTO news_organisation (news_item_id, organisation_id, role)
    SELECT $1::int, organisation_id, (value ->> 'role')::news_role FROM news_proposal WHERE id = $2 ON CONFLICT DO NOTHING`,
  amount: `INSERT INTO news_figure (news_item_id, position, amount, currency, approximate, year, label_fr, label_en)
    SELECT $1::int, (SELECT coalesce(max(position) + 1, 0) FROM news_figure WHERE news_item_id = $1), (p.value ->> 'amount')::numeric,
      p.value ->> 'currency', (p.value ->> 'approximate')::boolean, (p.value ->> 'year')::smallint,
      CASE WHEN n.language = 'en' THEN NULL ELSE p.passage END, CASE WHEN n.language = 'en' THEN p.passage END
    FROM news_proposal p JOIN news_item n ON n.id = p.news_item_id WHERE p.id = $2`,
};

/** The day is known before the agreement that is signed on it, the organisations before they are its parties. */
const order = [
  "date",
  "closing",
  "agreement",
  "country",
  "organisation",
  "amount",
] as const satisfies readonly NewsProposalKind[];

/**
 * Makes accepted proposals part of an item, inside the caller's transaction; those that were accepted before must be left out.
 * Its signatories are the parties of its agreement, which is a related action where none of them is a French local authority.
 */
export async function acceptProposals(
  client: Client,
  newsItem: number,
  accepted: readonly { id: number; kind: NewsProposalKind }[],
): Promise<void> {
  for (const kind of order)
    for (const { id } of accepted.filter((one) => one.kind === kind)) await client.query(statements[kind], [newsItem, id]);
  // A signature whose day has several readings gets the one that a person accepted.
  await client.query(
    `UPDATE agreement SET signed_on = n.happened_on, signed_precision = 'day' FROM news_item n
     WHERE n.id = $1 AND agreement.news_item_id = n.id AND agreement.signed_on IS NULL
       AND EXISTS (SELECT FROM news_proposal p WHERE p.news_item_id = n.id AND p.kind = 'date' AND (p.accepted_at IS NOT NULL OR p.id = ANY($2::int[])))`,
    [newsItem, accepted.map(({ id }) => id)],
  );
  await client.query(
    `INSERT INTO agreement_party (agreement_id, organisation_id, position)
     SELECT a.id, r.organisation_id, (SELECT count(*) FROM agreement_party p WHERE p.agreement_id = a.id) + row_number() OVER (ORDER BY r.organisation_id) - 1
     FROM news_organisation r JOIN agreement a ON a.id = (SELECT min(id) FROM agreement WHERE news_item_id = $1)
     WHERE r.news_item_id = $1 AND r.role = 'signatory'
       AND NOT EXISTS (SELECT FROM agreement_party p WHERE p.agreement_id = a.id AND p.organisation_id = r.organisation_id)`,
    [newsItem],
  );
  await client.query(
    `UPDATE agreement SET related_action = NOT EXISTS (
       SELECT FROM agreement_party p JOIN organisation o ON o.id = p.organisation_id JOIN organisation_kind k ON k.code = o.kind_code
       WHERE p.agreement_id = agreement.id AND k.is_authority AND o.territory_id IS NOT NULL)
     WHERE news_item_id = $1`,
    [newsItem],
  );
  await client.query("UPDATE news_proposal SET accepted_at = now() WHERE id = ANY($1::int[])", [accepted.map(({ id }) => id)]);
  await client.query("UPDATE news_item SET updated_at = now() WHERE id = $1", [newsItem]);
}
