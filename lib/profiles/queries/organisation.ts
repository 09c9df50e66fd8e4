import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import type { Prisma } from "@/lib/core/prisma-client/client";
import { sideOf } from "@/lib/projects/policy";
import { inseeCode } from "@/lib/projects/queries/parts";
import { presentName } from "@/lib/projects/queries/present";
import { queryFor, wholeList, withChoice } from "@/lib/search/params";
import type { OrganisationSubject } from "../schema";

const select = {
  publicId: true,
  slug: true,
  name: true,
  nameEn: true,
  subdivisionCode: true,
  website: true,
  origin: true,
  successorId: true,
  kind: { select: { code: true, labelFr: true, labelEn: true, isAuthority: true } },
  country: { select: { code: true, nameFr: true, nameEn: true, slugFr: true, slugEn: true } },
  territory: { select: { code: true, level: true } },
  codes: { select: { scheme: true, code: true }, orderBy: { scheme: "asc" } },
  predecessors: { select: { publicId: true }, orderBy: { id: "asc" }, take: limits.filterValues - 1 },
} satisfies Prisma.OrganisationSelect;

type Row = Prisma.OrganisationGetPayload<{ select: typeof select }>;

/** The organisation of a public id; one that was merged or succeeded is the one that it became. Null: there is none. */
export async function findOrganisation(publicId: string): Promise<OrganisationSubject | null> {
  const row = await db().organisation.findUnique({ where: { publicId }, select });
  if (row) return row.successorId === null ? present(row) : successorOf(row);
  const moved = await db().publicIdRedirect.findUnique({ where: { fromId: publicId }, select: { toId: true } });
  return moved && findOrganisation(moved.toId);
}

/** The last of a chain of successors; a chain that leads back to itself ends nowhere, and the body keeps its own page. */
async function successorOf(row: Row): Promise<OrganisationSubject> {
  const [last] = await db().$queryRaw<{ publicId: string }[]>`
    WITH RECURSIVE line AS (
      SELECT id, successor_id, public_id FROM organisation WHERE public_id = ${row.publicId}
      UNION SELECT o.id, o.successor_id, o.public_id FROM line JOIN organisation o ON o.id = line.successor_id)
    SELECT public_id AS "publicId" FROM line WHERE successor_id IS NULL`;
  const found = last && (await db().organisation.findUnique({ where: { publicId: last.publicId }, select }));
  return present(found ?? row);
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
  const { publicId, slug, kind, country, territory } = row;
  const record = `${publicId}-${slug}`;
  const predecessors = row.predecessors.map((each) => each.publicId);
  const choice = { oneOf: [publicId, ...predecessors].sort(), noneOf: [] };
  return {
    kind: "organisation",
    key: publicId,
    records: { fr: record, en: record },
    names: { fr: presentName(row, "fr"), en: presentName(row, "en") },
    query: predecessors.length > 0 ? withChoice(wholeList, "organisation", choice) : queryFor("organisation", publicId),
    type: { code: kind.code, labels: { fr: kind.labelFr, en: kind.labelEn }, isAuthority: kind.isAuthority },
    side: sideOf(country?.code ?? null),
    country: country && {
      code: country.code,
      names: { fr: country.nameFr, en: country.nameEn },
      slugs: { fr: country.slugFr, en: country.slugEn },
    },
    subdivisionCode: row.subdivisionCode,
    territory: territory?.code ?? null,
    codes: [...row.codes, ...inseeCode(territory)],
    website: row.website,
    predecessors,
    demo: row.origin === "demo",
  };
}
