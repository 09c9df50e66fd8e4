import { type Project, type ProjectSummary, projectSchema, projectSummarySchema } from "@/lib/projects/schema";

const canada = { code: "CA", name: "Canada", slug: "canada" };
const france = { code: "FR", name: "France", slug: "france" };
const germany = { code: "DE", name: "Allemagne", slug: "allemagne" };
const britain = { code: "GB", name: "Royaume-Uni", slug: "royaume-uni" };
const roles = {
  lead: { code: "lead_authority", label: "Maître d’ouvrage" },
  french: { code: "french_partner", label: "Partenaire français" },
  foreign: { code: "foreign_partner", label: "Partenaire étranger" },
  funder: { code: "funder", label: "Financeur" },
};
const organisations: Project["organisations"] = [
  {
    id: "o1",
    slug: "communaute-d-agglomeration-chartres-metropole",
    name: "Communauté d’agglomération Chartres métropole",
    kind: { code: "epci", label: "Intercommunalité", isAuthority: true },
    side: "french",
    country: france,
    codes: [{ scheme: "siren", code: "200033181" }],
    roles: [roles.lead, roles.french, roles.funder],
    position: { latitude: 48.44685, longitude: 1.48925, precision: "municipality" },
    website: null,
  },
  {
    id: "o2",
    slug: "quebec-international",
    name: "Québec International",
    kind: { code: "development_agency", label: "Agence de développement", isAuthority: false },
    side: "foreign",
    country: canada,
    codes: [],
    roles: [roles.foreign],
    position: { latitude: 46.81228, longitude: -71.21454, precision: "inferred" },
    website: null,
  },
  {
    id: "o3",
    slug: "ministere",
    name: "Ministère de l’Europe et des Affaires étrangères",
    kind: { code: "state_body", label: "Service de l’État", isAuthority: false },
    side: "french",
    country: france,
    codes: [],
    roles: [roles.funder],
    position: null,
    website: null,
  },
  {
    id: "o4",
    slug: "collectivites-et-partenaires-etrangers",
    name: "Collectivités et partenaires étrangers",
    kind: { code: "unattributed_group", label: "Groupe non détaillé", isAuthority: false },
    side: "unattributed",
    country: null,
    codes: [],
    roles: [roles.funder],
    position: null,
    website: null,
  },
  {
    id: "o5",
    slug: "cosmetic-valley",
    name: "Cosmetic Valley",
    kind: { code: "cluster", label: "Pôle de compétitivité", isAuthority: false },
    side: "french",
    country: france,
    codes: [],
    roles: [roles.funder],
    position: null,
    website: null,
  },
];

/** Euros: ministry, metropolis, foreign partners, cluster; 2017 then 2018. */
const amounts: [string, number, number][] = [
  ["o3", 5257, 5257],
  ["o1", 9514, 11_514],
  ["o4", 10_514, 10_514],
  ["o5", 20_400, 22_400],
];

const funding: Project["funding"] = amounts.flatMap(([id, first, second]) => {
  const { name, side } = organisations.find((one) => one.id === id) ?? { name: id, side: "unattributed" as const };
  return [
    [2017, first],
    [2018, second],
  ].map(([year = null, amount = null]) => ({
    funder: { id, name, side },
    year,
    amount,
    currency: "EUR",
    kind: "cofunding" as const,
    inKind: false,
    schemes: [],
  }));
});

const words: [Project["texts"][number]["field"], string][] = [
  [
    "context",
    "1) À l’international : les objets connectés et l’analyse de données changent la manière de concevoir et de vendre les produits de beauté. Les salons spécialisés leur consacrent désormais un espace, et plusieurs pays d’Asie ont pris de l’avance.\n\n2) En France : environ 150 jeunes entreprises ont été repérées en 2016. Elles sont dispersées et travaillent peu avec l’industrie ; elles ont besoin d’un réseau de laboratoires et de fabricants, des deux côtés de l’Atlantique.\n\n3) Localement :\n- à Chartres, la métropole et le pôle de compétitivité préparent un lieu dédié aux technologies de la beauté ;\n- à Québec, le quartier Saint-Roch accueille les entreprises du numérique et un incubateur ;\n- des deux côtés, une filière déjà organisée porte le projet.\nLe partenariat doit donner un cadre durable à la recherche et au développement économique des deux territoires.",
  ],
  [
    "background",
    "La vente en ligne et les services personnalisés ont modifié en quelques années le modèle économique de la cosmétique.\n\nDepuis 2015, le pôle et la métropole accompagnent la filière dans sa transition numérique. Des groupes de travail se sont réunis et un premier colloque s’est tenu à Chartres le 5 juillet 2016.\n\nLe projet étend cette démarche au Québec.",
  ],
  [
    "objectives",
    "Objectifs locaux :\nLe projet veut créer un centre de ressources qui puisse, à terme, vivre de ses propres moyens. Les entreprises et les centres de recherche des deux pays en seront les principaux acteurs.\n\nObjectifs en France :\nIl s’agit de faire connaître Chartres pour les technologies de la beauté, avec un incubateur et un rendez-vous annuel.\n- La filière cosmétique offre un débouché aux entreprises du numérique.\n- Le numérique devient indispensable aux entreprises de la cosmétique : données, vente en ligne, objets connectés.",
  ],
  [
    "description",
    "La cosmétique est l’un des premiers secteurs exportateurs français. Le projet rapproche deux savoir-faire, la beauté et le numérique, par des missions économiques entre les entreprises et les laboratoires de France et du Québec. Il vise l’implantation de nouvelles sociétés sur les deux territoires et la naissance d’un réseau transatlantique de compétences.",
  ],
  [
    "beneficiaries",
    "Les entreprises et les centres de recherche du numérique et de la cosmétique, qui feront connaître leurs compétences sur un marché en croissance. Les collectivités des deux territoires, qui attireront des investissements et des emplois qualifiés.",
  ],
];

/** The Chartres–Québec record with every field of the legacy page, long texts in our own words. */
export const chartresQuebec: Project = projectSchema.parse({
  id: "p1",
  slugs: { fr: "la-beaute-connectee-de-la-france-au-quebec", en: "la-beaute-connectee-de-la-france-au-quebec" },
  legacyId: 4242,
  origin: "imported",
  title: { text: "La Beauté connectée de la France au Québec", language: "fr", status: "original" },
  form: { code: "decentralised_cooperation_project", label: "Projet de coopération décentralisée" },
  declaredStatus: { code: "ongoing", label: "En cours" },
  computedStatus: "end_date_passed",
  lastConfirmedOn: null,
  signedYear: 2017,
  start: { date: "2017-01-01", precision: "year" },
  end: { date: "2018-12-31", precision: "day" },
  threeYearFunding: false,
  communicationInFrance: false,
  communicationAbroad: true,
  evaluation: true,
  multilateral: false,
  themes: [
    {
      rank: 0,
      path: [
        { code: "ECO", label: "Économie durable" },
        { code: "ECO.ATTRACTIVITE", label: "Attractivité des territoires" },
        { code: "ECO.ATTRACTIVITE.POLES", label: "Pôles de compétitivité, clusters, filières" },
      ],
    },
  ],
  texts: words.map(([field, text]) => ({ field, text, language: "fr", status: "original" })),
  organisations,
  places: [{ country: canada, name: null, position: null }],
  funding,
  volunteers: 0,
  partnerContacts: 1,
  posts: [
    {
      id: "d1",
      name: "Consulat général de France à Québec",
      names: { fr: "Consulat général de France à Québec", en: "Consulate General of France in Québec City" },
      writable: true,
      demo: false,
      city: "Québec",
      country: canada,
      website: "https://quebec.consulfrance.example.org/",
      phone: null,
      competentFor: "Québec (Canada)",
      contacts: [
        {
          function: { code: "decentralised_cooperation_correspondent", label: "Correspondant coopération décentralisée" },
          name: null,
          verifiedOn: null,
        },
        {
          function: { code: "cooperation_counsellor", label: "Conseiller de coopération et d’action culturelle" },
          name: null,
          verifiedOn: "2026-03-01",
        },
      ],
    },
  ],
  findings: [{ rule: "ongoing_but_ended", severity: "warning", details: { end: "2018-12-31" }, record: null }],
  news: [
    {
      id: "n1",
      slug: "accord-avec-seoul",
      title: { text: "Cosmetic Valley signe un accord avec la ville de Séoul", language: "fr", status: "original" },
      happenedOn: "2022-10-23",
      closesOn: null,
      relatedAction: true,
    },
  ],
  source: {
    code: "legacy-atlas",
    name: "Ancien Atlas français de la coopération décentralisée",
    publisher: "Ministère de l’Europe et des Affaires étrangères",
    licence: "Licence Ouverte 2.0",
    licenceUrl: "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    url: "https://example.org/atlas",
    asOf: null,
  },
  sourceUrl: "https://example.org/atlas/detailProjet.html?criteres.projetId=4242",
  importedOn: "2026-11-22",
  createdOn: "2026-11-22",
  updatedOn: "2026-11-22",
});

/** Two projects of a list: one complete, one made up and with an unknown amount. */
export const summaries: ProjectSummary[] = [
  projectSummarySchema.parse({
    id: "p2",
    slug: "eau-potable-a-saint-louis",
    title: { text: "Eau potable et assainissement dans les quartiers nord de Saint-Louis", language: "fr", status: "original" },
    origin: "manual",
    french: [{ id: "o6", name: "Lille" }],
    foreign: [{ id: "o7", name: "Saint-Louis", country: { code: "SN", name: "Sénégal", slug: "senegal" } }],
    countries: [{ code: "SN", name: "Sénégal", slug: "senegal" }],
    theme: { code: "EAU.ACCES", label: "Accès à l’eau potable" },
    startYear: 2019,
    endYear: null,
    computedStatus: "ongoing",
    cofundingTotal: 124_500.5,
    unknownAmounts: 0,
    updatedOn: "2026-10-01",
  }),
  projectSummarySchema.parse({
    id: "p3",
    slug: "reseau-des-villes-riveraines",
    title: { text: "Riparian towns exchange their plans against floods", language: "en", status: "original" },
    origin: "demo",
    french: [
      { id: "o8", name: "Syndicat intercommunal de la vallée de l’Ondrelle et de ses affluents" },
      { id: "o9", name: "Belmontaigne" },
    ],
    foreign: [
      {
        id: "o10",
        name: "Gemeinde Unterwaldhausen-Oberkirchenfeld",
        country: germany,
      },
      { id: "o11", name: "Rivermouth", country: britain },
    ],
    countries: [germany, britain],
    theme: null,
    startYear: 2015,
    endYear: 2017,
    computedStatus: "closed",
    cofundingTotal: 8_000,
    unknownAmounts: 2,
    updatedOn: "2026-09-01",
  }),
];
