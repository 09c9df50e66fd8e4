import { slugify } from "@/lib/core/text";
import bodies from "./content/bodies.json";
import { fill, foreignName, frenchName } from "./names";
import { Random, weigh } from "./random";
import type { Point, World, WorldCountry, WorldDepartement } from "./world";

/** The four pools of fictitious organisations; a pool and an index name one organisation. */
export const pools = ["authority", "partner", "body", "funder"] as const;
export type Pool = (typeof pools)[number];
export type OrganisationRef = { pool: Pool; index: number };

export type DemoPosition = Point & { precision: "area" | "country" };

export type DemoOrganisation = {
  kind: string;
  name: string;
  nameEn: string | null;
  slug: string;
  country: string | null;
  subdivision: string | null;
  position: DemoPosition | null;
  website: string | null;
};

const kinds = {
  authority: weigh(bodies.authorities.map((entry) => [entry, entry.weight] as const)),
  partner: weigh(bodies.foreign.map((entry) => [entry, entry.weight] as const)),
  body: weigh(bodies.french.map((entry) => [entry, entry.weight] as const)),
};

/** Fictitious funders with the share of co-funded projects that each takes part in. */
export const funderShares = weigh(bodies.funders.map((entry, index) => [index, entry.weight] as const));

/** How many organisations of each pool the first `projects` projects are made of. Pools only grow with the number of projects. */
export function poolSizes(projects: number): Record<Pool, number> {
  return {
    authority: Math.ceil(projects / 3),
    partner: projects - Math.floor(projects / 3),
    body: Math.ceil(projects / 20),
    funder: projects > 0 ? bodies.funders.length : 0,
  };
}

const clamp = (value: number, bound: number) => Math.max(-bound, Math.min(bound, value));
const degrees = (value: number) => Number(value.toFixed(5));

/** A point within about `spread` degrees: near a real place, never on it. */
function around(centre: Point, spread: number, random: Random): DemoPosition {
  return {
    latitude: degrees(clamp(centre.latitude + (random.next() - 0.5) * 2 * spread, 85)),
    longitude: degrees(clamp(centre.longitude + (random.next() - 0.5) * 2 * spread, 180)),
    precision: "area",
  };
}

function website(name: string, random: Random): string | null {
  return random.chance(0.15) ? `https://example.org/${slugify(name)}` : null;
}

/** Country of a partner: real ones, in shares close to the real ones. */
export function partnerCountry(index: number, world: World): WorldCountry {
  return new Random("country", index).weighted(world.countries);
}

/** Name of the place where a partner is, without the kind of body. */
export function partnerPlaceName(index: number, world: World): string {
  return foreignName(partnerCountry(index, world).family, index);
}

function partnerPosition(country: WorldCountry, random: Random): DemoPosition | null {
  if (random.chance(0.08)) return null;
  if (country.places.length > 0 && random.chance(0.94)) return around(random.pick(country.places), 0.3, random);
  return country.centre && { ...country.centre, precision: "country" };
}

function partner(index: number, world: World): DemoOrganisation {
  const random = new Random("partner", index);
  const country = partnerCountry(index, world);
  const kind = random.weighted(kinds.partner);
  const place = { N: foreignName(country.family, index) };
  const name = fill(kind.fr, place);
  return {
    kind: kind.kind,
    name,
    nameEn: kind.en === null ? null : fill(kind.en, place),
    slug: slugify(name),
    country: country.code,
    // The places of Canada are those of Québec, whose consulate general overrides the embassy.
    subdivision: country.code === "CA" ? "CA-QC" : null,
    position: partnerPosition(country, random),
    website: website(name, random),
  };
}

/** Département in which a fictitious French authority is set. */
export function authorityDepartement(index: number, world: World): WorldDepartement {
  return new Random("departement", index).pick(world.departements);
}

function french(pool: "authority" | "body", index: number, world: World): DemoOrganisation {
  const random = new Random(pool, index);
  const kind = random.weighted(kinds[pool]);
  // A body takes the name of an authority that exists by then: twenty projects bring one body and six authorities.
  const place = pool === "authority" ? index : index * 6;
  const departement = authorityDepartement(place, world);
  const name = fill(kind.fr, { N: frenchName(place) });
  return {
    kind: kind.kind,
    name,
    nameEn: null,
    slug: slugify(name),
    country: "FR",
    subdivision: null,
    position: random.chance(0.96) ? around(departement.centre, 0.15, random) : null,
    website: website(name, random),
  };
}

function funder(index: number): DemoOrganisation {
  const entry = bodies.funders[index];
  if (!entry) throw new RangeError(`no demo funder ${index}`);
  return {
    kind: entry.kind,
    name: entry.fr,
    nameEn: entry.en,
    slug: slugify(entry.fr),
    country: entry.country,
    subdivision: null,
    position: null,
    website: null,
  };
}

/** The fictitious organisation of a pool and an index; the same whenever it is asked for. */
export function demoOrganisation({ pool, index }: OrganisationRef, world: World): DemoOrganisation {
  if (pool === "partner") return partner(index, world);
  if (pool === "funder") return funder(index);
  return french(pool, index, world);
}
