import { grouped } from "@/lib/core/groups";
import { normaliseName, slugify } from "@/lib/core/text";
import {
  englishCommuneNames,
  overseasNames,
  singleAuthorities,
  wellKnownBodies,
  withoutDepartmentalAuthority,
} from "./authority-exceptions";
import { departementNames, groupingNames, regionNames, typographic } from "./authority-names";
import { type BulkWriter, required } from "./bulk";
import { keepCorrections } from "./corrections";
import type { FrenchDivisions, Grouping } from "./packages";
import type { SourceCode, SourceIds } from "./sources";
import { positionColumns, seatNames, type TerritoryEntry } from "./territories";

/** A body of the reference data before it has an id; its own name is among its aliases. */
export type AuthorityEntry = {
  kind: string;
  name: string;
  nameEn: string | null;
  acronym: string | null;
  country: string | null;
  territory: string | null;
  siren: string | null;
  point: TerritoryEntry["point"];
  aliases: readonly string[];
  source: SourceCode;
};

type Stated = Pick<AuthorityEntry, "kind" | "name"> & Partial<AuthorityEntry>;

const authority = (stated: Stated): AuthorityEntry => ({
  nameEn: null,
  acronym: null,
  country: "FR",
  territory: null,
  siren: null,
  point: null,
  source: "decoupage-administratif",
  ...stated,
  aliases: [stated.name, ...(stated.aliases ?? [])],
});

/** Luhn's sum, by which a SIREN is known to be well formed. */
export function isSiren(code: string): boolean {
  if (!/^\d{9}$/.test(code)) return false;
  const digits = [...code].map((digit, index) => Number(digit) * (index % 2 === 0 ? 1 : 2));
  return digits.reduce((sum, digit) => sum + (digit > 9 ? digit - 9 : digit), 0) % 10 === 0;
}

/**
 * Communes of the list that have no council of their own: the collectivity of Saint-Barthélemy and that of Saint-Martin
 * replaced theirs in 2007; the districts of the TAAF, those of Wallis-et-Futuna and Clipperton never had one.
 */
const withoutCouncil = /^(977|978|984|986|989)/;

function communeAuthorities(divisions: FrenchDivisions, entries: readonly TerritoryEntry[]): AuthorityEntry[] {
  const sirens = new Map(
    divisions.communes.flatMap((commune) => (commune.siren ? [[commune.code, commune.siren] as const] : [])),
  );
  const formerNames = grouped(
    [
      ...seatNames(divisions.communes),
      ...entries.flatMap((entry) =>
        entry.level === "commune" && entry.successor ? [{ code: entry.successor, name: entry.name }] : [],
      ),
    ],
    (former) => former.code,
  );
  return entries
    .filter((entry) => entry.level === "commune" && entry.successor === null && !withoutCouncil.test(entry.code))
    .map((entry) => {
      const paris = entry.code === "75056";
      const english = englishCommuneNames[entry.code];
      const former = [...(formerNames.get(entry.code) ?? []).map(({ name }) => name), ...(english ? [english] : [])];
      return authority({
        kind: paris ? "special_status_authority" : "commune",
        name: paris ? "Ville de Paris" : entry.name,
        territory: entry.code,
        siren: sirens.get(entry.code) ?? null,
        point: entry.point,
        aliases: paris
          ? ["Paris", "Mairie de Paris", "Département de Paris", "Ville et Département de Paris", ...former]
          : former,
      });
    });
}

/** The bare name of a grouping is an alias unless a commune, a département or a région bears it. */
function groupingAliases(grouping: Grouping, taken: ReadonlySet<string>): string[] {
  const { listed, bare, others } = groupingNames(grouping);
  const more = grouping.type === "MET69" ? ["Grand Lyon", "Grand Lyon Métropole", "Communauté urbaine de Lyon"] : [];
  return [listed, ...[bare, ...others].filter((name) => !taken.has(normaliseName(name))), ...more];
}

function groupingAuthorities(divisions: FrenchDivisions, territories: ReadonlyMap<string, TerritoryEntry>): AuthorityEntry[] {
  const taken = new Set(
    [...territories.values()].filter((entry) => entry.level !== "epci").map((entry) => normaliseName(entry.name)),
  );
  const epci = divisions.epci.map((one) => {
    const { name, acronym } = groupingNames(one);
    return authority({
      kind: one.type === "MET69" ? "special_status_authority" : "epci",
      name,
      acronym,
      territory: one.code,
      siren: one.code,
      point: territories.get(one.code)?.point ?? null,
      aliases: groupingAliases(one, taken),
    });
  });
  const ept = divisions.ept.map((one) => {
    const located = one.membres.flatMap((member) => territories.get(member.code) ?? []).filter((member) => member.point);
    const [seat] = located.sort((a, b) => (b.population ?? 0) - (a.population ?? 0));
    const short = typographic(one.nom);
    return authority({
      kind: "territorial_establishment",
      name: `Établissement public territorial ${short}`,
      siren: one.code,
      point: seat?.point ? { ...seat.point, precision: "area" } : null,
      aliases: [short, `EPT ${short}`],
    });
  });
  return [...epci, ...ept];
}

function upperAuthorities(divisions: FrenchDivisions, territories: ReadonlyMap<string, TerritoryEntry>): AuthorityEntry[] {
  const replaced = new Set([...withoutDepartmentalAuthority, ...singleAuthorities.flatMap((single) => single.replaces)]);
  const at = (territory: string) => territories.get(territory)?.point ?? null;
  const regions = divisions.regions
    .filter((region) => region.zone !== "com" && !replaced.has(`R${region.code}`))
    .map((region) =>
      authority({ kind: "region", territory: `R${region.code}`, point: at(`R${region.code}`), ...regionNames(region) }),
    );
  const departements = divisions.departements
    .filter((one) => one.zone !== "com" && !replaced.has(`D${one.code}`))
    .map((one) =>
      authority({ kind: "departement", territory: `D${one.code}`, point: at(`D${one.code}`), ...departementNames(one) }),
    );
  const single = singleAuthorities.map(({ name, territory, seat, aliases, replaces }) => {
    const of = divisions.departements
      .filter((one) => replaces.includes(`D${one.code}`))
      .flatMap((one) => departementNames(one).aliases);
    return authority({ kind: "special_status_authority", name, territory, point: at(seat), aliases: [...aliases, ...of] });
  });
  const overseas = Object.entries(overseasNames).map(([territory, { name, aliases }]) =>
    authority({ kind: "overseas_collectivity", name, territory, point: at(territory), aliases }),
  );
  return [...regions, ...departements, ...single, ...overseas];
}

/** The French authorities as bodies, and a few bodies that most records name. */
export function frenchAuthorities(divisions: FrenchDivisions, entries: readonly TerritoryEntry[]): AuthorityEntry[] {
  const territories = new Map(entries.map((entry) => [entry.code, entry]));
  return [
    ...wellKnownBodies.map((body) => authority({ source: "atlas-nomenclature", ...body })),
    ...upperAuthorities(divisions, territories),
    ...groupingAuthorities(divisions, territories),
    ...communeAuthorities(divisions, entries),
  ];
}

type Stored = { id: number; name: string; origin: string; territory_id: number | null; siren: string | null };

/** Ids of the entries, by position: of the body found by SIREN, else by territory, else by name; new ones for the rest. */
async function assignIds(
  writer: BulkWriter,
  entries: readonly AuthorityEntry[],
  territoryIds: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await writer.client.query<Stored>(
    `SELECT o.id, o.name, o.origin::text AS origin, o.territory_id, c.code AS siren
     FROM organisation o LEFT JOIN organisation_code c ON c.organisation_id = o.id AND c.scheme = 'siren'
     WHERE o.origin = 'reference' OR c.code IS NOT NULL`,
  );
  const bySiren = new Map(rows.map((row) => [row.siren, row.id]));
  const ours = rows.filter((row) => row.origin === "reference");
  const byTerritory = new Map(ours.map((row) => [row.territory_id, row.id]));
  const byName = new Map(ours.filter((row) => row.territory_id === null).map((row) => [row.name, row.id]));
  const stored = new Map<string, number>();
  for (const [index, entry] of entries.entries()) {
    const id =
      (entry.siren === null ? undefined : bySiren.get(entry.siren)) ??
      (entry.territory === null ? byName.get(entry.name) : byTerritory.get(required(territoryIds, entry.territory, "territory")));
    if (id !== undefined) stored.set(String(index), id);
  }
  return writer.identify(
    "organisation",
    entries.map((_, index) => String(index)),
    stored,
  );
}

/** Stores the bodies with their codes and names. Bodies known from elsewhere keep their origin and every other column. */
export async function loadAuthorities(
  writer: BulkWriter,
  source: SourceIds,
  entries: readonly AuthorityEntry[],
  territoryIds: ReadonlyMap<string, number>,
): Promise<void> {
  const ids = await assignIds(writer, entries, territoryIds);
  const known = entries.map((entry, index) => ({ entry, id: required(ids, String(index), "organisation") }));
  const organisations = known.map(({ entry, id }) => ({
    id,
    kind_code: entry.kind,
    name: entry.name,
    name_en: entry.nameEn,
    acronym: entry.acronym,
    slug: slugify(entry.name),
    country_code: entry.country,
    territory_id: entry.territory === null ? null : required(territoryIds, entry.territory, "territory"),
    latitude: entry.point?.latitude ?? null,
    longitude: entry.point?.longitude ?? null,
    coordinate_precision: entry.point?.precision ?? null,
    origin: "reference",
    source_id: source(entry.source),
  }));
  const corrected = await keepCorrections(writer.client, organisations);
  writer.keep("organisation", corrected.kept);
  await writer.upsert("reference.progress.authorities", "organisation", ["id"], corrected.rows, {
    insertOnly: ["origin", "source_id"],
    fillOnly: positionColumns,
    touch: ["updated_at"],
  });
  await loadCodesAndAliases(writer, known);
}

async function loadCodesAndAliases(writer: BulkWriter, known: readonly { entry: AuthorityEntry; id: number }[]): Promise<void> {
  const step = "reference.progress.names";
  const stated = known.flatMap(({ entry, id }) =>
    entry.siren === null ? [] : [{ organisation_id: id, scheme: "siren", code: entry.siren }],
  );
  const codes = stated.filter(({ code }) => isSiren(code));
  await writer.upsert(step, "organisation_code", ["organisation_id", "scheme"], codes);
  writer.skip("organisation_code", stated.length - codes.length);
  const aliases = known.flatMap(({ entry, id }) => {
    const named = new Map(entry.aliases.map((name) => [normaliseName(name), typographic(name)]));
    return [...named].map(([normalised, name]) => ({ organisation_id: id, normalised, name }));
  });
  await writer.upsert(step, "organisation_alias", ["organisation_id", "normalised"], aliases, { insertOnly: ["name"] });
}
