import type { PostKind } from "@/lib/core/prisma-client/enums";
import { normaliseName } from "@/lib/core/text";
import { isNearCountry } from "@/lib/map/near-country";
import { postName } from "@/lib/posts/names";
import { frenchCityNames } from "@/lib/reference/city-names";
import { subdivisionNamed } from "../match/subdivisions";
import type { Problem, Reason } from "../reasons";
import type { PostRow } from "../sources/posts/rows";
import { isGenericEmail } from "./generic-email";
import type { CountryNames } from "./places";
import type { Seat } from "./seat";

export type Jurisdiction = { country: string; subdivision: string | null };

/** What a row wants the database to hold. Undefined: the file says nothing of it. */
export type PostDraft = {
  line: number;
  wikidataId: string;
  kind: PostKind;
  nameFr: string;
  nameEn: string;
  cityFr: string;
  cityEn: string;
  country: string;
  position: { latitude: string; longitude: string } | null;
  website: string | null | undefined;
  phone: string | null | undefined;
  genericEmail: string | null | undefined;
  closedOn: string | null | undefined;
  jurisdictions: Jurisdiction[] | undefined;
  /** Accredited to another country than that of its seat (the Holy See). */
  accreditedElsewhere: boolean;
  /** Normalised names of its city. */
  cityNames: string[];
};

/** Coasts and borders of the atlas are simplified, and embassies stand in harbours: further away is another country. */
const outsideKm = 25;

/** Jurisdictions of a row; those that are neither a country nor a subdivision of the seat's country are told. */
export function jurisdictionsOf(row: PostRow, seatCountry: string, names: CountryNames, problems: Problem[]): Jurisdiction[] {
  return row.jurisdictions.flatMap((name): Jurisdiction[] => {
    const country = names.codes.get(normaliseName(name));
    if (country) return [{ country, subdivision: null }];
    const subdivision = subdivisionNamed(seatCountry, name);
    if (subdivision) return [{ country: seatCountry, subdivision }];
    problems.push({ line: row.line, column: "jurisdictions", value: name, reason: "jurisdiction_unknown" });
    return [];
  });
}

/** The draft of a row whose seat and country are known. */
export function draftOf(row: PostRow, seat: Seat, stated: string, names: CountryNames, problems: Problem[]): PostDraft {
  const tell = (column: string, value: string, reason: Reason) => problems.push({ line: row.line, column, value, reason });
  const country = seat.place?.countryCode ?? stated;
  const cityFr = frenchNameOf(country, seat);
  tellSeat(row, seat, tell);
  const said = jurisdictionsOf(row, country, names, problems);
  // An embassy is accredited to the country where it stands, unless others are named; a consulate covers a part that must be.
  const jurisdictions = said.length === 0 && isEmbassy(row.kind) ? [{ country, subdivision: null }] : said;
  if (jurisdictions.length === 0) tell("jurisdictions", seat.city, "jurisdiction_unstated");
  const accreditedElsewhere = isEmbassy(row.kind) && !jurisdictions.some((one) => one.country === country);
  const accredited = (locale: "fr" | "en") =>
    accreditedElsewhere ? jurisdictions.map((one) => names.names.get(one.country)?.[locale] ?? one.country).join(", ") : null;
  return {
    ...{ line: row.line, wikidataId: row.wikidataId, kind: row.kind, country, cityFr, cityEn: seat.city },
    nameFr: postName("fr", row.kind, cityFr, accredited("fr")),
    nameEn: postName("en", row.kind, seat.city, accredited("en")),
    position: positionOf(row, seat, country, tell),
    ...{ website: row.website, phone: row.phone, closedOn: row.closedOn },
    genericEmail: genericEmailOf(row, [seat.city, cityFr, ...Object.values(names.names.get(country) ?? {})], tell),
    jurisdictions: jurisdictions.length === 0 ? undefined : jurisdictions,
    accreditedElsewhere,
    cityNames: [...new Set([...[cityFr, seat.city].map(normaliseName), ...(seat.place?.names ?? [])])],
  };
}

type Tell = (column: string, value: string, reason: Reason) => void;

/** Offices that stand in for an embassy cover their country, as one does. */
const isEmbassy = (kind: PostKind) => kind === "embassy" || kind === "cooperation_office";

function frenchNameOf(country: string, { city, place }: Seat): string {
  const known = new Map(Object.entries(frenchCityNames[country] ?? {}).map(([en, fr]) => [normaliseName(en), fr]));
  return known.get(normaliseName(city)) ?? (place && known.get(normaliseName(place.name))) ?? city;
}

function tellSeat({ city }: PostRow, seat: Seat, tell: Tell): void {
  if (seat.inferred) tell("city", city === null ? seat.city : `${city} → ${seat.city}`, "post_seat_inferred");
  else if (!seat.place) tell("city", seat.city, "post_city_unknown");
}

function positionOf({ latitude, longitude }: PostRow, seat: Seat, country: string, tell: Tell): PostDraft["position"] {
  if (latitude === null || longitude === null) return null;
  const position = { latitude: latitude.toFixed(5), longitude: longitude.toFixed(5) };
  const outside = isNearCountry(country, [longitude, latitude], outsideKm) === false;
  if (!outside && !seat.far) return position;
  tell("latitude", `${position.latitude}, ${position.longitude}`, outside ? "coordinates_outside" : "coordinates_far");
  return null;
}

function genericEmailOf({ email }: PostRow, placeNames: string[], tell: Tell): string | null | undefined {
  if (!email || isGenericEmail(email, placeNames)) return email;
  tell("email", email, "email_personal");
  return null;
}
