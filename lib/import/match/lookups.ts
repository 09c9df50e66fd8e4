import type { DatabaseReader } from "@/lib/core/db";
import { AtlasError } from "@/lib/core/errors";
import type { CoordinatePrecision } from "@/lib/core/prisma-client/enums";
import { normaliseName } from "@/lib/core/text";
import type { OrganisationEntry, PostEntry } from "../draft";
import { formWordings, statusWordings } from "../normalise/wordings";
import { createOrganisationIndex, type OrganisationIndex } from "./organisation-index";
import type { LargeTowns } from "./places";
import { createThemeIndex, type ThemeIndex } from "./themes";

/** What a run looks things up in, loaded once and kept up to date with what the run itself creates. */
export type Lookups = {
  sourceId: number;
  /** Normalised name of a country, in any spelling → its code. */
  countries: ReadonlyMap<string, string>;
  /** Current nomenclature first. */
  themes: readonly ThemeIndex[];
  forms: ReadonlyMap<string, string>;
  statuses: ReadonlyMap<string, string>;
  organisations: OrganisationIndex;
  posts: PostEntry[];
  /** Filled as countries are asked for. */
  largeTowns: LargeTowns;
};

/** Loads the lookups for records of one source. Throws `invalid_input` when the reference data are not loaded. */
export async function loadLookups(db: DatabaseReader, sourceCode: string): Promise<Lookups> {
  const source = await db.source.findUnique({ where: { code: sourceCode }, select: { id: true } });
  const roles = await db.projectRole.count();
  if (!source || roles === 0)
    throw new AtlasError("invalid_input", "The reference data are not loaded: run `reference load` first.");
  return {
    sourceId: source.id,
    countries: await loadCountries(db),
    themes: await loadThemes(db),
    forms: byLabel(await db.cooperationForm.findMany({ select: { code: true, labelFr: true } }), formWordings),
    statuses: byLabel(await db.projectStatus.findMany({ select: { code: true, labelFr: true } }), statusWordings),
    organisations: await loadOrganisations(db, source.id, createOrganisationIndex(), 0),
    posts: await loadPosts(db, 0),
    largeTowns: new Map(),
  };
}

/** Adds the organisations and posts that imports after `sinceRun` created. */
export async function completeLookups(db: DatabaseReader, lookups: Lookups, sinceRun: number): Promise<void> {
  await loadOrganisations(db, lookups.sourceId, lookups.organisations, sinceRun);
  lookups.posts.push(...(await loadPosts(db, sinceRun)));
}

/** Our own labels, and the wordings of the source that lead to a code that the list has. */
function byLabel(rows: { code: string; labelFr: string }[], wordings: ReadonlyMap<string, string>): Map<string, string> {
  const codes = new Set(rows.map(({ code }) => code));
  const known = [...wordings].filter(([, code]) => codes.has(code));
  return new Map([...known, ...rows.map(({ code, labelFr }) => [normaliseName(labelFr), code] as const)]);
}

async function loadCountries(db: DatabaseReader): Promise<Map<string, string>> {
  const aliases = await db.countryAlias.findMany();
  const countries = await db.country.findMany({ select: { code: true, nameFr: true, nameEn: true } });
  return new Map([
    ...aliases.map(({ alias, countryCode }) => [alias, countryCode] as const),
    ...countries.flatMap(({ code, nameFr, nameEn }) => [nameFr, nameEn].map((name) => [normaliseName(name), code] as const)),
  ]);
}

async function loadThemes(db: DatabaseReader): Promise<ThemeIndex[]> {
  const nomenclatures = await db.themeNomenclature.findMany({
    select: { validTo: true, themes: { select: { id: true, code: true, parentId: true, labelFr: true, legacyLabel: true } } },
    orderBy: { validFrom: "desc" },
  });
  // A nomenclature without an end is in force, even if a closed one started later.
  const inForce = nomenclatures.filter(({ validTo }) => validTo === null);
  const closed = nomenclatures.filter(({ validTo }) => validTo !== null);
  return [...inForce, ...closed].map(({ themes }) => createThemeIndex(themes));
}

type OrganisationRow = Omit<OrganisationEntry, "own" | "position"> & {
  own: boolean;
  reference: boolean;
  latitude: string | null;
  longitude: string | null;
  precision: CoordinatePrecision | null;
  placeId: number | null;
  placeName: string | null;
  siren: string | null;
  iati: string | null;
  names: string[] | null;
};

/** Rows of a query weigh three times what is kept of them. */
const organisationsAtOnce = 5_000;

/**
 * Organisations, all (`sinceRun` 0) or those of later imports: there are some 40,000 French authorities, and every import
 * starts with this.
 */
async function loadOrganisations(
  db: DatabaseReader,
  sourceId: number,
  index: OrganisationIndex,
  sinceRun: number,
): Promise<OrganisationIndex> {
  for (let after = 0, more = true; more; ) {
    const rows = await loadSome(db, sourceId, { sinceRun, after });
    for (const row of rows) index.add(entryOf(row), namesOf(row), row);
    after = rows.at(-1)?.id ?? after;
    more = rows.length === organisationsAtOnce;
  }
  if (sinceRun === 0) for (const row of await loadMerged(db, sourceId)) index.add(entryOf(row), namesOf(row), row);
  return index;
}

/** Organisations in the order of their ids, those that come next after the id `after`. */
async function loadSome(
  db: DatabaseReader,
  sourceId: number,
  { sinceRun, after }: { sinceRun: number; after: number },
): Promise<(OrganisationRow & { id: number })[]> {
  // Demo records are fictitious and go away: nothing real may hang on them.
  return db.$queryRaw<(OrganisationRow & { id: number })[]>`
    SELECT o.id, o.public_id AS "publicId", o.name, o.name_en AS "nameEn", o.kind_code AS "kindCode",
      o.country_code AS "countryCode", o.subdivision_code AS "subdivisionCode", o.successor_id AS "successorId",
      o.origin = 'imported' AND o.source_id = ${sourceId} AS own, o.origin = 'reference' AS reference,
      o.latitude::text, o.longitude::text, o.coordinate_precision::text AS precision,
      p.geonames_id AS "placeId", p.name AS "placeName", t.code AS "territoryCode", t.population, c.code AS siren, i.code AS iati,
      a.names
    FROM organisation o
    LEFT JOIN organisation_code c ON c.organisation_id = o.id AND c.scheme = 'siren'
    LEFT JOIN organisation_code i ON i.organisation_id = o.id AND i.scheme = 'iati'
    LEFT JOIN territory t ON t.id = o.territory_id
    LEFT JOIN place p ON p.geonames_id = o.place_id
    CROSS JOIN LATERAL (SELECT array_agg(normalised) AS names FROM organisation_alias WHERE organisation_id = o.id) a
    WHERE o.origin <> 'demo' AND (${sinceRun} = 0 OR o.import_run_id > ${sinceRun}) AND o.id > ${after}
    ORDER BY o.id LIMIT ${organisationsAtOnce}`;
}

/** Records that were merged into others: sources keep naming them, and mean the others. */
async function loadMerged(db: DatabaseReader, sourceId: number): Promise<OrganisationRow[]> {
  return db.$queryRaw<OrganisationRow[]>`
    SELECT o.id, o.public_id AS "publicId", m.name, m.name_en AS "nameEn", m.kind_code AS "kindCode",
      m.country_code AS "countryCode", m.subdivision_code AS "subdivisionCode", o.successor_id AS "successorId",
      m.origin = 'imported' AND m.source_id = ${sourceId} AS own, true AS merged, false AS reference,
      m.latitude::text, m.longitude::text, m.coordinate_precision::text AS precision,
      p.geonames_id AS "placeId", p.name AS "placeName", NULL AS siren, m.iati, m.normalised_names AS names
    FROM merged_organisation m JOIN organisation o ON o.id = m.organisation_id AND o.origin <> 'demo'
    LEFT JOIN place p ON p.geonames_id = m.place_id
    ORDER BY m.public_id`;
}

/** The aliases of reference organisations hold their own names already. */
function namesOf({ reference, name, nameEn, names }: OrganisationRow): readonly string[] {
  if (reference && names) return names;
  return [...new Set([normaliseName(name), ...(nameEn ? [normaliseName(nameEn)] : []), ...(names ?? [])])];
}

function entryOf(row: OrganisationRow): OrganisationEntry {
  const {
    id,
    publicId,
    name,
    nameEn,
    kindCode,
    countryCode,
    subdivisionCode,
    successorId,
    own,
    merged = false,
    territoryCode = null,
    population = null,
  } = row;
  const { latitude, longitude, precision, placeId, placeName } = row;
  const place = placeId !== null && placeName !== null ? { id: placeId, name: placeName } : null;
  const position =
    latitude !== null && longitude !== null && precision !== null ? { latitude, longitude, precision, place } : null;
  return {
    id,
    publicId,
    name,
    nameEn,
    kindCode,
    countryCode,
    subdivisionCode,
    successorId,
    own,
    merged,
    position,
    territoryCode,
    population,
  };
}

async function loadPosts(db: DatabaseReader, sinceRun: number): Promise<PostEntry[]> {
  const posts = await db.diplomaticPost.findMany({
    where: { origin: { not: "demo" }, closedOn: null, ...(sinceRun === 0 ? {} : { importRunId: { gt: sinceRun } }) },
    select: { id: true, publicId: true, kind: true, nameFr: true, nameEn: true, cityFr: true, cityEn: true, countryCode: true },
  });
  return posts.map((post) => ({ ...post, jurisdiction: null }));
}
