/** One authority that exercises the powers of a région, of départements, or of both. */
export type SingleAuthority = {
  name: string;
  /** The territory that it governs, null when it is none of the list. */
  territory: string | null;
  /** The territory whose position it takes. */
  seat: string;
  /** Territories that have no authority of their own because of it. */
  replaces: readonly string[];
  aliases: readonly string[];
};

export const singleAuthorities: readonly SingleAuthority[] = [
  {
    name: "Collectivité européenne d’Alsace",
    territory: null,
    seat: "D67",
    replaces: ["D67", "D68"],
    aliases: ["CeA", "Collectivité européenne d’Alsace (CeA)"],
  },
  {
    name: "Collectivité de Corse",
    territory: "R94",
    seat: "R94",
    replaces: ["R94", "D2A", "D2B"],
    aliases: ["Collectivité territoriale de Corse", "Région Corse", "Corse", "Assemblée de Corse"],
  },
  {
    name: "Collectivité territoriale de Martinique",
    territory: "R02",
    seat: "R02",
    replaces: ["R02", "D972"],
    aliases: ["CTM", "Région Martinique", "Conseil régional de Martinique", "Conseil régional de la Martinique"],
  },
  {
    name: "Collectivité territoriale de Guyane",
    territory: "R03",
    seat: "R03",
    replaces: ["R03", "D973"],
    aliases: ["CTG", "Région Guyane", "Conseil régional de Guyane", "Conseil régional de la Guyane"],
  },
  {
    // Law of 11 August 2025: the département became a special-status authority under this name on 1 January 2026.
    name: "Département-Région de Mayotte",
    territory: "R06",
    seat: "R06",
    replaces: ["R06", "D976"],
    aliases: ["Collectivité départementale de Mayotte"],
  },
  // The city of Paris exercises the powers of its département; its authority comes with the communes.
];

/** Départements without an authority of their own, besides those of `singleAuthorities`. */
export const withoutDepartmentalAuthority: readonly string[] = ["D75"];

/** Authorities of the overseas collectivities. Clipperton, property of the State, has none. */
export const overseasNames: Readonly<Record<string, { name: string; aliases: readonly string[] }>> = {
  C975: {
    name: "Collectivité territoriale de Saint-Pierre-et-Miquelon",
    aliases: ["Saint-Pierre-et-Miquelon", "Conseil territorial de Saint-Pierre-et-Miquelon"],
  },
  C977: {
    name: "Collectivité de Saint-Barthélemy",
    aliases: ["Saint-Barthélemy", "Collectivité d’outre-mer de Saint-Barthélemy"],
  },
  C978: { name: "Collectivité de Saint-Martin", aliases: ["Saint-Martin", "Collectivité d’outre-mer de Saint-Martin"] },
  C984: { name: "Terres australes et antarctiques françaises", aliases: ["TAAF"] },
  C986: {
    name: "Territoire des îles Wallis et Futuna",
    aliases: ["Wallis-et-Futuna", "Collectivité de Wallis-et-Futuna", "Assemblée territoriale de Wallis-et-Futuna"],
  },
  C987: { name: "Polynésie française", aliases: ["Gouvernement de la Polynésie française"] },
  C988: { name: "Nouvelle-Calédonie", aliases: ["Gouvernement de la Nouvelle-Calédonie"] },
};

/** Bodies that most records name. */
export const wellKnownBodies = [
  {
    kind: "state_body",
    name: "Ministère de l’Europe et des Affaires étrangères",
    nameEn: "Ministry for Europe and Foreign Affairs",
    acronym: "MEAE",
    country: "FR",
    aliases: [
      "MEAE",
      "Ministère de l’Europe et des Affaires étrangères (MEAE)",
      "Ministère des Affaires étrangères",
      "MAE",
      "Ministère des Affaires étrangères et européennes",
      "MAEE",
      "Ministère des Affaires étrangères et du Développement international",
      "MAEDI",
      "Délégation pour l’action extérieure des collectivités territoriales",
      "DAECT",
      "Délégation pour les collectivités territoriales et la société civile",
      "DCTCIV",
      "Ministry for Europe and Foreign Affairs",
    ],
  },
  {
    kind: "public_agency",
    name: "Agence française de développement",
    nameEn: "French Development Agency",
    acronym: "AFD",
    country: "FR",
    aliases: ["AFD", "Agence française de développement (AFD)", "French Development Agency"],
  },
  {
    // A line of the legacy form that adds up funders on the partners' side; it belongs to no country.
    kind: "unattributed_group",
    name: "Collectivités et partenaires étrangers",
    nameEn: "Foreign authorities and partners",
    acronym: null,
    country: null,
    aliases: ["Collectivités étrangères et partenaires", "Partenaires étrangers", "Foreign authorities and partners"],
  },
] as const;

/** English names of communes, by their code: those that differ from the French one by more than accents. */
export const englishCommuneNames: Readonly<Record<string, string>> = {
  "13055": "Marseilles",
  "51454": "Rheims",
  "59183": "Dunkirk",
  "69123": "Lyons",
};
