/** How the lines below a label are read. */
export type LabelKind = "furniture" | "posts" | "value" | "list" | "text" | "table" | "answer" | "answers" | "footer";

export type Label = {
  id: LabelId;
  /** As the page prints it; for labels with a variable end, their beginning. */
  text: string;
  kind: LabelKind;
  /** The page always prints it, even with nothing below: without it the page is not whole. */
  required: boolean;
  /** The label's line goes on after its text. */
  prefix?: true;
};

/** Labels of the legacy project page, in the order of the page. */
export const labelIds = [
  "breadcrumb",
  "siteTitle",
  "posts",
  "title",
  "signedYear",
  "theme",
  "subTheme",
  "detailedTheme",
  "otherThemes",
  "startYear",
  "status",
  "endDate",
  "context",
  "background",
  "objectives",
  "description",
  "form",
  "implementation",
  "implementingBodies",
  "leadAuthorities",
  "beneficiaries",
  "foreignPartners",
  "partnerStaff",
  "frenchPartners",
  "threeYearFunding",
  "funding",
  "answers",
  "volunteers",
  "footer",
  "rights",
] as const;
export type LabelId = (typeof labelIds)[number];

function label(id: LabelId, kind: LabelKind, text: string, rule: "required" | "optional" = "required"): Label {
  return { id, kind, text, required: rule === "required" };
}

function beginning(id: LabelId, kind: LabelKind, text: string, rule: "required" | "optional"): Label {
  return { ...label(id, kind, text, rule), prefix: true };
}

export const labels: readonly Label[] = [
  beginning("breadcrumb", "furniture", "Accueil >", "optional"),
  label("siteTitle", "furniture", "Atlas français de la coopération décentralisée et des autres actions extérieures"),
  beginning("posts", "posts", "Contacts dans le poste diplomatique", "optional"),
  label("title", "value", "Titre"),
  label("signedYear", "value", "Année de première signature de la convention", "optional"),
  label("theme", "value", "Thématique d'intervention"),
  label("subTheme", "value", "Sous-thématique d'intervention", "optional"),
  label("detailedTheme", "value", "Sous-sous-thématique d'intervention", "optional"),
  label("otherThemes", "table", "Autres thématiques mises en œuvre pour le partenariat", "optional"),
  label("startYear", "value", "Année de début du partenariat"),
  label("status", "value", "Le partenariat est"),
  label("endDate", "value", "Date de fin du partenariat", "optional"),
  label("context", "text", "Contexte"),
  label("background", "text", "Historique"),
  label("objectives", "text", "Objectif du partenariat"),
  label("description", "text", "Description détaillée du partenariat"),
  label("form", "value", "Votre partenariat prend la forme d'un(e)"),
  label("implementation", "furniture", "Mise en œuvre du partenariat", "optional"),
  label("implementingBodies", "list", "Maître(s) d'œuvre"),
  label("leadAuthorities", "list", "Maître(s) d'ouvrage"),
  label("beneficiaries", "text", "Bénéficiaire(s)"),
  label("foreignPartners", "table", "Partenaires étrangers du partenariat"),
  label("partnerStaff", "table", "Contacts dans les partenaires étrangers du partenariat", "optional"),
  label("frenchPartners", "table", "Collectivités territoriales partenaires du partenariat"),
  label("threeYearFunding", "answer", "Le partenariat n'est pas triennal", "optional"),
  label("funding", "table", "Financement du partenariat"),
  label("answers", "answers", "Évaluations, communication et perspectives", "optional"),
  beginning("volunteers", "table", "Volontaires impliqués dans le partenariat", "optional"),
  label("footer", "furniture", "PIED DE PAGE", "optional"),
  beginning("rights", "footer", "Tous droits réservés", "required"),
];

/** The one label with two wordings. */
export const threeYearWordings = { "Le partenariat est triennal": true, "Le partenariat n'est pas triennal": false } as const;

/** First words of each table's line of column headings. */
export const tableHeaders: Partial<Record<LabelId, string>> = {
  otherThemes: "Thématique éligible",
  foreignPartners: "Nom de la collectivité étrangère Pays",
  partnerStaff: "Nom de la collectivité étrangère Nom Prénom",
  frenchPartners: "Nom de la collectivité territoriale",
  funding: "Nom du financeur",
  volunteers: "Nom Prénom Mission",
};

/** Labels and headings are compared without accents, ligatures and typographic signs; capitals count: they tell a label from prose. */
export function foldLabel(line: string): string {
  return line
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/œ/g, "oe")
    .replace(/Œ/g, "Oe")
    .replace(/[’ʼ`´]/g, "'")
    .replace(/[\s\u00a0\u202f]+/gu, " ")
    .replace(/ ?: ?$/, "")
    .trim();
}

const exact = new Map<string, number>();
const beginnings: { text: string; index: number }[] = [];
labels.forEach((entry, index) => {
  if (entry.prefix) beginnings.push({ text: foldLabel(entry.text), index });
  else exact.set(foldLabel(entry.text), index);
});
const threeYearIndex = labels.findIndex(({ id }) => id === "threeYearFunding");
for (const wording of Object.keys(threeYearWordings)) exact.set(foldLabel(wording), threeYearIndex);

/** The longest label has some 110 characters, and all start with a capital: prose is told apart before it is folded. */
const mayBeLabel = /^[\s\u00a0]*\p{Lu}/u;
const longestLabel = 200;

/** Place in `labels` of the label that a line prints, or -1. */
export function labelOfLine(line: string): number {
  if (!mayBeLabel.test(line)) return -1;
  const folded = foldLabel(line.slice(0, longestLabel));
  return exact.get(folded) ?? beginnings.find(({ text }) => folded.startsWith(text))?.index ?? -1;
}
