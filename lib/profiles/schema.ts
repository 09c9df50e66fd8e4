import type { ProjectQuery } from "@/lib/search/params";

/** What has a page of its own besides a project. A funder is an organisation; EPCI and communes are, too. */
export const subjectKinds = ["organisation", "country", "territory", "theme", "scheme"] as const;
export type SubjectKind = (typeof subjectKinds)[number];

type Both = { fr: string; en: string };
type SubjectBase = {
  /** Value of the filter: public id, ISO code, code of the territory or theme. */
  key: string;
  /** Last part of the address of the page. */
  records: Both;
  names: Both;
  /** All projects of the subject. */
  query: ProjectQuery;
};

export type OrganisationSubject = SubjectBase & {
  kind: "organisation";
  type: { code: string; labels: Both; isAuthority: boolean };
  side: "french" | "foreign" | "unattributed";
  country: { code: string; names: Both; slugs: Both } | null;
  subdivisionCode: string | null;
  /** GeoNames. */
  placeId: number | null;
  /** Code of the territory that it governs. */
  territory: string | null;
  codes: readonly { scheme: string; code: string }[];
  website: string | null;
  /** Bodies that became part of it; their projects are counted here. */
  predecessors: readonly string[];
  /** Day on which its record was made, ISO. */
  createdOn: string;
  demo: boolean;
};

export type CountrySubject = SubjectBase & { kind: "country" };
export type TerritorySubject = SubjectBase & { kind: "territory"; level: "region" | "departement" | "overseas" };
export type ThemeSubject = SubjectBase & { kind: "theme"; above: readonly { key: string; names: Both; records: Both }[] };
/** A "1 %" scheme: the article of the code général des collectivités territoriales, and the year of its law. */
export type SchemeSubject = SubjectBase & { kind: "scheme"; article: string; since: number };

export type Subject = OrganisationSubject | CountrySubject | TerritorySubject | ThemeSubject | SchemeSubject;
