/** One theme of the nomenclature; `legacy` is the wording of the legacy Atlas where it differs from ours. */
export type ThemeEntry = {
  code: string;
  fr: string;
  en: string;
  legacy?: string;
  /** Purpose codes of the OECD's Creditor Reporting System. */
  crs: readonly string[];
  /** Sustainable Development Goals. */
  sdg: readonly number[];
};

const theme = (
  code: string,
  fr: string,
  en: string,
  crs: readonly string[],
  sdg: readonly number[],
  legacy?: string,
): ThemeEntry => (legacy === undefined ? { code, fr, en, crs, sdg } : { code, fr, en, crs, sdg, legacy });

/** The starter nomenclature, parents before children; the code says the parent (ECO.ATTRACTIVITE stands under ECO). */
export const themeTree: readonly ThemeEntry[] = [
  theme("GOV", "Gouvernance et services publics locaux", "Governance and local public services", ["15112"], [16]),
  theme(
    "GOV.DECENTRALISATION",
    "Appui à la décentralisation et appui institutionnel",
    "Support for decentralisation and institutions",
    ["15112", "15185"],
    [16, 17],
  ),
  theme("GOV.ETAT_CIVIL", "État civil", "Civil registration", ["15185", "13096"], [16]),
  theme("GOV.FINANCES", "Finances et fiscalité locales", "Local finance and taxation", ["15128", "15114"], [16, 17]),
  theme(
    "GOV.PARTICIPATION",
    "Participation citoyenne et droits humains",
    "Citizen participation and human rights",
    ["15150", "15160"],
    [10, 16],
  ),
  theme(
    "GOV.SECURITE_CIVILE",
    "Sécurité civile et gestion des crises",
    "Civil protection and crisis management",
    ["15133", "74020"],
    [11, 13],
  ),

  theme("ENV", "Environnement, climat, énergie", "Environment, climate, energy", ["41010", "23110"], [7, 13, 15]),
  theme("ENV.CLIMAT", "Changement climatique", "Climate change", ["41010", "41020"], [13]),
  theme(
    "ENV.ENERGIE",
    "Énergies renouvelables et efficacité énergétique",
    "Renewable energy and energy efficiency",
    ["23210", "23183"],
    [7, 13],
  ),
  theme("ENV.BIODIVERSITE", "Biodiversité et espaces naturels", "Biodiversity and natural areas", ["41030", "41040"], [14, 15]),
  theme("ENV.RISQUES", "Risques et résilience", "Risks and resilience", ["43060"], [11, 13]),
  theme("ENV.CIRCULAIRE", "Économie circulaire", "Circular economy", ["41010", "14050"], [12]),

  theme("EAU", "Eau et assainissement", "Water and sanitation", ["14010"], [6]),
  theme("EAU.POTABLE", "Accès à l’eau potable", "Access to drinking water", ["14031", "14021"], [6]),
  theme("EAU.ASSAINISSEMENT", "Assainissement et hygiène", "Sanitation and hygiene", ["14032", "14022"], [6]),
  theme("EAU.RESSOURCE", "Gestion de la ressource en eau", "Water resources management", ["14015", "14040"], [6, 15]),

  theme("DEC", "Déchets", "Waste", ["14050"], [11, 12]),
  theme("DEC.COLLECTE", "Collecte des déchets", "Waste collection", ["14050"], [11, 12]),
  theme("DEC.TRAITEMENT", "Traitement et valorisation des déchets", "Waste treatment and recovery", ["14050"], [11, 12]),

  theme("AGR", "Agriculture et alimentation", "Agriculture and food", ["31110"], [2]),
  theme("AGR.SECURITE", "Sécurité alimentaire et nutrition", "Food security and nutrition", ["43072", "12240"], [2]),
  theme("AGR.DURABLE", "Agriculture durable", "Sustainable agriculture", ["31120", "31130"], [2, 15]),
  theme("AGR.FILIERES", "Filières agricoles et alimentaires", "Agricultural and food value chains", ["32161", "31194"], [2, 8]),
  theme("AGR.PECHE_FORET", "Pêche et forêt", "Fisheries and forestry", ["31320", "31220"], [14, 15]),

  theme("ECO", "Économie durable", "Sustainable economy", ["25010"], [8, 9], "Economie durable"),
  theme("ECO.ATTRACTIVITE", "Attractivité des territoires", "Regional attractiveness", ["25010", "32130"], [8, 9]),
  theme(
    "ECO.ATTRACTIVITE.POLES",
    "Pôles de compétitivité, clusters, filières",
    "Competitiveness clusters and industry sectors",
    ["32110", "25030"],
    [8, 9],
  ),
  theme("ECO.LOCAL", "Développement économique local", "Local economic development", ["32130", "25030"], [8]),
  theme("ECO.ESS", "Économie sociale et solidaire", "Social and solidarity economy", ["24040", "25040"], [8, 10]),
  theme("ECO.TOURISME", "Tourisme durable", "Sustainable tourism", ["33210"], [8, 12]),
  theme("ECO.EMPLOI", "Formation professionnelle et emploi", "Vocational training and employment", ["11330", "16020"], [4, 8]),
  theme("ECO.NUMERIQUE", "Innovation et numérique", "Innovation and digital technology", ["22040", "32182"], [9]),

  theme("EDU", "Éducation, jeunesse, recherche", "Education, youth, research", ["11110"], [4]),
  theme("EDU.BASE", "Éducation de base", "Basic education", ["11220", "11240"], [4]),
  theme("EDU.MOBILITE", "Mobilité des jeunes et volontariat", "Youth mobility and volunteering", ["11231", "16015"], [4, 8]),
  theme("EDU.SUPERIEUR", "Enseignement supérieur et recherche", "Higher education and research", ["11420", "43082"], [4, 9]),
  theme(
    "EDU.CITOYENNETE",
    "Éducation à la citoyenneté et à la solidarité internationale (ECSI)",
    "Global citizenship education (ECSI)",
    ["99820"],
    [4, 17],
  ),
  theme("EDU.SPORT", "Sport", "Sport", ["16065"], [3, 4]),

  theme("SAN", "Santé et action sociale", "Health and social action", ["12110", "16011"], [3]),
  theme("SAN.SANTE", "Santé", "Health", ["12220", "12191"], [3]),
  theme("SAN.SOCIAL", "Action sociale", "Social action", ["16015"], [1, 10]),
  theme("SAN.HANDICAP", "Handicap", "Disability", ["16015", "16010"], [3, 10]),
  theme("SAN.EGALITE", "Égalité femmes-hommes", "Gender equality", ["15170", "15180"], [5]),
  theme("SAN.REFUGIES", "Accueil des réfugiés", "Reception of refugees", ["93010"], [10, 16]),

  theme("CUL", "Culture, patrimoine, francophonie", "Culture, heritage, French-speaking world", ["16066"], [4, 11]),
  theme("CUL.CREATION", "Création et échanges culturels", "Artistic creation and cultural exchange", ["16066"], [4, 11]),
  theme("CUL.PATRIMOINE", "Patrimoine", "Heritage", ["41040", "16066"], [11]),
  theme("CUL.LANGUE", "Langue française", "French language", ["16066", "11130"], [4]),

  theme("URB", "Ville, aménagement, mobilité", "Cities, planning, mobility", ["43030"], [11]),
  theme("URB.DEVELOPPEMENT", "Développement urbain", "Urban development", ["43032", "43031"], [11]),
  theme("URB.HABITAT", "Habitat", "Housing", ["16030", "16040"], [11]),
  theme("URB.TRANSPORTS", "Transports et mobilité", "Transport and mobility", ["21012", "21011"], [9, 11]),
  theme("URB.RURAL", "Aménagement rural", "Rural planning", ["43042", "43041"], [2, 11]),

  theme("HUM", "Action humanitaire et reconstruction", "Humanitarian action and reconstruction", ["72010"], [1, 11]),
  theme("HUM.URGENCE", "Aide d’urgence", "Emergency relief", ["72010", "72050"], [1, 3]),
  theme("HUM.RECONSTRUCTION", "Reconstruction", "Reconstruction", ["73010"], [9, 11]),

  theme(
    "EUR",
    "Coopération européenne et transfrontalière, jumelage",
    "European and cross-border cooperation, twinning",
    ["43010"],
    [11, 17],
  ),
  theme("EUR.JUMELAGE", "Jumelage", "Town twinning", ["43010"], [11, 17]),
  theme("EUR.TRANSFRONTALIER", "Coopération transfrontalière", "Cross-border cooperation", ["43010"], [11, 17]),
  theme("EUR.PROGRAMMES", "Programmes européens", "European programmes", ["43010"], [17]),
];
