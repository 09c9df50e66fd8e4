import type { EntryPosition, ProjectDraft } from "../../draft";
import { cleanLine } from "../../lines";
import { attributeOf, childOf, childrenOf, type IatiElement } from "../../sources/iati/element";
import { type IatiContext, publicText, tell } from "./context";
import { narrativesOf } from "./narratives";

type Place = ProjectDraft["places"][number];

/**
 * Countries of an activity (those of its transactions where it states none itself), and its points. A point belongs to the
 * country of the activity; with several or none, its country is not known and the point is told.
 */
export function readPlaces(context: IatiContext): ProjectDraft["places"] {
  const { activity } = context;
  const own = countriesOf(context, childrenOf(activity, "recipient-country"));
  const spent = childrenOf(activity, "transaction").flatMap((transaction) => childrenOf(transaction, "recipient-country"));
  const countries = own.length > 0 ? own : countriesOf(context, spent);
  const points = childrenOf(activity, "location").flatMap((location) => {
    const position = positionOf(context, location);
    return position ? [{ location, position }] : [];
  });
  const [countryCode] = countries;
  if (countries.length !== 1 || countryCode === undefined) {
    for (const { location, position } of points)
      tell(context, location, "position_without_country", `${position.latitude} ${position.longitude}`);
    return countries.map((code) => ({ countryCode: code, name: null, position: null }));
  }
  const places = points.map(({ location, position }): Place => ({ countryCode, name: placeName(context, location), position }));
  return places.length > 0 ? once(places) : [{ countryCode, name: null, position: null }];
}

function countriesOf(context: IatiContext, elements: readonly IatiElement[]): string[] {
  const codes = elements.flatMap((element) => {
    const code = attributeOf(element, "code")?.toUpperCase() ?? "";
    if (context.lists.countries.has(code)) return [code];
    tell(context, element, "country_code_unknown", code);
    return [];
  });
  return [...new Set(codes)];
}

/** A point of WGS84, "latitude longitude". Exact where the publisher says so, else as good as an area. */
function positionOf(context: IatiContext, location: IatiElement): EntryPosition | null {
  const point = childOf(location, "point");
  if (!point) return null;
  const stated = cleanLine(childOf(point, "pos")?.text ?? "");
  const [latitude = Number.NaN, longitude = Number.NaN, ...rest] = stated.split(/[ ,]+/).map(decimalOf);
  const isPlace = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && (latitude !== 0 || longitude !== 0);
  if (!isPlace || rest.length > 0) {
    tell(context, point, "position_unreadable", stated);
    return null;
  }
  const isExact = attributeOf(childOf(location, "exactness"), "code") === "1";
  return {
    latitude: degreesOf(latitude),
    longitude: degreesOf(longitude),
    precision: isExact ? "exact" : "area",
    place: null,
  };
}

/** Five decimals are a metre. */
function degreesOf(value: number): string {
  return value.toFixed(5).replace(/^-(?=0\.0+$)/, "");
}

function decimalOf(text: string): number {
  return /^[+-]?\d{1,3}(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

function placeName(context: IatiContext, location: IatiElement): string | null {
  const element = childOf(location, "name");
  const names = element ? narrativesOf(context, element) : [];
  const name = names.find(({ language }) => language === "fr") ?? names[0];
  return name ? publicText(context, name, cleanLine(name.text), name.language) : null;
}

function once(places: readonly Place[]): Place[] {
  const keys = new Set<string>();
  return places.filter(({ name, position }) => {
    const key = `${position?.latitude} ${position?.longitude} ${name ?? ""}`;
    return !keys.has(key) && keys.add(key);
  });
}
