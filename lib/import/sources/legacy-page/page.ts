import type { Located } from "../../lines";

/**
 * A row as the page prints it: the columns run together, only the reference data can tell them apart. `cells` are its columns
 * where the file has kept them: tabs, an HTML page.
 */
export type Row = Located<string> & { cells?: readonly string[] };
export type Table = { header: Located<string> | null; rows: Row[] };

export type PostContact = {
  /** Function as printed; null when the page gives a name alone. */
  function: Located<string> | null;
  name: Located<string> | null;
  email: Located<string> | null;
};

export type PostBlock = { name: Located<string>; contacts: PostContact[] };

export const textFields = ["context", "background", "objectives", "description", "beneficiaries"] as const;
export type TextField = (typeof textFields)[number];

type Value = Located<string> | null;

/** A legacy project page, as printed: nothing is interpreted yet but its answers. Null is "not stated". */
export type LegacyPage = {
  posts: PostBlock[];
  title: Located<string>;
  signedYear: Value;
  theme: Value;
  subTheme: Value;
  detailedTheme: Value;
  otherThemes: Table;
  startYear: Value;
  status: Value;
  endDate: Value;
  texts: Record<TextField, Value>;
  form: Value;
  implementingBodies: Located<string>[];
  leadAuthorities: Located<string>[];
  foreignPartners: Table;
  partnerStaff: Table;
  frenchPartners: Table;
  funding: Table;
  volunteers: Table;
  threeYearFunding: boolean | null;
  communicationInFrance: boolean | null;
  communicationAbroad: boolean | null;
  evaluation: boolean | null;
};
