import { geoDistance } from "d3-geo";
import type { PostKind } from "@/lib/core/prisma-client/enums";
import { normaliseName } from "@/lib/core/text";

/** A populated place where a post may have its seat. */
export type PlaceCandidate = {
  geonamesId: number;
  name: string;
  countryCode: string;
  latitude: number;
  longitude: number;
  population: number;
  names: readonly string[];
};

export type SeatRequest = {
  kind: PostKind;
  /** Country that the row states; candidates may lie in others that the post covers. */
  country: string;
  city: string | null;
  point: { latitude: number; longitude: number } | null;
  /** Capital of the country, in any spelling. */
  capital: string | null;
};

export type Seat = {
  /** Name of the city in English. */
  city: string;
  place: PlaceCandidate | null;
  /** The city is not the one that the row states, or it states none. */
  inferred: boolean;
  /** The coordinates of the row are not those of a post in this city. */
  far: boolean;
};

const earthRadiusKm = 6371;
/** A post lies in its city or in a suburb of it. */
const suburbKm = 15;
/** Beyond this, position and city contradict each other: the largest cities are less than 100 km wide. */
const farKm = 50;
/** Inhabitants from which a place is known under its own name. */
const largeCity = 50_000;

const kilometres = (a: { latitude: number; longitude: number }, b: { latitude: number; longitude: number }) =>
  geoDistance([a.longitude, a.latitude], [b.longitude, b.latitude]) * earthRadiusKm;

/** Wikidata names the unit of administration where the city has the same name: "Oslo municipality", "Budapest District V". */
const administrative = /\s+(?:municipality|city|commune|district(?:\s+\S+)?)$/i;

/** Spellings under which a stated city may be known, the whole first. */
export function spellingsOf(city: string): string[] {
  const parts = city.split(",").map((part) => part.trim());
  return [...new Set([city, city.replace(administrative, ""), ...parts].filter(Boolean))];
}

/**
 * The city of a post's seat. It is the stated one; a district or a suburb of the capital is the capital for an embassy
 * (Wikidata says "Mitte" for Berlin), and a row without a known city gets the largest place around its position. Null when
 * nothing says where the post is.
 */
export function chooseSeat(
  { kind, country, city, point, capital }: SeatRequest,
  candidates: readonly PlaceCandidate[],
): Seat | null {
  const around = point ? candidates.filter((place) => kilometres(place, point) <= suburbKm) : [];
  const [largest] = byPopulation(around);
  const named = city === null ? null : namedPlace(city, { country, point }, candidates);
  const isFar = named !== null && point !== null && kilometres(named.place, point) > farKm;
  const suburbs = named && (!point || isFar) ? near(named.place, candidates) : around;
  const main = kind === "embassy" && capital !== null ? suburbs.find((place) => isNamed(place, capital)) : undefined;
  // A small place of the name far away is another one; a large one is the seat, and the position is wrong.
  const believed = named && !(isFar && largest && named.place.population < largeCity) ? named : null;
  if (main && main !== believed?.place && main.population >= (believed?.place.population ?? 0))
    return { city: main.name, place: main, inferred: true, far: false };
  if (believed) return { ...believed, inferred: false, far: isFar };
  if (largest) return aroundPosition(city, largest);
  return city === null ? null : { city, place: null, inferred: false, far: false };
}

/** "Jerusalem" stays what it is where the place around the position is East Jerusalem. */
function aroundPosition(city: string | null, place: PlaceCandidate): Seat {
  const isPart = city !== null && place.names.some((name) => ` ${name} `.includes(` ${normaliseName(city)} `));
  return { city: isPart ? city : place.name, place, inferred: !isPart, far: false };
}

const byPopulation = (places: readonly PlaceCandidate[]) => [...places].sort((a, b) => b.population - a.population);
const isNamed = (place: PlaceCandidate, name: string) => place.names.includes(normaliseName(name));
const near = (place: PlaceCandidate, candidates: readonly PlaceCandidate[]) =>
  candidates.filter((other) => kilometres(other, place) <= suburbKm);

/**
 * Place of a stated city: one near the position if any spelling gives one, else the most populous of the first that is
 * known; places of the stated country come before all others.
 */
function namedPlace(
  city: string,
  { country, point }: Pick<SeatRequest, "country" | "point">,
  candidates: readonly PlaceCandidate[],
): { city: string; place: PlaceCandidate } | null {
  const known = spellingsOf(city).flatMap((spelling) =>
    byPopulation(candidates.filter((place) => isNamed(place, spelling)))
      .sort((a, b) => Number(b.countryCode === country) - Number(a.countryCode === country))
      .map((place) => ({ city: spelling, place })),
  );
  const reachable = point ? known.find(({ place }) => kilometres(place, point) <= farKm) : undefined;
  return reachable ?? known[0] ?? null;
}
