import { type Degrees, kilometresBetween } from "@/lib/core/geo";
import { normaliseName } from "@/lib/core/text";
import type { OrganisationEntry } from "../draft";
import type { Reason } from "../reasons";
import { groupsOfKind } from "./authority-names";
import type { OrganisationIndex } from "./organisation-index";

/** What a list says of the French end of a twinning. `place`: what stands in brackets or after a comma. */
export type FrenchEnd = { name: string; place: string | null; position: Degrees | null };

/**
 * `entry` null: nobody can be sure which authority is meant; the candidates are for a person. `doubt`: what to tell though the
 * authority is sure. `alias`: the authority goes by another name today.
 */
export type FrenchMatch = {
  entry: OrganisationEntry | null;
  candidates: OrganisationEntry[];
  doubt: { reason: Reason; value: string } | null;
  alias: boolean;
};

/** Coordinates of a town and the centroid of its commune are nearer than this: tried on 88 homonyms. */
const sameTownKm = 15;
/** Beyond this from its commune, a position is of another place: wrong geocoding. */
const otherPlaceKm = 30;
/** Words for a body of several communes. */
const grouping = /^(?:communaute|intercommunal|intercommunality|intercommunalite|agglomeration|epci|metropole)\b/;

/** Finds French authorities by the names and positions of lists that are not official. */
export class FrenchEnds {
  #near: Map<string, OrganisationEntry[]> | null = null;

  constructor(private readonly index: OrganisationIndex) {}

  /** The authority that a name and a position mean. Never settles a doubt. */
  find(end: FrenchEnd): FrenchMatch {
    if (end.place !== null && grouping.test(normaliseName(end.place))) return this.#grouping(end);
    const named = this.#named(end.name);
    const inPlace = end.place === null ? null : this.#inPlace(end, named);
    if (inPlace) return inPlace;
    if (named.length === 0) return this.#bySimilarity(end);
    return settle(named, end);
  }

  /** Authorities of a name: those that bear it today before those that bore it once. */
  #named(name: string): OrganisationEntry[] {
    const normalised = normaliseName(name);
    const bearing = this.index.named(normalised).filter(isFrenchAuthority);
    const today = bearing.filter((entry) => ownNames(entry).has(normalised));
    const communes = today.filter(isCommune);
    if (communes.length > 0) return communes;
    if (today.length > 0) return today;
    const former = bearing.filter(isCommune);
    return former.length > 0 ? former : bearing;
  }

  /** "Seynod (Annecy)": a part of Annecy, today or once; "Vernouillet, Yvelines": the Vernouillet of that département. */
  #inPlace(end: FrenchEnd, named: readonly OrganisationEntry[]): FrenchMatch | null {
    const whole = this.#named(end.place ?? "");
    const departement = this.index
      .named(normaliseName(end.place ?? ""))
      .find((entry) => entry.kindCode === "departement")?.territoryCode;
    if (departement) {
      const inside = named.filter((entry) => `D${entry.territoryCode ?? ""}`.startsWith(departement));
      if (inside.length > 0) return settle(inside, end);
    }
    const part = named.filter((entry) => whole.includes(entry));
    if (part.length > 0) return settle(part, end, true);
    const communes = whole.filter(isCommune);
    return communes.length > 0 && named.length === 0 ? settle(communes, end, true) : null;
  }

  #grouping(end: FrenchEnd): FrenchMatch {
    const found = this.index.ofStem("epci", end.name);
    return found.length > 0 ? settle(found, end) : { entry: null, candidates: [], doubt: null, alias: false };
  }

  /** "Le Touquet" where "Le Touquet-Paris-Plage" is the only commune of such a name around. */
  #bySimilarity({ name, position }: FrenchEnd): FrenchMatch {
    const around = position ? this.#around(position) : [];
    const similar = around.filter((entry) => normaliseName(entry.name).startsWith(`${normaliseName(name)} `));
    const [only, ...others] = similar;
    if (only && others.length === 0)
      return { entry: only, candidates: [], doubt: { reason: "name_similar", value: only.name }, alias: true };
    return { entry: null, candidates: similar, doubt: null, alias: false };
  }

  /** Communes of which a position may be the town's. */
  #around(position: Degrees): OrganisationEntry[] {
    this.#near ??= gridOf(this.index.all().filter((entry) => isFrenchAuthority(entry) && isCommune(entry)));
    const cells = [-1, 0, 1].flatMap((y) =>
      [-1, 0, 1].map((x) => cellOf({ latitude: position.latitude + y / 2, longitude: position.longitude + x / 2 })),
    );
    const entries = cells.flatMap((cell) => this.#near?.get(cell) ?? []);
    return entries.filter((entry) => distanceTo(entry, position) <= sameTownKm);
  }
}

/** Of authorities that bear a name, the one at the position; the only one even if the position is wrong beyond doubt. */
function settle(named: readonly OrganisationEntry[], { position, name }: FrenchEnd, alias = false): FrenchMatch {
  const former = (entry: OrganisationEntry) => alias || !ownNames(entry).has(normaliseName(name));
  const sure = (entry: OrganisationEntry, doubt: FrenchMatch["doubt"] = null): FrenchMatch => ({
    ...{ entry, candidates: [], doubt },
    alias: former(entry),
  });
  const [only, ...others] = named;
  if (!only) return { entry: null, candidates: [], doubt: null, alias: false };
  if (!position) return others.length === 0 ? sure(only) : unsure(named);
  const near = named.filter((entry) => distanceTo(entry, position) <= sameTownKm);
  if (near.length === 1 && near[0] && named.every(hasPosition)) return sure(near[0]);
  if (others.length > 0) return unsure(near.length > 0 ? near : named);
  const distance = distanceTo(only, position);
  if (Number.isNaN(distance) || distance <= otherPlaceKm) return sure(only);
  // Another French place of the name may be meant: a hamlet, a commune that no list has.
  if (isInFrance(position)) return { ...unsure([only]), doubt: null };
  return sure(only, { reason: "position_elsewhere", value: `${Math.round(distance)} km` });
}

function unsure(candidates: readonly OrganisationEntry[]): FrenchMatch {
  return { entry: null, candidates: [...candidates], doubt: null, alias: false };
}

/** Metropolitan France, Corsica included, roughly: a position in it may be another French place, one far from it is a wrong one. */
function isInFrance({ latitude, longitude }: Degrees): boolean {
  return latitude > 41.3 && latitude < 51.1 && longitude > -5.2 && longitude < 9.7;
}

function isFrenchAuthority(entry: OrganisationEntry): boolean {
  return entry.countryCode === "FR" && !entry.own && groupsOfKind(entry.kindCode).length > 0;
}

function isCommune({ kindCode, name }: OrganisationEntry): boolean {
  return kindCode === "commune" || name === "Ville de Paris";
}

function ownNames({ name }: OrganisationEntry): Set<string> {
  const normalised = normaliseName(name);
  return new Set([normalised, normalised.replace(/^ville de /, "")]);
}

function hasPosition({ position }: OrganisationEntry): boolean {
  return position !== null;
}

/** Kilometres, NaN when the position of the entry is not known. */
function distanceTo({ position }: OrganisationEntry, to: Degrees): number {
  if (!position) return Number.NaN;
  return kilometresBetween({ latitude: Number(position.latitude), longitude: Number(position.longitude) }, to);
}

/** Cells of half a degree: 40 to 55 km in France, more than the distance looked around. */
function cellOf({ latitude, longitude }: Degrees): string {
  return `${Math.floor(latitude * 2)} ${Math.floor(longitude * 2)}`;
}

function gridOf(entries: readonly OrganisationEntry[]): Map<string, OrganisationEntry[]> {
  const grid = new Map<string, OrganisationEntry[]>();
  for (const entry of entries) {
    if (!entry.position) continue;
    const cell = cellOf({ latitude: Number(entry.position.latitude), longitude: Number(entry.position.longitude) });
    const group = grid.get(cell);
    if (group) group.push(entry);
    else grid.set(cell, [entry]);
  }
  return grid;
}
