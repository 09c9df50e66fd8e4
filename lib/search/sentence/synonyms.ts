/**
 * Words and phrases that mean the same to those who search, French and English, as `normaliseName` writes them. Reviewed by
 * reading; words of one stem need not be listed twice. Themes find what is coded so by their labels; this is for what texts say.
 */
const groups: readonly (readonly string[])[] = [
  // Bodies and their short names.
  ["ca", "communaute d agglomeration"],
  ["cc", "communaute de communes"],
  ["cu", "communaute urbaine"],
  ["epci", "intercommunalite", "communaute d agglomeration", "communaute de communes", "communaute urbaine", "metropole"],
  ["ong", "ngo", "organisation non gouvernementale", "non governmental organisation", "association"],
  ["oing", "ingo", "organisation internationale non gouvernementale", "international non governmental organisation"],
  ["vsi", "volontariat de solidarite internationale", "volontaire de solidarite internationale"],
  ["afd", "agence francaise de developpement", "french development agency"],
  ["gect", "egtc", "groupement europeen de cooperation territoriale"],
  ["odd", "sdg", "objectifs de developpement durable", "sustainable development goals"],
  ["ecsi", "education a la citoyennete et a la solidarite internationale", "global citizenship education"],
  ["mairie", "town hall", "hotel de ville"],
  ["pompiers", "firefighters", "fire brigade", "sapeurs"],
  // Water and waste.
  ["eau", "water"],
  ["forage", "borehole", "puits"],
  ["assainissement", "sanitation"],
  ["latrines", "toilettes", "toilets"],
  ["pompe", "pump"],
  ["dechets", "waste", "ordures"],
  ["inondation", "flood"],
  // Energy, climate, land.
  ["energie", "energy"],
  ["solaire", "solar"],
  ["climat", "climate"],
  ["foret", "forest"],
  ["littoral", "cotier", "coastal"],
  ["seisme", "tremblement de terre", "earthquake"],
  ["cyclone", "hurricane", "ouragan"],
  ["agriculteurs", "paysans", "farmers"],
  ["maraichage", "market gardening"],
  ["riz", "rice"],
  ["cafe", "coffee"],
  ["peche", "fishing", "fisheries"],
  // People, school, health.
  ["jeunes", "jeunesse", "youth", "young people"],
  ["enfants", "children"],
  ["femmes", "women"],
  ["ecole", "school"],
  ["lycee", "high school"],
  ["eleves", "pupils", "schoolchildren"],
  ["enseignants", "teachers"],
  ["formation", "training"],
  ["bourses", "scholarships"],
  ["universite", "university"],
  ["sante", "health"],
  ["hopital", "hospital"],
  ["dispensaire", "clinic", "centre de sante", "health centre"],
  ["maternite", "maternity"],
  ["handicap", "disability"],
  ["refugies", "refugees"],
  ["benevoles", "volunteers"],
  // Culture and towns.
  ["patrimoine", "heritage"],
  ["musee", "museum"],
  ["bibliotheque", "library", "mediatheque"],
  ["musique", "music"],
  ["livre", "book"],
  ["tourisme", "tourism"],
  ["logement", "habitat", "housing"],
  ["velo", "bicycle", "cycling"],
  ["marche", "market"],
  ["jumelage", "twinning"],
  ["echange", "exchange"],
  ["anniversaire", "anniversary"],
];

const byPhrase = new Map<string, string[]>();
for (const group of groups)
  for (const phrase of group)
    byPhrase.set(phrase, [...new Set([...(byPhrase.get(phrase) ?? []), ...group.filter((other) => other !== phrase)])]);

/** All of them. */
export const synonyms: readonly string[] = [...byPhrase.keys()];
/** Words of the longest phrase. */
export const longestSynonym = Math.max(...synonyms.map((phrase) => phrase.split(" ").length));

/** An abbreviation so short is a word, too, unless it is written in capitals: "CA". */
const shortest = 4;

/** What means the same as a phrase (`normalised`: as `normaliseName` writes it); nothing for one that stands alone. */
export function synonymsOf(phrase: string, normalised: string): readonly string[] {
  const isWord =
    normalised.length >= shortest ||
    phrase === phrase.toUpperCase() ||
    (byPhrase.get(normalised)?.[0]?.length ?? 0) < 2 * shortest;
  return isWord ? (byPhrase.get(normalised) ?? []) : [];
}
