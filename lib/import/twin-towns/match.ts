import { normaliseName } from "@/lib/core/text";
import { sideOf } from "@/lib/projects/policy";
import type { FindingDraft, OrganisationEntry } from "../draft";
import { kindFromName } from "../match/authority-names";
import type { ForeignTown, ForeignTowns } from "../match/foreign-towns";
import type { FrenchEnds, FrenchMatch } from "../match/french-ends";
import type { Lookups } from "../match/lookups";
import { type Problem, reasons } from "../reasons";
import { networkOf } from "./networks";
import type { Twinning } from "./record";
import { columns, type StatedTwinning } from "./row";

export type Matchers = { lookups: Lookups; french: FrenchEnds; towns: ForeignTowns };

/** The town abroad that a row names; null when its country is not known, or is France. */
export function foreignTownOf({ lookups }: Matchers, { partner, country }: StatedTwinning): ForeignTown | null {
  const countryCode = countryOf(lookups, country);
  return countryCode === null || sideOf(countryCode) !== "foreign" ? null : { ...partner, countryCode };
}

/** A country in any spelling; "Réunion, France" by its first part. */
function countryOf({ countries }: Lookups, stated: string): string | null {
  const [first = ""] = stated.split(",");
  return countries.get(normaliseName(stated)) ?? countries.get(normaliseName(first)) ?? null;
}

/** Matches both ends of a row. A row that is no twinning with a town abroad has a problem of level `rejected`. */
export function matchTwinning(matchers: Matchers, stated: StatedTwinning): Twinning | Problem[] {
  const { line, french, partner, country } = stated;
  const told = [...stated.problems];
  const tell = (column: { label: string }, value: string, reason: Problem["reason"]) =>
    told.push({ line, column: column.label, value, reason });
  if (told.some(({ reason }) => reasons[reason].level === "rejected")) return told;
  const town = foreignTownOf(matchers, stated);
  if (!town) {
    const isKnown = countryOf(matchers.lookups, country) !== null;
    tell(
      isKnown ? columns.partner : columns.country,
      isKnown ? partner.stated : country,
      isKnown ? "partner_french" : "country_not_known",
    );
    return told;
  }
  const match = matchers.french.find({ ...french, place: french.qualifier });
  if (match.doubt) tell(columns.french, `${french.stated}: ${match.doubt.value}`, match.doubt.reason);
  const entry = match.entry ?? unlisted(matchers, french.stated);
  const findings: FindingDraft[] = [];
  if (!match.entry && !entry.merged) tellUnlisted(match, entry, french.stated, tell, findings);
  const resolved = matchers.towns.resolve(town);
  for (const { reason, value } of resolved.told) tell(columns.partner, value, reason);
  const isKnown = matchers.lookups.organisations.named(normaliseName(french.name)).includes(entry);
  const alias = match.alias && !isKnown ? [{ organisation: entry, name: french.name }] : [];
  if (match.alias) tell(columns.french, `${french.stated}: ${entry.name}`, "name_former");
  const network = networkOf(french.name, partner.name);
  return { line, french: entry, partners: [resolved.entry], network, aliases: alias, told, findings };
}

function tellUnlisted(
  { candidates }: FrenchMatch,
  entry: OrganisationEntry,
  name: string,
  tell: (column: { label: string }, value: string, reason: Problem["reason"]) => void,
  findings: FindingDraft[],
): void {
  const listed = candidates.slice(0, shownCandidates).map((other) => `${other.name} (${other.publicId})`);
  if (candidates.length > shownCandidates) listed.push("…");
  const reason = candidates.length > 0 ? "organisation_ambiguous" : "organisation_created";
  tell(columns.french, [name, ...listed].join(" ? "), reason);
  const details = { organisation: entry.name, ...(candidates.length > 0 ? { candidates: listed.join(", ") } : {}) };
  findings.push({ rule: reason, organisation: entry, key: "", details });
}

/** Enough to choose from; a bare "Saint-Martin" has dozens. */
const shownCandidates = 5;

/** An authority that no list has, or of which nobody can be sure: kept apart, for a person to link. */
function unlisted({ lookups }: Matchers, name: string): OrganisationEntry {
  const known = lookups.organisations.named(normaliseName(name)).find((entry) => entry.own && entry.countryCode === "FR");
  if (known) return known;
  const kind = kindFromName(name, "french");
  const entry: OrganisationEntry = {
    ...{ id: null, publicId: null, name, nameEn: null, countryCode: "FR", subdivisionCode: null, successorId: null },
    kindCode: kind === "other" ? "commune" : kind,
    ...{ own: true, position: null },
  };
  lookups.organisations.add(entry, [normaliseName(name)]);
  return entry;
}
