import { normaliseName } from "@/lib/core/text";

/** Kinds of authority that names tell apart. `type` is the kind of EPCI: two types of one name are two bodies. */
export type AuthorityName = {
  group: "commune" | "epci" | "departement" | "region";
  type: "CA" | "CC" | "CU" | "metropole" | null;
  /** The name without its kind, the likeliest first: "Ville du Havre" → "le havre", "havre". */
  stems: string[];
};

type Kind = Pick<AuthorityName, "group" | "type">;

const kinds: readonly { words: string; kind: Kind }[] = [
  { words: "communaute d agglomeration", kind: { group: "epci", type: "CA" } },
  { words: "communaute de communes", kind: { group: "epci", type: "CC" } },
  { words: "communaute urbaine", kind: { group: "epci", type: "CU" } },
  { words: "metropole", kind: { group: "epci", type: "metropole" } },
  { words: "commune", kind: { group: "commune", type: null } },
  { words: "ville", kind: { group: "commune", type: null } },
  { words: "mairie", kind: { group: "commune", type: null } },
  { words: "municipalite", kind: { group: "commune", type: null } },
  { words: "departement", kind: { group: "departement", type: null } },
  { words: "conseil departemental", kind: { group: "departement", type: null } },
  { words: "conseil general", kind: { group: "departement", type: null } },
  { words: "region", kind: { group: "region", type: null } },
  { words: "conseil regional", kind: { group: "region", type: null } },
];

/** The official list of EPCI writes the kind in two letters: "CA Chartres Métropole". */
const abbreviations: Readonly<Record<string, string>> = {
  "ca ": "communaute d agglomeration ",
  "cc ": "communaute de communes ",
  "cu ": "communaute urbaine ",
};

/** Reads the kind in a name, before or after the proper name. Null when the name states none. */
export function parseAuthorityName(name: string): AuthorityName | null {
  return parseNormalisedAuthorityName(normaliseName(name), /^C[ACU]\s/u.test(name));
}

/** The same for a name in the form in which names are compared. `abbreviated`: it may start with "ca", "cc" or "cu". */
export function parseNormalisedAuthorityName(normalised: string, abbreviated: boolean): AuthorityName | null {
  const kindWords = abbreviated ? abbreviations[normalised.slice(0, 3)] : undefined;
  const text = kindWords ? kindWords + normalised.slice(3) : normalised;
  for (const { words, kind } of kinds) {
    if (text.startsWith(`${words} `)) return { ...kind, stems: stemsOf(text.slice(words.length + 1)) };
    // "Lille Métropole Communauté urbaine"; a name that ends in "Métropole" is a proper name.
    if (kind.type !== null && kind.type !== "metropole" && text.endsWith(` ${words}`))
      return { ...kind, stems: stemsOf(text.slice(0, -words.length - 1)) };
  }
  return null;
}

/** "du havre" → "le havre", "havre"; "de la rochelle" → "la rochelle", "rochelle"; "les ulis" → "les ulis", "ulis". */
export function stemsOf(rest: string): string[] {
  const text = rest
    .replace(/^du /, "le ")
    .replace(/^des /, "les ")
    .replace(/^(?:de|d) /, "");
  const bare = text.replace(/^(?:la|le|les|l) /, "");
  return bare === text || bare === "" ? [text] : [text, bare];
}

const groupOfKind: Readonly<Record<string, readonly AuthorityName["group"][]>> = {
  commune: ["commune"],
  foreign_municipality: ["commune"],
  epci: ["epci"],
  departement: ["departement"],
  region: ["region"],
  foreign_region: ["region", "departement"],
  // Paris is a commune and a département, Corsica a région and two départements, Lyon a métropole.
  special_status_authority: ["commune", "departement", "region", "epci"],
};

/** Groups in which an organisation of this kind is looked for; none for bodies that are no authority. */
export function groupsOfKind(kindCode: string): readonly AuthorityName["group"][] {
  return groupOfKind[kindCode] ?? [];
}

/** Kinds whose bare name (without "Ville de …") is also that of companies and associations: Orange, Saint-Gobain. */
export const commonNameKinds: ReadonlySet<string> = new Set(["commune", "departement", "region"]);

const kindByGroup = {
  french: { commune: "commune", epci: "epci", departement: "departement", region: "region" },
  foreign: {
    commune: "foreign_municipality",
    epci: "foreign_authority",
    departement: "foreign_authority",
    region: "foreign_region",
  },
} as const;

const firstWords: readonly [words: RegExp, kindCode: string][] = [
  [/^(?:universite|university) /, "university"],
  [/^association /, "association"],
  [/^ministere /, "state_body"],
  [/^(?:agence de l eau|office public) /, "public_agency"],
  [/^syndicat (?:mixte|intercommunal|interdepartemental) /, "syndicate"],
];

/** Kind of a body that no list knows, from its name alone; `other` when the name does not tell. */
export function kindFromName(name: string, side: "french" | "foreign" | "unknown"): string {
  const authority = parseAuthorityName(name);
  if (authority && side !== "unknown") return kindByGroup[side][authority.group];
  const text = `${normaliseName(name)} `;
  if (side === "foreign" && /^(?:province|gouvernorat|wilaya|etat|oblast|prefecture) /.test(text)) return "foreign_authority";
  return firstWords.find(([words]) => words.test(text))?.[1] ?? "other";
}
