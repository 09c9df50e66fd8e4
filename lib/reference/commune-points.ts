import { normaliseName } from "@/lib/core/text";
import type { Point } from "./countries";
import type { Commune } from "./packages";
import { type City, frenchCountryCodes } from "./places";

/** The administrative level (index in `admin`) at which GeoNames writes the INSEE code of a commune. */
const inseeLevel: Readonly<Record<string, number>> = { FR: 3, GP: 3, MQ: 3, GF: 3, RE: 3, YT: 0, PM: 0, WF: 0, NC: 1 };
/** The one commune of a collectivity. */
const onlyCommune: Readonly<Record<string, string>> = { BL: "97701", MF: "97801" };
/** Where GeoNames gives no INSEE code, a place is found by its name in its département or collectivity. */
const collectivities: Readonly<Record<string, string>> = { PF: "987", NC: "988" };

const seat = /^PPL(A|C)/;

/** How well a place stands for a commune: same name, then seat, then inhabitants. */
function rank(city: City, name: string | undefined): number {
  const sameName = name !== undefined && normaliseName(city.name) === name;
  return (sameName ? 2e9 : 0) + (seat.test(city.featureCode) ? 1e9 : 0) + city.population;
}

/**
 * Position of the communes that GeoNames knows, by INSEE code. A commune without a place of its own takes that of a
 * former commune merged into it.
 */
export function communePoints(communes: readonly Commune[], cities: readonly City[]): Map<string, Point> {
  const { names, successors, codeOf } = communeIndex(communes);
  const best = new Map<string, { rank: number; city: City }>();
  const propose = (code: string, city: City) => {
    const score = rank(city, names.get(code));
    const found = best.get(code);
    if (!found || score > found.rank) best.set(code, { rank: score, city });
  };
  const heirs: [string, City][] = [];
  for (const city of cities) {
    const code = frenchCountryCodes.has(city.country) ? codeOf(city) : undefined;
    if (code === undefined) continue;
    propose(code, city);
    const heir = successors.get(code);
    if (heir !== undefined) heirs.push([heir, city]);
  }
  const own = new Set(best.keys());
  for (const [heir, city] of heirs) if (!own.has(heir)) propose(heir, city);
  return new Map([...best].map(([code, { city }]) => [code, { latitude: city.latitude, longitude: city.longitude }]));
}

/** What is needed to tell which commune a place stands in. */
function communeIndex(communes: readonly Commune[]) {
  const names = new Map<string, string>();
  const successors = new Map<string, string>();
  const codes = new Map<string, string>();
  for (const commune of communes) {
    const name = normaliseName(commune.nom);
    if (commune.type === "commune-actuelle") {
      names.set(commune.code, name);
      codes.set(`${commune.departement} ${name}`, commune.code);
    } else {
      if (!names.has(commune.code)) names.set(commune.code, name);
      if (commune.chefLieu && commune.chefLieu !== commune.code) successors.set(commune.code, commune.chefLieu);
    }
  }
  const codeOf = (city: City): string | undefined => {
    const code = onlyCommune[city.country] ?? city.admin[inseeLevel[city.country] ?? -1];
    if (code !== undefined && names.has(code)) return code;
    return codes.get(`${collectivities[city.country] ?? city.admin[1]} ${normaliseName(city.name)}`);
  };
  return { names, successors, codeOf };
}
