import type { Subject, SubjectKind } from "../schema";
import { findOrganisation, findOrganisationByCode } from "./organisation";
import { findCountry, findTerritory } from "./place";
import { findScheme } from "./scheme";
import { findTheme } from "./theme";

const slug = "(?:-.*)?";
const code = (form: string) => new RegExp(`^(${form})${slug}$`, "i");
const forms = {
  organisation: code("o\\d{1,12}"),
  territory: code("R\\d\\d|C9\\d\\d|D(?:\\d\\d|2[AB]|97\\d)|\\d[\\dAB]\\d{3}|\\d{9}"),
  theme: code("[a-z][a-z0-9_]{0,59}"),
};
const register = /^([a-z]{3,10})\/([a-z0-9-]{1,60})$/i;

/** One entry for each kind: the subject that the last part of an address names, by whatever identifies it; null where there is none. */
const finders: Record<SubjectKind, (name: string) => Promise<Subject | null>> = {
  organisation: async (name) => {
    const id = forms.organisation.exec(name)?.[1];
    if (id) return findOrganisation(id.toLowerCase());
    const [, scheme, registered] = register.exec(name) ?? [];
    return scheme && registered ? findOrganisationByCode(scheme.toLowerCase(), registered) : null;
  },
  country: async (name) => (/^[a-z0-9-]{2,80}$/i.test(name) ? findCountry(name) : null),
  territory: async (name) => {
    const found = forms.territory.exec(name)?.[1];
    return found ? findTerritory(found) : null;
  },
  theme: async (name) => {
    const found = forms.theme.exec(name)?.[1];
    return found ? findTheme(found) : null;
  },
  scheme: async (name) => (/^[a-z0-9_-]{1,80}$/i.test(name) ? findScheme(name) : null),
};

/**
 * The subject that the last part of an address names: its canonical name, an old slug, the code of another register
 * ("siren/200033181"), a body that became part of another. Throws when the database does not answer.
 */
export function findSubject(kind: SubjectKind, name: string): Promise<Subject | null> {
  return finders[kind](name);
}

/** The subject of a kind by its key, the value of its filter ("SN", "EAU.POTABLE", "o12"). */
export const subjectOfKey = (kind: SubjectKind, key: string): Promise<Subject | null> =>
  findSubject(kind, key.replaceAll(".", "_"));
