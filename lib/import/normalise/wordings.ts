/** Wordings of the legacy Atlas that differ from the labels of the lists, normalised. */
export const statusWordings: ReadonlyMap<string, string> = new Map([
  ["en cours", "ongoing"],
  ["en projet", "planned"],
  ["a venir", "planned"],
  ["en finalisation", "finalisation"],
  ["termine", "closed"],
  ["acheve", "closed"],
  ["clos", "closed"],
  ["annule", "cancelled"],
  ["abandonne", "cancelled"],
  ["suspendu", "suspended"],
]);

export const formWordings: ReadonlyMap<string, string> = new Map([
  ["projet de cooperation decentralisee", "decentralised_cooperation_project"],
  ["jumelage", "twinning"],
  ["convention de cooperation", "cooperation_agreement"],
  ["accord de cooperation", "cooperation_agreement"],
  ["pacte d amitie", "friendship_pact"],
  ["convention cadre", "framework_agreement"],
  ["accord cadre", "framework_agreement"],
  ["action ponctuelle", "one_off_action"],
  ["aide d urgence", "emergency_aid"],
  ["cooperation transfrontaliere", "cross_border_cooperation"],
]);

/** Word after "Montant 1%" in the heading of a column. */
export const schemeWordings: ReadonlyMap<string, string> = new Map([
  ["eau", "water"],
  ["energie", "energy"],
  ["dechets", "waste"],
  ["mobilite", "mobility"],
]);
