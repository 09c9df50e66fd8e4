import { isoDayInFrance } from "@/lib/core/dates";
import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { sideOf } from "@/lib/projects/policy";
import { inseeCode } from "@/lib/projects/queries/parts";
import { presentName } from "@/lib/projects/queries/present";
import { wholeList, withChoice } from "@/lib/search/params";
import type { OrganisationSubject } from "../schema";

type Row = {
  publicId: string;
  slug: string;
  name: string;
  nameEn: string | null;
  subdivisionCode: string | null;
  placeId: number | null;
  website: string | null;
  origin: string;
  kind: { code: string; fr: string; en: string; isAuthority: boolean };
  country: { code: string; fr: string; en: string; slugFr: string; slugEn: string } | null;
  territory: { code: string; level: string } | null;
  codes: { scheme: string; code: string }[];
  predecessors: string[];
  createdAt: Date;
};

/**
 * The organisation of a public id; one that was merged or succeeded is the one that it became. Null: there is none. One statement,
 * since every request of a profile asks it.
 */
export async function findOrganisation(publicId: string): Promise<OrganisationSubject | null> {
  const [row] = await db().$queryRaw<Row[]>`
    WITH RECURSIVE line AS (
      SELECT id, successor_id, 0 AS step FROM organisation
        WHERE public_id = coalesce((SELECT to_id FROM public_id_redirect WHERE from_id = ${publicId}), ${publicId})
      UNION ALL SELECT o.id, o.successor_id, line.step + 1 FROM line JOIN organisation o ON o.id = line.successor_id
        WHERE line.step < ${limits.successions}),
    -- Of a circle of successors each keeps its own page.
    found AS (SELECT id FROM line ORDER BY successor_id IS NULL DESC, step LIMIT 1),
    before AS (
      SELECT id, public_id, 1 AS step FROM organisation WHERE successor_id = (SELECT id FROM found)
      UNION ALL SELECT o.id, o.public_id, before.step + 1 FROM before JOIN organisation o ON o.successor_id = before.id
        WHERE before.step < ${limits.successions})
    SELECT o.public_id AS "publicId", o.slug, o.name, o.name_en AS "nameEn", o.subdivision_code AS "subdivisionCode", o.place_id AS "placeId",
      o.website, o.origin::text AS origin, o.created_at AS "createdAt",
      json_build_object('code', k.code, 'fr', k.label_fr, 'en', k.label_en, 'isAuthority', k.is_authority) AS kind,
      CASE WHEN c.code IS NOT NULL THEN json_build_object('code', c.code, 'fr', c.name_fr, 'en', c.name_en, 'slugFr', c.slug_fr,
        'slugEn', c.slug_en) END AS country,
      CASE WHEN t.code IS NOT NULL THEN json_build_object('code', t.code, 'level', t.level::text) END AS territory,
      coalesce((SELECT json_agg(json_build_object('scheme', x.scheme::text, 'code', x.code) ORDER BY x.scheme)
        FROM organisation_code x WHERE x.organisation_id = o.id), '[]') AS codes,
      ARRAY(SELECT DISTINCT public_id FROM before WHERE id <> o.id ORDER BY public_id LIMIT ${limits.filterValues - 1}) AS predecessors
    FROM found JOIN organisation o ON o.id = found.id JOIN organisation_kind k ON k.code = o.kind_code
    LEFT JOIN country c ON c.code = o.country_code LEFT JOIN territory t ON t.id = o.territory_id`;
  return row ? present(row) : null;
}

/** The organisation with a code of a scheme of other registers ("siren", "geonames", "wikidata", "iati", "insee"). */
export async function findOrganisationByCode(scheme: string, code: string): Promise<OrganisationSubject | null> {
  const id = scheme === "insee" ? await governing(code) : await registered(scheme, code);
  return id === null ? null : findOrganisation(id);
}

async function registered(scheme: string, code: string): Promise<string | null> {
  const [row] = await db().$queryRaw<{ publicId: string }[]>`
    SELECT o.public_id AS "publicId" FROM organisation_code c JOIN organisation o ON o.id = c.organisation_id
    WHERE c.scheme::text = ${scheme} AND c.code = ${code}`;
  return row?.publicId ?? null;
}

/** Public id of the authority of a territory by its code; of one that has none any more, that of the territory which took over. */
export async function governing(code: string): Promise<string | null> {
  // The number of a département (28) is that of a région, too (24, 53): the département is meant, a région says R24.
  const codes = [code, `D${code}`].map((each) => each.toUpperCase());
  const [row] = await db().$queryRaw<{ publicId: string }[]>`
    WITH RECURSIVE line AS (
      SELECT id, successor_id, 0 AS step FROM territory WHERE code = ANY(${codes}::text[])
      UNION ALL SELECT t.id, t.successor_id, line.step + 1 FROM line JOIN territory t ON t.id = line.successor_id
        WHERE line.step < ${limits.successions})
    SELECT o.public_id AS "publicId" FROM line JOIN organisation o ON o.territory_id = line.id ORDER BY line.step, o.id LIMIT 1`;
  return row?.publicId ?? null;
}

function present(row: Row): OrganisationSubject {
  const { publicId, slug, kind, country, territory, predecessors } = row;
  const record = `${publicId}-${slug}`;
  const choice = { oneOf: [publicId, ...predecessors].sort(), noneOf: [] };
  return {
    kind: "organisation",
    key: publicId,
    records: { fr: record, en: record },
    names: { fr: presentName(row, "fr"), en: presentName(row, "en") },
    query: withChoice(wholeList, "organisation", choice),
    type: { code: kind.code, labels: { fr: kind.fr, en: kind.en }, isAuthority: kind.isAuthority },
    side: sideOf(country?.code ?? null),
    country: country && {
      code: country.code,
      names: { fr: country.fr, en: country.en },
      slugs: { fr: country.slugFr, en: country.slugEn },
    },
    subdivisionCode: row.subdivisionCode,
    placeId: row.placeId,
    territory: territory?.code ?? null,
    codes: [...row.codes, ...inseeCode(territory)],
    website: row.website,
    predecessors,
    createdOn: isoDayInFrance(row.createdAt),
    demo: row.origin === "demo",
  };
}
