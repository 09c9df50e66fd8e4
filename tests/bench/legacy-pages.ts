import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The n-th of a list, round and round. */
function nth<T>(list: readonly T[], n: number): T {
  const value = list[n % list.length];
  if (value === undefined) throw new RangeError("an empty list");
  return value;
}

// Every name is invented; no town of France or elsewhere bears one.
const towns = "Exemplac Fictiville Imaginy Songeac Chimérault Nullepart-le-Vieux Inventignac Factoire Hypothèse-Bourg".split(" ");
const endings = ["sur-Feinte", "les-Songes", "en-Essai", "la-Maquette", "le-Modèle", "aux-Chimères", "sous-Fable"];
const partners = ["Testoundou", "Essaibougou", "Modelgrad", "Villa Ficticia", "Nova Quimera", "Probestadt", "Dummyville"];
const countries = [
  "Sénégal",
  "Bénin",
  "Maroc",
  "Madagascar",
  "Québec, Canada",
  "Allemagne",
  "Viêt Nam",
  "Brésil",
  "Mali",
  "Liban",
];
const themes = [
  ["Economie durable", "Attractivité des territoires", "Pôles de compétitivité, clusters, filières"],
  ["Eau et assainissement", "Accès à l'eau potable", ""],
  ["Culture, patrimoine, francophonie", "Patrimoine", ""],
  ["Agriculture et alimentation", "Sécurité alimentaire et nutrition", ""],
] as const;
const sentences = [
  "Les deux collectivités imaginaires souhaitent partager leurs méthodes de gestion du service public de l’eau.",
  "Un premier échange a réuni des élus, des techniciens et des habitants autour d’un diagnostic commun.",
  "La démarche s’appuie sur un comité de suivi qui se réunit deux fois par an et rend ses travaux publics.",
  "Le projet prévoit la formation de douze agents, l’achat de matériel et un bilan partagé à mi-parcours.",
  "Les associations locales seront associées à chaque étape, du choix des sites à l’entretien des ouvrages.",
  "Ces actions doivent durer après la fin du financement : un plan de relève est écrit dès la première année.",
  "Les jeunes des deux territoires préparent une exposition bilingue sur les paysages et les métiers.",
];

/** Paragraphs and a list, as long as those of real pages (about 1,500 characters a field). */
function prose(n: number): string {
  const paragraph = (from: number) => Array.from({ length: 4 }, (_, index) => nth(sentences, from + index)).join(" ");
  const list = Array.from({ length: 3 }, (_, index) => `- ${nth(sentences, n + 3 * index)}`).join("\n");
  return `${paragraph(n)}\n\n${paragraph(n + 2)}\n\nObjectifs :\n${list}`;
}

/** Text of a legacy project page, complete and without doubts, about a project that does not exist. */
function legacyPage(n: number): string {
  const town = `${nth(towns, n)}-${nth(endings, n * 5 + Math.floor(n / 9))}`;
  const authority = `${n % 3 === 0 ? "Communauté de communes" : "Ville"} de ${town}`;
  const partner = `Municipalité de ${nth(partners, n)} ${1 + Math.floor(n / 30)}`;
  const country = nth(countries, n * 3).replace(/^.*, /, "");
  const [theme, subTheme, detailedTheme] = nth(themes, n);
  const start = 2008 + (n % 14);
  const lines = [start, start + 1].flatMap((year) => [
    `Ministère de l'Europe et des Affaires étrangères ${4_000 + (n % 60) * 100} ${year}`,
    `${authority} ${9_000 + (n % 90) * 110} ${year}`,
    `Collectivités et partenaires étrangers ${3_000 + (n % 40) * 90} ${year}`,
  ]);
  return `Accueil > ???menu.atlas.libelle??? > ???menu.atlas.detailProjet.libelle???

Atlas français de la coopération décentralisée et des autres actions extérieures

Titre
Essai n° ${n + 1} : échanges entre ${town} et ${nth(partners, n)}
Année de première signature de la convention
${start}
Thématique d'intervention
${theme}
Sous-thématique d'intervention
${subTheme}
Sous-sous-thématique d'intervention
${detailedTheme}

Autres thématiques mises en œuvre pour le partenariat

Autres thématiques mises en œuvre pour le partenariat
Thématique éligible Sous-thématique Sous-sous-thématique Priorité
<< < pagination.page.precedent 1 pagination.page.suivant > >>
Année de début du partenariat
${start}
Le partenariat est
${nth(["En cours", "Terminé"], n)}
Date de fin du partenariat
31/12/${start + 2}
Contexte
${prose(n)}
Historique
${prose(n + 1)}
Objectif du partenariat
${prose(n + 2)}
Description détaillée du partenariat
${prose(n + 3)}
Votre partenariat prend la forme d'un(e)
${nth(["Projet de coopération décentralisée", "Jumelage", "Convention de coopération"], n)}
Mise en œuvre du partenariat
Maître(s) d'œuvre
Maître(s) d'ouvrage
${authority}
Bénéficiaire(s)
${nth(sentences, n)} ${nth(sentences, n + 4)}

Partenaires étrangers du partenariat

Partenaires étrangers du partenariat
Nom de la collectivité étrangère Pays
${partner} ${country} commun.ico.loupe.alter

Contacts dans les partenaires étrangers du partenariat

Contacts dans les partenaires étrangers du partenariat
Nom de la collectivité étrangère Nom Prénom Fonction Courriel
${partner} Exemple Camille Directeur technique camille.exemple@example.org

Collectivités territoriales partenaires du partenariat

Collectivités territoriales partenaires du partenariat
Nom de la collectivité territoriale
${authority} commun.ico.loupe.alter

Le partenariat n'est pas triennal

Financement du partenariat

Financement du partenariat
Nom du financeur Montant en euros Montant 1% Eau (Loi Oudin 2005) Montant 1% Eau (Loi Oudin 2005) Montant 1% Eau (Loi Oudin 2005) Année
${lines.join("\n")}

Évaluations, communication et perspectives

Une communication a été engagée en France

Une communication a été engagée dans les pays partenaires

Aucune politique d'évaluation n'a été engagée

Volontaires impliqués dans le partenariat (VSI, service civique, etc.) d'Échange et de Solidarité

Volontaires impliqués dans le partenariat (VSI, service civique, etc.) d'Échange et de Solidarité
Nom Prénom Mission Champs d'action Entité d'affectation

PIED DE PAGE

Tous droits réservés - Ministère de l'Europe et des Affaires étrangères 2013
`;
}

/** Writes pages into a folder, named as a browser saves them; resolves to the files. */
export function writeLegacyPages(folder: string, count: number): string[] {
  mkdirSync(folder, { recursive: true });
  return Array.from({ length: count }, (_, n) => {
    const file = path.join(folder, `detailProjet-${900_000 + n}.txt`);
    writeFileSync(file, legacyPage(n));
    return file;
  });
}
