import { db } from "@/lib/core/db";
import { organisationFactsOn } from "@/lib/history/queries/organisation";
import { sideOf } from "@/lib/projects/policy";
import { presentName } from "@/lib/projects/queries/present";
import type { OrganisationSubject } from "../schema";

/** Kind and country of former facts, by their codes. */
async function typeOf(code: string): Promise<OrganisationSubject["type"] | null> {
  const row = await db().organisationKind.findUnique({ where: { code } });
  return row && { code, labels: { fr: row.labelFr, en: row.labelEn }, isAuthority: row.isAuthority };
}

async function countryOf(code: string): Promise<OrganisationSubject["country"]> {
  const row = await db().country.findUnique({ where: { code } });
  return row && { code, names: { fr: row.nameFr, en: row.nameEn }, slugs: { fr: row.slugFr, en: row.slugEn } };
}

/** An organisation as its record stood at the end of a day (ISO); null where it did not exist. What it takes part in is not looked at. */
export async function organisationOn(subject: OrganisationSubject, day: string): Promise<OrganisationSubject | null> {
  if (subject.createdOn > day) return null;
  const undone = await organisationFactsOn(subject.key, day);
  if (undone.size === 0) return subject;
  const text = (field: string) => {
    const value = undone.get(field);
    return typeof value === "string" ? value : null;
  };
  const { names, codes } = subject;
  const name = text("name") ?? names.fr;
  const nameEn = undone.has("nameEn") ? text("nameEn") : names.en === names.fr ? null : names.en;
  const kind = text("kind");
  const country = undone.has("country") ? await countryOf(text("country") ?? "") : subject.country;
  const formerCodes = codes.filter(({ scheme }) => !undone.has(scheme));
  for (const scheme of ["siren", "geonames", "wikidata", "iati"]) {
    const code = text(scheme);
    if (code !== null) formerCodes.push({ scheme, code });
  }
  return {
    ...subject,
    names: { fr: name, en: presentName({ name, nameEn }, "en") },
    type: (kind === null ? null : await typeOf(kind)) ?? subject.type,
    country,
    side: sideOf(country?.code ?? null),
    website: undone.has("website") ? text("website") : subject.website,
    codes: formerCodes,
  };
}
