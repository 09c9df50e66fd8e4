import { normaliseName } from "@/lib/core/text";
import { sideOf } from "@/lib/projects/policy";
import type { OrganisationEntry } from "../draft";
import {
  type AuthorityName,
  commonNameKinds,
  groupsOfKind,
  parseAuthorityName,
  parseNormalisedAuthorityName,
  stemsOf,
} from "./authority-names";

/** What a source says of an organisation. `any`: neither its side nor its country is stated (funders). */
export type Sought = {
  name: string;
  side: "french" | "foreign" | "any";
  countryCode: string | null;
  /** A SIREN that the source states beside the name: it decides. */
  siren?: string | null;
  /** What the source states of an organisation that is in no list, besides. */
  stated?: { kindCode: string | null; nameEn: string | null };
};

/** Codes by which sources name an organisation. */
export type Codes = { siren?: string | null; iati?: string | null };

/** Several candidates and no match is a doubt that the importer must not settle. */
export type Match = { entry: OrganisationEntry | null; candidates: OrganisationEntry[] };

export type OrganisationIndex = {
  find(sought: Sought): Match;
  /** Every organisation that bears a name or bore it, by the name normalised. */
  named(normalised: string): readonly OrganisationEntry[];
  /** Authorities of a kind by their proper name: "Arras" → the grouping of Arras. */
  ofStem(group: AuthorityName["group"], name: string): readonly OrganisationEntry[];
  all(): readonly OrganisationEntry[];
  /** The organisation of a code. */
  byCode(scheme: keyof Codes, code: string): OrganisationEntry | null;
  /** `names` are all its names, normalised. */
  add(entry: OrganisationEntry, names: readonly string[], codes?: Codes): void;
};

/** Entries by a key; of a hundred thousand keys nearly all have one, which is kept without a list around it. */
class Keys {
  readonly #entries = new Map<string, OrganisationEntry | OrganisationEntry[]>();

  add(key: string, entry: OrganisationEntry): void {
    const known = this.#entries.get(key);
    if (known === undefined) this.#entries.set(key, entry);
    else if (!Array.isArray(known)) {
      if (known !== entry) this.#entries.set(key, [known, entry]);
    } else if (!known.includes(entry)) known.push(entry);
  }

  get(key: string): readonly OrganisationEntry[] {
    const known = this.#entries.get(key);
    if (known === undefined) return [];
    return Array.isArray(known) ? known : [known];
  }

  all(): OrganisationEntry[] {
    return [...new Set([...this.#entries.values()].flat())];
  }
}

/** Names, codes and stems of every organisation that a record may mean, kept in memory for one run. */
export function createOrganisationIndex(): OrganisationIndex {
  const bySiren = new Map<string, OrganisationEntry>();
  const byIati = new Map<string, OrganisationEntry>();
  const byName = new Keys();
  const byStem = new Keys();
  const byBareStem = new Keys();
  const types = new Map<OrganisationEntry, AuthorityName["type"]>();
  const sirens = new Map<OrganisationEntry, string>();

  function add(entry: OrganisationEntry, names: readonly string[], { siren, iati }: Codes = {}): void {
    if (siren) {
      bySiren.set(siren, entry);
      sirens.set(entry, siren);
    }
    if (iati) byIati.set(iati, entry);
    const groups = groupsOfKind(entry.kindCode);
    for (const name of names) {
      byName.add(name, entry);
      if (groups.length === 0) continue;
      const parsed = parseNormalisedAuthorityName(name, groups.includes("epci"));
      const [strict = "", bare = strict] = parsed?.stems ?? stemsOf(name);
      if (parsed?.type) types.set(entry, parsed.type);
      // A kind that the name states is the group: the Métropole de Lyon is not the commune of Lyon.
      for (const group of parsed && groups.includes(parsed.group) ? [parsed.group] : groups) {
        const key = `${group} ${strict}`;
        byStem.add(key, entry);
        byBareStem.add(bare === strict ? key : `${group} ${bare}`, entry);
      }
    }
  }

  function byAuthorityName(parsed: AuthorityName, sought: Sought): OrganisationEntry[] {
    const keys = parsed.stems.map((stem) => byStem.get(`${parsed.group} ${stem}`));
    const found = [...keys, byBareStem.get(`${parsed.group} ${parsed.stems.at(-1)}`)]
      .map((entries) => entries.filter((entry) => fits(entry, sought)))
      .find((entries) => entries.length > 0);
    return found ?? [];
  }

  function withoutKind(sought: Sought): OrganisationEntry[] {
    // A bare name means an authority only where the source says that it lists authorities.
    if (sought.side !== "french") return [];
    const stems = stemsOf(normaliseName(sought.name));
    const groups = ["epci", "departement", "region", "commune"] as const;
    return [...new Set(groups.flatMap((group) => byAuthorityName({ group, type: null, stems }, sought)))];
  }

  function find(sought: Sought): Match {
    const coded = sought.siren ? bySiren.get(sought.siren) : undefined;
    if (coded) return { entry: coded, candidates: [] };
    const named = findByName(sought);
    const known = named.entry && sirens.get(named.entry);
    // Of one name, but another body: the code says so.
    return named.entry && sought.siren && known && known !== sought.siren ? { entry: null, candidates: [named.entry] } : named;
  }

  function findByName(sought: Sought): Match {
    const bySirenCode = sirensIn(sought.name).flatMap((siren) => bySiren.get(siren) ?? []);
    if (bySirenCode.length === 1 && bySirenCode[0]) return { entry: bySirenCode[0], candidates: [] };
    const parsed = parseAuthorityName(sought.name);
    const exact = byName.get(normaliseName(sought.name)).filter((entry) => fits(entry, sought));
    const settled = exact.find((entry) => entry.own && entry.merged);
    // A person has said who is meant.
    if (settled) return { entry: settled, candidates: [] };
    const own = exact.find((entry) => entry.own) ?? null;
    const known = exact.filter(
      (entry) => !entry.own && (parsed || sought.side !== "any" || !commonNameKinds.has(entry.kindCode)),
    );
    const typed = parsed ? byAuthorityName(parsed, sought).filter((entry) => !entry.own) : [];
    const sameType = typed.filter((entry) => !parsed?.type || !types.get(entry) || types.get(entry) === parsed.type);
    const groups = [known, sameType, parsed ? [] : withoutKind(sought).filter((entry) => !entry.own)].map(distinct);
    const single = groups.find((entries) => entries.length === 1)?.[0];
    if (single) return { entry: single, candidates: [] };
    const doubtful = typed.length > 0 ? typed : exact.filter((entry) => !entry.own);
    return { entry: own, candidates: groups.find((entries) => entries.length > 1) ?? distinct(doubtful) };
  }

  return {
    find,
    add,
    byCode: (scheme, code) => (scheme === "siren" ? bySiren : byIati).get(code) ?? null,
    named: (normalised) => byName.get(normalised),
    ofStem: (group, name) => byBareStem.get(`${group} ${stemsOf(normaliseName(name)).at(-1)}`),
    all: () => byName.all(),
  };
}

function fits(entry: OrganisationEntry, { side, countryCode }: Sought): boolean {
  if (side === "foreign") return entry.countryCode === countryCode;
  if (side === "french") return sideOf(entry.countryCode) === "french";
  // A funder of unknown country is not the ministry of health of another record's partner country.
  return sideOf(entry.countryCode) !== "foreign";
}

/**
 * Each body once, whether a record of it was merged or not. Of two of which one succeeded the other, the successor carries the
 * name today.
 */
function distinct(all: OrganisationEntry[]): OrganisationEntry[] {
  const entries = all.filter((entry) => !entry.merged || !all.some(({ id, merged }) => id === entry.id && !merged));
  const ids = new Set(entries.map(({ id }) => id));
  return entries.filter(({ successorId }) => successorId === null || !ids.has(successorId));
}

/** Nine digits that are no part of a longer number. */
function sirensIn(name: string): string[] {
  return (name.match(/(?<!\d)(?<!\d )\d{3} ?\d{3} ?\d{3}(?! ?\d)/g) ?? []).map((code) => code.replaceAll(" ", ""));
}
