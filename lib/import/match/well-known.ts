import { normaliseName } from "@/lib/core/text";
import { wellKnownBodies } from "@/lib/reference/authority-exceptions";
import type { OrganisationEntry } from "../draft";

type Identity = Pick<OrganisationEntry, "name" | "nameEn" | "kindCode" | "countryCode">;

/** The bodies that most records name, from the one list of the reference data: made again when an operator removed them. */
const byName = new Map(
  wellKnownBodies.flatMap(({ name, nameEn, kind, country, aliases }) => {
    const identity: Identity = { name, nameEn, kindCode: kind, countryCode: country };
    return [name, ...aliases].map((spelling) => [normaliseName(spelling), identity] as const);
  }),
);

/** The well-known body that a name means. Not for partners abroad, whose ministries may bear the same names. */
export function wellKnownBody(name: string): Identity | null {
  return byName.get(normaliseName(name)) ?? null;
}
