import type { Sql } from "@/lib/core/bulk";
import { normaliseName } from "@/lib/core/text";
import type { OrganisationEntry } from "../draft";
import { kindFromName } from "./authority-names";
import type { Lookups } from "./lookups";
import type { Sought } from "./organisation-index";
import { inferPlace, type LargeTowns } from "./places";
import { wellKnownBody } from "./well-known";

export type Resolution = {
  entry: OrganisationEntry;
  /** No list of reference knows the organisation: this import or an earlier one made it. */
  unlisted: boolean;
  candidates: OrganisationEntry[];
};

/** Finds the organisation that a source names, or makes an entry for it. Never settles a doubt: several candidates give a new one. */
export async function resolveOrganisation(
  sql: Sql,
  { organisations: index, largeTowns }: Pick<Lookups, "organisations" | "largeTowns">,
  sought: Sought,
): Promise<Resolution> {
  const known = sought.side === "foreign" ? null : wellKnownBody(sought.name);
  const wanted = known ? { ...sought, name: known.name } : sought;
  const match = index.find(wanted);
  if (match.entry)
    return { entry: match.entry, unlisted: match.entry.own && !match.entry.merged && !known, candidates: match.candidates };
  const entry: OrganisationEntry = known ? { ...blank, ...pickIdentity(known) } : await newEntry(sql, largeTowns, sought);
  index.add(entry, [...new Set([entry.name, entry.nameEn ?? entry.name].map(normaliseName))], { siren: wanted.siren ?? null });
  return { entry, unlisted: !known, candidates: match.candidates };
}

const blank = { id: null, publicId: null, nameEn: null, subdivisionCode: null, successorId: null, own: true, position: null };

function pickIdentity({
  name,
  nameEn,
  kindCode,
  countryCode,
}: Pick<OrganisationEntry, "name" | "nameEn" | "kindCode" | "countryCode">) {
  return { name, nameEn, kindCode, countryCode };
}

async function newEntry(
  sql: Sql,
  towns: LargeTowns,
  { name, side, countryCode, siren = null, stated }: Sought,
): Promise<OrganisationEntry> {
  const kindCode = stated?.kindCode ?? kindFromName(name, side === "any" ? "unknown" : side);
  const country = side === "french" || siren ? "FR" : countryCode;
  const place = side === "foreign" && country ? await inferPlace(sql, towns, name, country) : null;
  return {
    ...blank,
    name,
    nameEn: stated?.nameEn ?? null,
    kindCode,
    countryCode: country,
    subdivisionCode: place?.subdivisionCode ?? null,
    position: place?.position ?? null,
    codes: siren ? [{ scheme: "siren" as const, code: siren }] : [],
  };
}
