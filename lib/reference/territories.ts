import { grouped } from "@/lib/core/groups";
import { slugify } from "@/lib/core/text";
import { groupingNames, typographic } from "./authority-names";
import { type BulkWriter, required } from "./bulk";
import { communePoints } from "./commune-points";
import type { Point } from "./countries";
import type { Commune, FrenchDivisions } from "./packages";
import type { City } from "./places";
import type { SourceIds } from "./sources";

export type Level = "region" | "departement" | "overseas" | "epci" | "commune";
export type Precision = "municipality" | "area";

/** A French territory before it has an id: relations are codes. */
export type TerritoryEntry = {
  code: string;
  level: Level;
  name: string;
  parent: string | null;
  epci: string | null;
  successor: string | null;
  population: number | null;
  populationYear: number | null;
  point: (Point & { precision: Precision }) | null;
};

/** Census year of the populations in the package: INSEE's reference populations 2023, other censuses where it has none. */
const populationYears: Readonly<Record<string, number>> = { "976": 2017, "986": 2023, "987": 2022, "988": 2025 };
const referenceYear = 2023;

const departementOf = (commune: Commune) => commune.departement ?? commune.code.slice(0, commune.code.startsWith("97") ? 3 : 2);
const upperCode = (code: string) => (/^(975|977|978|98\d)$/.test(code) ? `C${code}` : `D${code}`);
const isCurrent = (commune: Commune) => commune.type === "commune-actuelle";
/** The commune that answers for a former commune or for a municipal arrondissement. */
const successorOf = (commune: Commune) => commune.chefLieu ?? commune.commune ?? null;

/** Names of a commune's former communes that bear its own code (a delegated commune at the seat keeps the code). */
export function seatNames(communes: readonly Commune[]): { code: string; name: string }[] {
  return communes
    .filter((commune) => !isCurrent(commune) && successorOf(commune) === commune.code)
    .map((commune) => ({ code: commune.code, name: typographic(commune.nom) }));
}

function withoutRelations(code: string, level: Level, name: string): TerritoryEntry {
  return {
    code,
    level,
    name: typographic(name),
    parent: null,
    epci: null,
    successor: null,
    population: null,
    populationYear: null,
    point: null,
  };
}

function communeEntries(divisions: FrenchDivisions, points: ReadonlyMap<string, Point>): TerritoryEntry[] {
  const epciOf = new Map(divisions.epci.flatMap((epci) => epci.membres.map((member) => [member.code, epci.code])));
  const current = new Set(divisions.communes.filter(isCurrent).map((commune) => commune.code));
  const at = (code: string) => {
    const point = points.get(code);
    return point ? { latitude: point.latitude, longitude: point.longitude, precision: "municipality" as const } : null;
  };
  const entry = (commune: Commune): TerritoryEntry => ({
    ...withoutRelations(commune.code, "commune", commune.nom),
    parent: upperCode(departementOf(commune)),
    point: at(commune.code),
  });
  const communes = divisions.communes.filter(isCurrent).map((commune) => ({
    ...entry(commune),
    epci: epciOf.get(commune.code) ?? null,
    population: commune.population ?? null,
    populationYear: commune.population === undefined ? null : (populationYears[departementOf(commune)] ?? referenceYear),
  }));
  // Their inhabitants are counted in the commune that took over: no population of their own.
  const former = divisions.communes
    .filter((commune) => !isCurrent(commune) && !current.has(commune.code))
    .map((commune) => ({ ...entry(commune), successor: successorOf(commune) }));
  return [...communes, ...former];
}

/** Inhabitants and position of a territory made of communes: position of `seat`, else of its most populous commune. */
function made(of: readonly TerritoryEntry[], seat?: string): Pick<TerritoryEntry, "population" | "populationYear" | "point"> {
  const located = of.filter((commune) => commune.point);
  const best =
    located.find((commune) => commune.code === seat) ?? located.sort((a, b) => (b.population ?? 0) - (a.population ?? 0))[0];
  const counted = of.filter((commune) => commune.population !== null);
  return {
    population: counted.length ? counted.reduce((sum, commune) => sum + (commune.population ?? 0), 0) : null,
    populationYear: counted[0]?.populationYear ?? null,
    point: best?.point ? { ...best.point, precision: "area" } : null,
  };
}

function mostPopulousParent(members: readonly TerritoryEntry[]): string | null {
  const inhabitants = new Map<string, number>();
  for (const member of members)
    if (member.parent) inhabitants.set(member.parent, (inhabitants.get(member.parent) ?? 0) + (member.population ?? 0));
  return [...inhabitants].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))[0]?.[0] ?? null;
}

/** Every French territory, those above before those below: régions, départements and overseas, EPCI, communes, former communes. */
export function frenchTerritories(divisions: FrenchDivisions, cities: readonly City[]): TerritoryEntry[] {
  const communes = communeEntries(divisions, communePoints(divisions.communes, cities));
  const current = communes.filter((commune) => commune.successor === null);
  const byParent = grouped(current, (commune) => commune.parent ?? "");
  const byCode = new Map(current.map((commune) => [commune.code, commune]));
  const inFrance = divisions.departements.filter((departement) => departement.zone !== "com");
  const regions = divisions.regions
    .filter((region) => region.zone !== "com")
    .map((region) => {
      const members = inFrance
        .filter((one) => one.region === region.code)
        .flatMap((one) => byParent.get(upperCode(one.code)) ?? []);
      return { ...withoutRelations(`R${region.code}`, "region", region.nom), ...made(members, region.chefLieu) };
    });
  const departements = divisions.departements.map((one) => ({
    ...withoutRelations(upperCode(one.code), one.zone === "com" ? "overseas" : "departement", one.nom),
    parent: one.zone === "com" ? null : `R${one.region}`,
    ...made(byParent.get(upperCode(one.code)) ?? [], one.chefLieu),
  }));
  const epci = divisions.epci.map((one) => {
    const members = one.membres.flatMap((member) => byCode.get(member.code) ?? []);
    return {
      ...withoutRelations(one.code, "epci", groupingNames(one).name),
      parent: mostPopulousParent(members),
      ...made(members),
    };
  });
  return [...regions, ...departements, ...epci, ...communes];
}

/** Where the reference data know no position, an import may have given one (docs/decisions/014-posts-and-territories.md). */
export const positionColumns = ["latitude", "longitude", "coordinate_precision"] as const;

/** Stores French territories and returns their ids by code. `valid_to` is not known to the source and left alone. */
export async function loadTerritories(
  writer: BulkWriter,
  source: SourceIds,
  entries: readonly TerritoryEntry[],
): Promise<ReadonlyMap<string, number>> {
  const ids = await writer.identifyByCode(
    "territory",
    entries.map((entry) => entry.code),
  );
  const idOf = (code: string | null) => (code === null ? null : required(ids, code, "territory"));
  const rows = entries.map((entry) => ({
    id: idOf(entry.code),
    level: entry.level,
    code: entry.code,
    name: entry.name,
    slug: slugify(entry.name),
    parent_id: idOf(entry.parent),
    epci_id: idOf(entry.epci),
    successor_id: idOf(entry.successor),
    population: entry.population,
    population_year: entry.populationYear,
    latitude: entry.point?.latitude ?? null,
    longitude: entry.point?.longitude ?? null,
    coordinate_precision: entry.point?.precision ?? null,
    source_id: source("decoupage-administratif"),
  }));
  await writer.upsert("reference.progress.territories", "territory", ["code"], rows, {
    insertOnly: ["id"],
    fillOnly: positionColumns,
  });
  return ids;
}
