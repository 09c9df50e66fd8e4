/**
 * Words of a question beside the names of places, in both languages, as `normaliseName` writes them. Reviewed by reading: each
 * list says what its words mean; a phrase belongs to one list.
 */

/** Codes of themes and the words that name them. */
export const themeWords: Readonly<Record<string, readonly string[]>> = {
  AGR: ["agriculture", "agricole", "agricoles", "agricultural", "farming", "agroecologie", "agroecology", "maraichage"],
  "AGR.PECHE_FORET": ["peche", "fisheries", "fishing", "foret", "forets", "forest", "forests", "forestry"],
  "AGR.SECURITE": ["securite alimentaire", "food security", "nutrition"],
  CUL: ["culture", "culturel", "culturelle", "culturels", "culturelles", "cultural", "francophonie"],
  "CUL.LANGUE": ["langue francaise", "french language"],
  "CUL.PATRIMOINE": ["patrimoine", "heritage"],
  DEC: ["dechets", "dechet", "ordures", "waste", "rubbish"],
  EAU: ["eau", "water", "hydraulique"],
  "EAU.ASSAINISSEMENT": ["assainissement", "sanitation", "hygiene", "latrines", "toilettes", "toilets"],
  "EAU.POTABLE": ["eau potable", "acces a l eau", "adduction d eau", "drinking water", "access to water", "safe water"],
  ECO: ["economie", "economique", "economiques", "economy", "economic"],
  "ECO.EMPLOI": ["formation professionnelle", "emploi", "vocational training", "employment", "apprentissage"],
  "ECO.ESS": ["economie sociale et solidaire", "ess", "social and solidarity economy"],
  "ECO.NUMERIQUE": ["numerique", "digital", "innovation"],
  "ECO.TOURISME": ["tourisme", "touristique", "tourism"],
  EDU: ["education", "educatif", "educative", "educational", "jeunesse", "youth"],
  "EDU.BASE": ["ecole", "ecoles", "scolaire", "scolaires", "school", "schools"],
  "EDU.CITOYENNETE": ["ecsi", "education a la citoyennete", "citizenship education"],
  "EDU.MOBILITE": ["volontariat", "volunteering", "mobilite des jeunes", "youth mobility"],
  "EDU.SPORT": ["sport", "sports"],
  "EDU.SUPERIEUR": ["enseignement superieur", "higher education", "recherche", "research"],
  ENV: ["environnement", "environnemental", "environment", "environmental"],
  "ENV.BIODIVERSITE": ["biodiversite", "biodiversity"],
  "ENV.CLIMAT": ["climat", "climatique", "climate", "changement climatique", "climate change"],
  "ENV.ENERGIE": [
    "energie",
    "energies",
    "energie solaire",
    "energies renouvelables",
    "energy",
    "renewable energy",
    "solar energy",
  ],
  "ENV.RISQUES": ["risques naturels", "natural hazards", "resilience"],
  GOV: ["gouvernance", "governance"],
  "GOV.DECENTRALISATION": ["decentralisation", "appui institutionnel", "institutional support"],
  "GOV.ETAT_CIVIL": ["etat civil", "civil registration"],
  "GOV.PARTICIPATION": ["participation citoyenne", "citizen participation", "droits humains", "human rights"],
  HUM: ["humanitaire", "humanitarian"],
  "HUM.RECONSTRUCTION": ["reconstruction"],
  SAN: ["sante", "sanitaire", "health", "healthcare", "medical", "hopital", "hospital"],
  "SAN.EGALITE": ["egalite femmes hommes", "gender equality", "droits des femmes", "women s rights"],
  "SAN.HANDICAP": ["handicap", "disability"],
  "SAN.REFUGIES": ["refugies", "refugees"],
  URB: ["urbanisme", "urban planning", "amenagement"],
  "URB.HABITAT": ["habitat", "logement", "housing"],
  "URB.TRANSPORTS": ["transport", "transports", "mobilite urbaine", "urban mobility"],
};

/** Codes of forms of cooperation and the words that name them. */
export const formWords: Readonly<Record<string, readonly string[]>> = {
  twinning: [
    ...["jumelage", "jumelages", "jumele", "jumelee", "jumelees", "jumeles", "villes jumelees", "ville jumelee"],
    ...["twinning", "twinnings", "twinned", "twin town", "twin towns", "sister city", "sister cities"],
  ],
  friendship_pact: ["pacte d amitie", "pactes d amitie", "friendship pact", "friendship pacts"],
  cross_border_cooperation: ["cooperation transfrontaliere", "transfrontalier", "cross border cooperation", "cross border"],
  emergency_aid: ["aide d urgence", "emergency aid", "emergency relief"],
  framework_agreement: ["convention cadre", "framework agreement", "framework agreements"],
  cooperation_agreement: ["convention de cooperation", "cooperation agreement", "cooperation agreements"],
};

/** States that a project may be in, and the words that name them. */
export const statusWords: Readonly<Record<string, readonly string[]>> = {
  ongoing: ["en cours", "actuels", "actuellement", "ongoing", "current", "under way"],
  closed: ["termine", "termines", "terminee", "terminees", "acheves", "completed", "finished"],
  planned: ["a venir", "en preparation", "upcoming", "planned"],
};

/** "1 %" schemes. */
export const schemeWords: Readonly<Record<string, readonly string[]>> = {
  water: ["1 eau", "oudin santini", "loi oudin", "1 water"],
  energy: ["1 energie", "amendement pintat", "1 energy"],
  waste: ["1 dechets", "1 waste"],
  mobility: ["1 mobilite", "1 mobility"],
};

/** Regions of the world (M49) under other names than their own. */
export const regionWords: Readonly<Record<string, readonly string[]>> = {
  "002": ["africain", "africaine", "africains", "africaines", "african"],
  "011": ["afrique de l ouest", "west africa", "west african", "ouest africain"],
  "014": ["afrique de l est", "east africa"],
  "015": ["afrique du nord", "north africa", "maghreb"],
  "017": ["central africa"],
  "018": ["southern africa"],
  "021": ["amerique du nord", "north america"],
  "029": ["caraibe", "the caribbean"],
  "030": ["asie de l est", "asie orientale", "east asia"],
  "034": ["asie du sud", "south asia"],
  "035": ["southeast asia", "south east asia"],
  "142": ["asiatique", "asiatiques", "asian"],
  "145": ["moyen orient", "middle east", "proche orient"],
  "151": ["europe de l est", "eastern europe"],
  "202": ["subsaharienne", "sub saharan africa"],
  "419": ["amerique latine", "latin america", "latino americain"],
};

/** French territories under names that the official list does not know: English, adjectives, former regions. */
export const territoryWords: Readonly<Record<string, readonly string[]>> = {
  R11: ["ile de france", "francilien", "franciliens", "francilienne", "franciliennes", "greater paris region"],
  R24: ["centre val de loire"],
  R28: ["normandy", "normand", "normands", "normande", "normandes", "norman"],
  R53: ["brittany", "breton", "bretons", "bretonne", "bretonnes"],
  R76: ["occitan", "occitans", "occitane", "occitanes"],
  R93: ["paca", "provence alpes cote d azur", "region sud"],
  R94: ["corsica", "corse", "corsican"],
  R04: ["reunion island", "ile de la reunion", "reunionnais", "reunionnaise", "reunionnaises"],
  R01: ["guadeloupeen", "guadeloupeens", "guadeloupeenne"],
  R02: ["martiniquais", "martiniquaise", "martiniquaises"],
  R03: ["guyane francaise", "french guiana", "guyanais", "guyanaise"],
  R06: ["mahorais", "mahoraise"],
  "D67 D68": ["alsace", "alsacien", "alsaciens", "alsacienne", "alsaciennes", "alsatian"],
  "D54 D55 D57 D88": ["lorraine", "lorrain", "lorrains"],
  "D08 D10 D51 D52": ["champagne ardenne"],
  "D24 D33 D40 D47 D64": ["aquitaine", "aquitain"],
  "D19 D23 D87": ["limousin"],
  "D16 D17 D79 D86": ["poitou charentes"],
  "D03 D15 D43 D63": ["auvergne", "auvergnat"],
  "D01 D07 D26 D38 D42 D69 D73 D74": ["rhone alpes"],
  "D21 D58 D71 D89": ["bourgogne", "burgundy", "bourguignon"],
  "D25 D39 D70 D90": ["franche comte"],
  "D02 D60 D80": ["picardie", "picardy", "picard"],
  "D59 D62": ["nord pas de calais"],
  "D09 D12 D31 D32 D46 D65 D81 D82": ["midi pyrenees"],
  "D11 D30 D34 D48 D66": ["languedoc roussillon"],
  "D14 D50 D61": ["basse normandie", "lower normandy"],
  "D27 D76": ["haute normandie", "upper normandy"],
};

/** Names that are other things as often: what they may mean is offered, not chosen. */
export const doubtful: ReadonlySet<string> = new Set(
  [
    // Départements with the name of a thing, of a river of several countries or of a town.
    "ain ardennes aube cher creuse jura landes loire lot manche meuse nord paris rhone somme var vienne",
    // A meeting.
    "reunion",
    // A country, and a State of the United States; an island, and a garment; a country, and a first name or a town.
    "georgia georgie jersey dominique maurice grenade salvador jordan chad",
    // What many bodies and programmes are called.
    "europe innovation recherche research resilience amenagement emploi economie economique economy economic",
  ].flatMap((words) => words.split(" ")),
);

/** Pairs of places whose names are taken for each other: both are offered for either. */
export const confused: Readonly<Record<string, readonly { facet: "country" | "territory"; value: string }[]>> = {
  guyane: [{ facet: "country", value: "GY" }],
  guyana: [{ facet: "territory", value: "R03" }],
};

/** Phrases whose parts mean something else in them. */
export const fixedPhrases: readonly string[] = [
  "agenda 2030",
  "agenda 21",
  "horizon 2020",
  "union europeenne",
  "european union",
  "comite de jumelage",
  "comites de jumelage",
  "twinning committee",
  "afrique caraibes pacifique",
  "alliance francaise",
  "cites unies",
];

/** Words that say what the portal is about: they narrow nothing. */
export const emptyWords: ReadonlySet<string> = new Set(
  "projet projets project projects ville villes town towns city cities partenariat partenariats partnership partnerships cooperation cooperations decentralisee decentralised action actions france francais francaise francaises french collectivite collectivites".split(
    " ",
  ),
);

/** Words that join others. */
export const joiningWords: ReadonlySet<string> = new Set(
  "a au aux avec by d dans de des du en entre et for from in l la le les of on par pour sur the to un une vers with between and qui who travaille travaillent works work does do fait font se s".split(
    " ",
  ),
);
