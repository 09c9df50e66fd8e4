import type {
  CoordinatePrecision,
  FundingKind,
  OrganisationCodeScheme,
  PostKind,
  ProjectTextField,
  TranslationStatus,
} from "@/lib/core/prisma-client/enums";
import type { RuleCode } from "@/lib/quality/rules";
import type { PartialDate } from "./normalise/dates";

/**
 * What an importer wants the database to hold, whatever its source: the shared output of the normalise and match stages and
 * the input of the apply stage. Organisations and posts are entries of the run's indexes; those without an id are created.
 */
export type OrganisationEntry = {
  id: number | null;
  publicId: string | null;
  name: string;
  nameEn: string | null;
  kindCode: string;
  countryCode: string | null;
  subdivisionCode: string | null;
  successorId: number | null;
  /** Created by an importer of this source, and by nothing better since. */
  own: boolean;
  /** Another record of the body of this id, which a person merged into it: names and place are those of the merged record. */
  merged?: boolean;
  position: EntryPosition | null;
  /** Code of the territory that it governs: "28085", "D28", "R24". */
  territoryCode?: string | null;
  /** Inhabitants of that territory. */
  population?: number | null;
  /** Codes to store with an entry that is created. */
  codes?: { scheme: OrganisationCodeScheme; code: string }[];
};

/** WGS84 degrees as decimal strings; `place` is the populated place that they come from. */
export type EntryPosition = {
  latitude: string;
  longitude: string;
  precision: CoordinatePrecision;
  place: { id: number; name: string } | null;
};

export type PostEntry = {
  id: number | null;
  publicId: string | null;
  kind: PostKind;
  nameFr: string;
  nameEn: string;
  cityFr: string;
  cityEn: string;
  countryCode: string;
  jurisdiction: { countryCode: string; subdivisionCode: string | null } | null;
};

/** PERSONAL DATA: stored in `contact` only, never in a report, a revision or a finding. */
export type PersonDraft = {
  functionCode: "decentralised_cooperation_correspondent" | "cooperation_counsellor" | "partner_staff" | "other";
  functionLabel: string | null;
  lastName: string | null;
  firstName: string | null;
  email: string | null;
};

export type FundingDraft = {
  funder: OrganisationEntry;
  year: number | null;
  /** Decimal with two places, in `currency`. Null: not stated, which is not zero. */
  amount: string | null;
  /** ISO 4217. */
  currency: string;
  kind: FundingKind;
  inKind: boolean;
  /** Null: the part of the scheme is not stated. */
  schemes: { code: string; amount: string | null }[];
};

export type FindingDraft = {
  rule: RuleCode;
  organisation: OrganisationEntry | null;
  key: string;
  details: Record<string, string | number>;
};

/** `original`: in the language of the record. A title is a text only as a translation. */
export type TextDraft = { field: ProjectTextField; language: string; body: string; status: TranslationStatus };

export type ProjectDraft = {
  legacyId: number | null;
  title: string;
  language: string;
  formCode: string | null;
  declaredStatusCode: string | null;
  signedYear: number | null;
  start: PartialDate | null;
  end: PartialDate | null;
  threeYearFunding: boolean | null;
  communicationInFrance: boolean | null;
  communicationAbroad: boolean | null;
  evaluation: boolean | null;
  /** A network of many towns is one project. */
  multilateral: boolean;
  /** ISO date. */
  lastConfirmedOn: string | null;
  /** Address of the record at its source. */
  sourceUrl: string | null;
  texts: TextDraft[];
  places: { countryCode: string; name: string | null; position: EntryPosition | null }[];
  organisations: { organisation: OrganisationEntry; roleCode: string }[];
  /** Names that the source gives organisations and that are not known yet. */
  aliases?: { organisation: OrganisationEntry; name: string }[];
  /** Rank 0 is the main theme; percentage: decimal of 0 to 100, where the source states it. */
  themes: { id: number; code: string; rank: number; percentage: string | null }[];
  funding: FundingDraft[];
  /** Staff of partners and addresses withheld from texts, restricted. */
  people: { organisation: OrganisationEntry; person: PersonDraft }[];
  /** PERSONAL DATA: rows of volunteers as printed. */
  volunteers: string[];
  posts: { post: PostEntry; people: PersonDraft[] }[];
  findings: FindingDraft[];
};
