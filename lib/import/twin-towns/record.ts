import { normaliseName } from "@/lib/core/text";
import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import type { FindingDraft, OrganisationEntry, ProjectDraft } from "../draft";
import type { Problem } from "../reasons";
import type { SourceRecord } from "../source";
import type { Network } from "./networks";

/** Both ends of a twinning, matched; `told` is shown to the operator, findings to everybody. */
export type Twinning = {
  line: number;
  french: OrganisationEntry;
  partners: OrganisationEntry[];
  network: Network | null;
  aliases: { organisation: OrganisationEntry; name: string }[];
  told: Problem[];
  findings: FindingDraft[];
};

/** Language of the titles that the portal gives to twinnings: a list names the towns only. */
const language = "fr";

/**
 * The project that a twinning is. What the list does not say (years, status, themes, money) stays "not stated". `keyOf` gives
 * an organisation its identity for a second import.
 */
export function recordOfTwinning(twinning: Twinning): SourceRecord {
  const { french, partners, network, line, aliases, told, findings } = twinning;
  const draft: ProjectDraft = {
    ...nothingStated,
    ...titlesOf(twinning),
    formCode: network ? null : "twinning",
    multilateral: network !== null,
    places: partners.map(({ countryCode, position, name }) => ({
      countryCode: countryCode ?? "",
      name: position?.place?.name ?? name,
      position,
    })),
    organisations: [
      { organisation: french, roleCode: "french_partner" },
      ...partners.map((organisation) => ({ organisation, roleCode: "foreign_partner" })),
    ],
    aliases,
    findings,
  };
  const [partner] = partners;
  const sourceKey = network ? `network:${network.code}` : `twinning:${identityOf(french)}:${partner ? identityOf(partner) : ""}`;
  return { sourceKey, line, draft, problems: told };
}

function titlesOf({ french, partners, network }: Twinning): Pick<ProjectDraft, "title" | "texts" | "language"> {
  const names = { french: french.name, partner: partners[0]?.name ?? "" };
  const title = network?.nameFr ?? titleOf("fr", names);
  const titleEn = network?.nameEn ?? titleOf("en", names);
  return { language, title, texts: [{ field: "title", language: "en", body: titleEn, status: "human" }] };
}

/** The engine of messages takes as long for a title as the matching of a row. */
function titleOf(locale: Locale, names: { french: string; partner: string }): string {
  const message: string = translator(locale).raw("import.twinning");
  return message.replace(/\{(french|partner)\}/g, (_, end: "french" | "partner") => names[end]);
}

/** Code of an organisation where it has one; else its name and country. */
export function identityOf({ territoryCode, codes, countryCode, name, position }: OrganisationEntry): string {
  if (territoryCode) return territoryCode;
  const place = position?.place?.id ?? codes?.find(({ scheme }) => scheme === "geonames")?.code;
  if (place !== undefined && place !== null) return `geonames-${place}`;
  return `${countryCode ?? ""} ${normaliseName(name)}`;
}

const nothingStated = {
  legacyId: null,
  declaredStatusCode: null,
  signedYear: null,
  start: null,
  end: null,
  threeYearFunding: null,
  communicationInFrance: null,
  communicationAbroad: null,
  evaluation: null,
  lastConfirmedOn: null,
  sourceUrl: null,
  themes: [],
  funding: [],
  people: [],
  volunteers: [],
  posts: [],
};
