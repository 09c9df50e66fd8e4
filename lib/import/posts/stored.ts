import type { Client } from "pg";
import type { PostKind } from "@/lib/core/prisma-client/enums";
import { normaliseName } from "@/lib/core/text";
import type { Jurisdiction, PostDraft } from "./draft";

/** A post of the database, with the facts that an import may change. */
export type StoredPost = Omit<PostDraft, "line" | "wikidataId" | "accreditedElsewhere" | "cityNames"> & {
  id: number;
  publicId: string;
  wikidataId: string | null;
  isDemo: boolean;
  jurisdictions: Jurisdiction[];
};

type Row = Omit<StoredPost, "position" | "kind"> & { kind: PostKind; latitude: string | null; longitude: string | null };

/** Every post of the database: there are a few hundred. */
export async function loadStoredPosts(client: Client): Promise<StoredPost[]> {
  const { rows } = await client.query<Row>(
    `SELECT p.id, p.public_id AS "publicId", p.wikidata_id AS "wikidataId", p.origin = 'demo' AS "isDemo", p.kind::text AS kind,
       p.name_fr AS "nameFr", p.name_en AS "nameEn", p.city_fr AS "cityFr", p.city_en AS "cityEn", p.country_code::text AS country,
       p.latitude::text, p.longitude::text, p.website, p.phone, p.generic_email AS "genericEmail", p.closed_on::text AS "closedOn",
       coalesce((SELECT json_agg(json_build_object('country', j.country_code, 'subdivision', j.subdivision_code))
         FROM post_jurisdiction j WHERE j.post_id = p.id AND j.place_id IS NULL), '[]') AS jurisdictions
     FROM diplomatic_post p ORDER BY p.id`,
  );
  return rows.map(({ latitude, longitude, ...post }) => ({
    ...post,
    position: latitude === null || longitude === null ? null : { latitude, longitude },
  }));
}

/**
 * The stored posts that a draft may be: the one of its identifier, else those of its name, else those of its kind in its
 * city which no identifier gives to another. Several are a doubt.
 */
export function candidatesFor(draft: PostDraft, posts: readonly StoredPost[]): StoredPost[] {
  const identified = posts.filter((post) => post.wikidataId === draft.wikidataId);
  if (identified.length > 0) return identified;
  const free = posts.filter((post) => post.wikidataId === null);
  const name = normaliseName(draft.nameFr);
  const named = free.filter((post) => normaliseName(post.nameFr) === name);
  if (named.length > 0 || draft.accreditedElsewhere) return named;
  const cities = new Set(draft.cityNames);
  return free.filter(
    (post) =>
      post.kind === draft.kind &&
      post.country === draft.country &&
      (post.jurisdictions.length === 0 || post.jurisdictions.some(({ country }) => country === post.country)) &&
      [post.cityFr, post.cityEn].some((city) => cities.has(normaliseName(city))),
  );
}
