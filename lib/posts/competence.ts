import { db } from "@/lib/core/db";

/** Where a partner is: the country, the subdivision (ISO 3166-2) and the place (GeoNames) where they are known. */
export type PartnerPlace = { countryCode: string; subdivisionCode: string | null; placeId: number | null };

/** A post that answers for one of the places asked for, and the rule that says so. */
export type Competence = { postId: string; countryCode: string; subdivisionCode: string | null; placeName: string | null };

/**
 * Who is competent for these places. Rules are rows of `post_jurisdiction`: one for the place overrides those for its subdivision, which
 * override those for its country (domain rule 6: the consulate general in Québec, not the embassy in Ottawa, answers for a partner in
 * Québec). Each post once, by its first rule; embassies first.
 */
export async function competentPosts(places: readonly PartnerPlace[]): Promise<Competence[]> {
  if (places.length === 0) return [];
  return db().$queryRaw<Competence[]>`
    WITH asked AS (
      SELECT row_number() OVER () AS number, a.* FROM json_to_recordset(${JSON.stringify(places)}::json)
        AS a("countryCode" char(2), "subdivisionCode" text, "placeId" int)),
    ruled AS (
      SELECT a.number, j.*, rank() OVER (PARTITION BY a.number ORDER BY j.place_id IS NULL, j.subdivision_code IS NULL) AS place
      FROM asked a JOIN post_jurisdiction j ON j.country_code = a."countryCode"
        AND (j.place_id IS NULL OR j.place_id = a."placeId") AND (j.subdivision_code IS NULL OR j.subdivision_code = a."subdivisionCode")
      JOIN diplomatic_post p ON p.id = j.post_id AND p.closed_on IS NULL),
    chosen AS (SELECT DISTINCT ON (post_id) * FROM ruled WHERE place = 1 ORDER BY post_id, number, id)
    SELECT p.public_id AS "postId", c.country_code::text AS "countryCode", c.subdivision_code AS "subdivisionCode", pl.name AS "placeName"
    FROM chosen c JOIN diplomatic_post p ON p.id = c.post_id LEFT JOIN place pl ON pl.geonames_id = c.place_id
    ORDER BY p.kind, p.name_fr`;
}

/** The places of a country that rules tell apart: the country as a whole, and each part with a post of its own. */
export async function ruledPlaces(countryCode: string): Promise<PartnerPlace[]> {
  const parts = await db().postJurisdiction.findMany({
    where: { countryCode, post: { closedOn: null }, OR: [{ subdivisionCode: { not: null } }, { placeId: { not: null } }] },
    select: { subdivisionCode: true, placeId: true },
    distinct: ["subdivisionCode", "placeId"],
    orderBy: [{ subdivisionCode: "asc" }, { placeId: "asc" }],
  });
  return [{ countryCode, subdivisionCode: null, placeId: null }, ...parts.map((part) => ({ countryCode, ...part }))];
}
