import type { Departement, Grouping, Region } from "./packages";

/** Official names write a straight apostrophe; people read a typographic one. */
export const typographic = (name: string) => name.replaceAll("'", "’");

/** "de" and the article that a name takes, by INSEE's TNCC code (type de nom en clair). */
const articles: Readonly<Record<number, string>> = { 0: "de ", 1: "d’", 2: "du ", 3: "de la ", 4: "des ", 5: "de l’" };

/** Four départements whose councils drop the article that INSEE gives them ("Département de Vaucluse"). */
const withoutArticle: ReadonlySet<string> = new Set(["41", "47", "82", "84"]);

/** "d’Eure-et-Loir", "de la Sarthe". */
export function ofDivision(division: Pick<Departement | Region, "code" | "nom" | "typeLiaison">): string {
  const article = articles[division.typeLiaison ?? 0] ?? "de ";
  return `${article}${typographic(division.nom)}`;
}

/** Name of the authority of a département, and the other names that files give it. */
export function departementNames(departement: Departement): { name: string; aliases: string[] } {
  const official = ofDivision(departement);
  const own = withoutArticle.has(departement.code) ? `de ${typographic(departement.nom)}` : official;
  const aliases = [...new Set([own, official])].flatMap((complement) => [
    `Département ${complement}`,
    `Conseil départemental ${complement}`,
    `Conseil général ${complement}`,
  ]);
  return { name: `Département ${own}`, aliases: [...aliases, departement.nom] };
}

/** Régions of before 2016, with their preposition, by the code of the région that took over. */
const formerRegions: Readonly<Record<string, readonly (readonly [preposition: string, name: string])[]>> = {
  "24": [["du ", "Centre"]],
  "27": [
    ["de ", "Bourgogne"],
    ["de ", "Franche-Comté"],
  ],
  "28": [
    ["de ", "Basse-Normandie"],
    ["de ", "Haute-Normandie"],
  ],
  "32": [
    ["du ", "Nord-Pas-de-Calais"],
    ["de ", "Picardie"],
  ],
  "44": [
    ["d’", "Alsace"],
    ["de ", "Champagne-Ardenne"],
    ["de ", "Lorraine"],
  ],
  "75": [
    ["d’", "Aquitaine"],
    ["du ", "Limousin"],
    ["de ", "Poitou-Charentes"],
  ],
  "76": [
    ["du ", "Languedoc-Roussillon"],
    ["de ", "Midi-Pyrénées"],
  ],
  "84": [
    ["d’", "Auvergne"],
    ["de ", "Rhône-Alpes"],
  ],
  "93": [["de ", "PACA"]],
};

/** Words that mean other things when they stand alone. */
const tooGeneral: ReadonlySet<string> = new Set(["Centre"]);

/** Name under which a région presents itself, where it is not its official one. */
const regionBrands: Readonly<Record<string, string>> = { "93": "Région Sud", "04": "Région La Réunion" };

/** Name of the authority of a région, and the other names that files give it, those of the merged régions among them. */
export function regionNames(region: Region): { name: string; aliases: string[] } {
  const short = region.code === "04" ? "Réunion" : typographic(region.nom);
  const former = (formerRegions[region.code] ?? []).flatMap(([preposition, name]) => [
    `Région ${name}`,
    `Conseil régional ${preposition}${name}`,
    ...(tooGeneral.has(name) ? [] : [name]),
  ]);
  const brand = regionBrands[region.code];
  const name = `Région ${short}`;
  return { name, aliases: [name, `Conseil régional ${ofDivision(region)}`, region.nom, ...(brand ? [brand] : []), ...former] };
}

const groupingKinds: Readonly<Record<string, string>> = {
  CC: "Communauté de communes",
  CA: "Communauté d’agglomération",
  CU: "Communauté urbaine",
};

/** Full name of an inter-municipal body, its acronym where the list gives one, and the other names by which it goes. */
export function groupingNames(grouping: Grouping): {
  name: string;
  acronym: string | null;
  listed: string;
  bare: string;
  others: string[];
} {
  const listed = typographic(grouping.nom).replace(/\s+/g, " ").trim();
  const unquoted = listed.replaceAll('"', "");
  const [, before = unquoted, between = null] = /^(.*\S) ?\(([^()]+)\)$/.exec(unquoted) ?? [];
  const acronym = between !== null && /^[A-Z0-9]{2,}$/.test(between) ? between : null;
  const proper = acronym === null ? unquoted : before;
  const kind = groupingKinds[grouping.type];
  const withoutKind = (name: string) => (kind === undefined ? name : name.replace(/^(CC|CA|CU) /, ""));
  const own = withoutKind(proper);
  const bare = withoutKind(before).replace(/^(du |des |de la |de l’|de |d’)/, "");
  const name = kind === undefined ? proper : `${kind} ${own}`;
  const short = kind === undefined ? before : `${kind} ${withoutKind(before)}`;
  return { name, acronym, listed, bare, others: between === null ? [] : [short, between] };
}
