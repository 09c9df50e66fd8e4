import type { Client } from "pg";
import { slugify } from "@/lib/core/text";
import type { Proposal, ReadNews } from "./propose";

type Stored = { id: number; publicId: string; outcome: "created" | "updated" | "unchanged" };
export type Provenance = { sourceId: number; importRun: () => Promise<number> };

/** Brings the database to hold the text of an item; what an operator accepted stays. */
export async function storeItem(client: Client, read: ReadNews, { sourceId, importRun }: Provenance): Promise<Stored> {
  const { item, language } = read;
  const body = item.paragraphs.map(({ value }) => value).join("\n\n");
  const { rows } = await client.query<{ id: number; publicId: string; same: boolean }>(
    `SELECT n.id, n.public_id AS "publicId", t.title = $3 AND t.body = $4 AND n.source_url IS NOT DISTINCT FROM $5
       AND n.source_name IS NOT DISTINCT FROM $6 AS same
     FROM news_item n LEFT JOIN news_text t ON t.news_item_id = n.id AND t.status = 'original'
     WHERE n.source_id = $1 AND n.source_key = $2`,
    [sourceId, item.key, item.title, body, item.url, item.sourceName],
  );
  const [stored] = rows;
  if (stored?.same) return { id: stored.id, publicId: stored.publicId, outcome: "unchanged" };
  const slug = slugify(item.title);
  const facts = [language, slug, item.url, item.sourceName, await importRun()];
  const written = stored
    ? await client.query<{ id: number; publicId: string }>(
        `UPDATE news_item SET language = $2, slug_fr = $3, slug_en = $3, source_url = $4, source_name = $5, import_run_id = $6,
           published = published OR $8, updated_at = now(), happened_on = CASE WHEN EXISTS (SELECT FROM news_proposal p
             WHERE p.news_item_id = $1 AND p.kind = 'date' AND p.accepted_at IS NOT NULL) THEN happened_on ELSE $7 END
         WHERE id = $1 RETURNING id, public_id AS "publicId"`,
        [stored.id, ...facts, read.day, read.published],
      )
    : await client.query<{ id: number; publicId: string }>(
        `INSERT INTO news_item (language, slug_fr, slug_en, source_url, source_name, import_run_id, source_id, source_key, happened_on,
           published, origin) VALUES ($1, $2, $2, $3, $4, $5, $6, $7, $8, $9, 'imported') RETURNING id, public_id AS "publicId"`,
        [...facts, sourceId, item.key, read.day, read.published],
      );
  const [row] = written.rows;
  if (!row) throw new Error("a news item was not written");
  // A translation of the former text would say something else.
  await client.query("DELETE FROM news_text WHERE news_item_id = $1", [row.id]);
  await client.query("INSERT INTO news_text (news_item_id, language, title, body, status) VALUES ($1, $2, $3, $4, 'original')", [
    row.id,
    language,
    item.title,
    body,
  ]);
  return { ...row, outcome: stored ? "updated" : "created" };
}

export type StoredProposal = Proposal & { id: number; accepted: boolean };

/**
 * Keeps what is proposed for an item and returns it with the numbers that it has for good. A proposal that the text no longer
 * gives goes away, but not what was accepted.
 */
export async function storeProposals(
  client: Client,
  newsItem: number,
  proposals: readonly Proposal[],
): Promise<StoredProposal[]> {
  const input = JSON.stringify(proposals);
  const columns = `kind news_proposal_kind, key text, value jsonb, "organisationId" int, passage text, sure boolean`;
  await client.query(
    `DELETE FROM news_proposal p WHERE p.news_item_id = $1 AND p.accepted_at IS NULL AND NOT EXISTS (
       SELECT FROM jsonb_to_recordset($2::jsonb) AS i(${columns}) WHERE i.kind = p.kind AND i.key = p.key)`,
    [newsItem, input],
  );
  // Looked at first: a conflict would use up a number each time.
  await client.query(
    `INSERT INTO news_proposal (news_item_id, kind, key, value, organisation_id, passage, sure)
     SELECT DISTINCT ON (i.kind, i.key) $1::int, i.kind, i.key, i.value, i."organisationId", i.passage, i.sure
     FROM jsonb_to_recordset($2::jsonb) AS i(${columns})
     WHERE NOT EXISTS (SELECT FROM news_proposal p WHERE p.news_item_id = $1 AND p.kind = i.kind AND p.key = i.key)`,
    [newsItem, input],
  );
  const { rows } = await client.query<{ id: number; kind: string; key: string; accepted: boolean }>(
    "SELECT id, kind, key, accepted_at IS NOT NULL AS accepted FROM news_proposal WHERE news_item_id = $1",
    [newsItem],
  );
  const numbers = new Map(rows.map((row) => [`${row.kind} ${row.key}`, row]));
  const seen = new Set<number>();
  return proposals.flatMap((proposal) => {
    const stored = numbers.get(`${proposal.kind} ${proposal.key}`);
    if (!stored || seen.has(stored.id)) return [];
    seen.add(stored.id);
    return [{ ...proposal, id: stored.id, accepted: stored.accepted }];
  });
}
