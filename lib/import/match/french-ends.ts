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
/** Beyond this from its seat, a position is of another place: wrong geocoding. The larger a territory, the farther its middle. */
const otherPlaceKm: Readonly<Record<string, number>> = { commune: 30, epci: 40, departement: 80, region: 200 };
/**
 * Geocoding often takes a hamlet for the town of its name: of homonyms, a town of this many inhabitants that has this many
 * times those of each other one is meant, whatever the position. Tried on the sample of tests/fixtures/twin-towns.
 */
const town = { inhabitants: 10_000, times: 30 };
/** Of homonyms, one with this many times the inhabitants of the one at the position leaves a doubt. */
const doubtfulTimes = 10;
/** Words for a body of several communes. */
const grouping = /^(?:communaute|intercommunal|intercommunality|intercommunalite|agglomeration|epci|metropole)\b/;

/** Finds French authorities by the names and positions of lists that are not official. */
export class FrenchEnds {
  #near: Map<string, OrganisationEntry[]> | null = null;

  constructor(private readonly index: OrganisationIndex) {}

  /** The authority that a name and a position mean. Never settles a doubt. */
  find(end: FrenchEnd): FrenchMatch {
    if (end.place !== null && grouping.test(normaliseName(end.place)))
      return this.#settle(this.index.ofStem("epci", end.name), end);
    const bearing = this.#bearing(end.name);
    const named = bearing.find((entries) => entries.length > 0) ?? [];
    const inPlace = end.place === null ? null : this.#inPlace(end, named);
    if (inPlace) return inPlace;
    if (named.length === 0) return this.#bySimilarity(end);
    const match = this.#settle(named, end);
    // "Pringy" in Annecy, where two communes farther away bear the name today.
    const [former, ...others] = bearing[1].filter((entry) => isCommune(entry) && this.#isAt(entry, end));
    if (match.entry || !former || others.length > 0) return match;
    return { entry: former, candidates: [], doubt: null, alias: true };
  }

  /** Authorities of a name: those that bear it today (communes before others), those that bore it once. */
  #bearing(name: string): [OrganisationEntry[], OrganisationEntry[]] {
    const normalised = normaliseName(name);
    const all = this.index.named(normalised).filter(isFrenchAuthority);
    const today = all.filter((entry) => ownNames(entry).has(normalised));
    const former = all.filter((entry) => !today.includes(entry));
    const communesFirst = (entries: OrganisationEntry[]) => (entries.some(isCommune) ? entries.filter(isCommune) : entries);
    if (all.length > 0) return [communesFirst(today), communesFirst(former)];
    // "Réunion" for the région and the département that are named with an article.
    return [(["departement", "region"] as const).flatMap((group) => [...this.index.ofStem(group, name)]), []];
  }

  /** "Seynod (Annecy)": a part of Annecy, today or once; "Vernouillet, Yvelines": the Vernouillet of that département. */
  #inPlace(end: FrenchEnd, named: readonly OrganisationEntry[]): FrenchMatch | null {
    const place = normaliseName(end.place ?? "");
    const departement = this.index.named(place).find(({ kindCode }) => kindCode === "departement")?.territoryCode;
    const inside = named.filter(({ territoryCode }) => departement && `D${territoryCode ?? ""}`.startsWith(departement));
    if (inside.length > 0) return this.#settle(inside, end);
    const whole = (this.#bearing(end.place ?? "").find((entries) => entries.length > 0) ?? []).filter(isCommune);
    const former = this.index.named(normaliseName(end.name)).filter((entry) => whole.includes(entry));
    if (former.length > 0) return this.#settle(former, end);
    return whole.length > 0 && named.length === 0 ? this.#settle(whole, end) : null;
  }

  /** "Le Touquet" where "Le Touquet-Paris-Plage" is the only commune of such a name around. */
  #bySimilarity({ name, position }: FrenchEnd): FrenchMatch {
    const around = position ? this.#around(position) : [];
    const similar = around.filter((entry) => normaliseName(entry.name).startsWith(`${normaliseName(name)} `));
    const [only, ...others] = similar;
    if (only && others.length === 0)
      return { entry: only, candidates: [], doubt: { reason: "name_similar", value: only.name }, alias: true };
    return unsure(similar);
  }

  /** Of authorities that bear a name, the one that is meant; nobody where two may be. */
  #settle(named: readonly OrganisationEntry[], end: FrenchEnd): FrenchMatch {
    const sure = (entry: OrganisationEntry, doubt: FrenchMatch["doubt"] = null): FrenchMatch => ({
      ...{ entry, candidates: [], doubt },
      alias: !ownNames(entry).has(normaliseName(end.name)),
    });
    const [only, ...others] = named;
    if (!only) return unsure([]);
    const near = named.filter((entry) => this.#isAt(entry, end));
    const large = largeTown(named);
    if (large && (others.length > 0 || end.position))
      return sure(large, near.includes(large) || isWithinReach(large, end.position) ? null : elsewhere(large, end.position));
    if (!end.position) return others.length === 0 ? sure(only) : unsure(named);
    const [nearest] = near.length === 1 && named.every(({ position }) => position !== null) ? near : [];
    if (nearest && !named.some((other) => isFarLarger(other, nearest))) return sure(nearest);
    if (others.length > 0) return unsure(near.length > 1 ? near : named);
    if (isWithinReach(only, end.position)) return sure(only);
    // Another French place of the name may be meant: a hamlet, a commune that no list has.
    return this.#around(end.position).length > 0 ? unsure([only]) : sure(only, elsewhere(only, end.position));
  }

  #isAt(entry: OrganisationEntry, { position }: FrenchEnd): boolean {
    return position !== null && distanceTo(entry, position) <= sameTownKm;
  }

  /** Communes of which a position may be the town's; none for a position abroad. */
  #around(position: Degrees): OrganisationEntry[] {
    this.#near ??= gridOf(this.index.all().filter((entry) => isFrenchAuthority(entry) && isCommune(entry)));
    const cells = [-1, 0, 1].flatMap((y) =>
      [-1, 0, 1].map((x) => cellOf({ latitude: position.latitude + y / 2, longitude: position.longitude + x / 2 })),
    );
    const entries = cells.flatMap((cell) => this.#near?.get(cell) ?? []);
    return entries.filter((entry) => distanceTo(entry, position) <= sameTownKm);
  }
}

/** The town among villages of its name, if there is one. */
function largeTown(named: readonly OrganisationEntry[]): OrganisationEntry | null {
  const [first, second] = [...named].sort((a, b) => (b.population ?? 0) - (a.population ?? 0));
  const inhabitants = first?.population ?? 0;
  if (!first || !isCommune(first) || inhabitants < town.inhabitants) return null;
  return inhabitants >= town.times * (second?.population ?? 0) ? first : null;
}

function isFarLarger(other: OrganisationEntry, than: OrganisationEntry): boolean {
  return than.population !== null && (other.population ?? 0) >= doubtfulTimes * (than.population ?? 0);
}

function elsewhere(entry: OrganisationEntry, position: Degrees | null): FrenchMatch["doubt"] {
  if (!position) return { reason: "name_shared", value: entry.name };
  return { reason: "position_elsewhere", value: `${Math.round(distanceTo(entry, position))} km` };
}

/** True where a position may be the authority's, and where its own is not known. */
function isWithinReach(entry: OrganisationEntry, position: Degrees | null): boolean {
  if (!position) return false;
  const distance = distanceTo(entry, position);
  return Number.isNaN(distance) || distance <= (otherPlaceKm[entry.kindCode] ?? otherPlaceKm.region ?? 0);
}

function unsure(candidates: readonly OrganisationEntry[]): FrenchMatch {
  return { entry: null, candidates: [...candidates], doubt: null, alias: false };
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
