import { type BulkWriter, type Row, required } from "./bulk";

const openLicence = { licence: "Licence Ouverte 2.0", licence_url: "https://www.etalab.gouv.fr/licence-ouverte-open-licence/" };

/** Who publishes what the portal knows; `as_of` is the day that the facts describe, null where the publisher gives none. */
export const sources = [
  {
    code: "decoupage-administratif",
    name_fr: "Découpage administratif de la France (communes, EPCI, départements, régions)",
    name_en: "Administrative divisions of France (communes, EPCI, départements, régions)",
    publisher: "INSEE, DGCL, Etalab",
    ...openLicence,
    url: "https://github.com/etalab/decoupage-administratif",
    as_of: "2026-01-01",
  },
  {
    code: "geonames",
    name_fr: "GeoNames, lieux de plus de 500 habitants",
    name_en: "GeoNames, places of more than 500 inhabitants",
    publisher: "GeoNames",
    licence: "CC BY 4.0",
    licence_url: "https://creativecommons.org/licenses/by/4.0/",
    url: "https://www.geonames.org/",
    as_of: null,
  },
  {
    code: "iso-3166",
    name_fr: "ISO 3166-1, codes des pays et de leurs subdivisions",
    name_en: "ISO 3166-1, codes for countries and their subdivisions",
    publisher: "ISO 3166/MA",
    licence: null,
    licence_url: null,
    url: "https://www.iso.org/iso-3166-country-codes.html",
    as_of: "2025-07-17",
  },
  {
    code: "un-m49",
    name_fr: "Nations unies, régions géographiques M49",
    name_en: "United Nations, M49 geographic regions",
    publisher: "UNSD",
    licence: null,
    licence_url: null,
    url: "https://unstats.un.org/unsd/methodology/m49/",
    as_of: "2025-10-04",
  },
  {
    code: "natural-earth",
    name_fr: "Natural Earth, contours des pays (édition Visionscarto)",
    name_en: "Natural Earth, country outlines (Visionscarto edition)",
    publisher: "Natural Earth, Visionscarto",
    licence: "Domaine public (public domain)",
    licence_url: "https://www.naturalearthdata.com/about/terms-of-use/",
    url: "https://github.com/visionscarto/world-atlas",
    as_of: "2026-02-26",
  },
  {
    code: "iati",
    name_fr: "IITA, listes de codes de la norme 2.03",
    name_en: "IATI, code lists of standard 2.03",
    publisher: "IATI",
    licence: null,
    licence_url: null,
    url: "https://iatistandard.org/en/iati-standard/203/codelists/",
    as_of: null,
  },
  {
    // Each publisher of IATI states a licence of its own, on the page of its data sets and not in the file.
    code: "iati-activities",
    name_fr: "Activités publiées selon la norme IITA",
    name_en: "Activities published to the IATI standard",
    publisher: "IATI",
    licence: null,
    licence_url: null,
    url: "https://iatiregistry.org/",
    as_of: null,
  },
  {
    code: "cgct",
    name_fr: "Code général des collectivités territoriales",
    name_en: "General Code of Local Authorities (CGCT)",
    publisher: "Légifrance",
    ...openLicence,
    url: "https://www.legifrance.gouv.fr/codes/id/LEGITEXT000006070633/",
    as_of: "2026-01-01",
  },
  {
    code: "atlas-nomenclature",
    name_fr: "Nomenclatures de l’Atlas",
    name_en: "Nomenclatures of the Atlas",
    publisher: "Atlas",
    ...openLicence,
    url: null,
    as_of: "2026-01-01",
  },
  {
    code: "legacy-atlas",
    name_fr: "Atlas français de la coopération décentralisée et des autres actions extérieures",
    name_en: "French Atlas of Decentralised Cooperation and Other External Actions",
    publisher: "Ministère de l’Europe et des Affaires étrangères",
    licence: null,
    licence_url: null,
    url: null,
    as_of: null,
  },
  {
    code: "twin-town-lists",
    name_fr: "Listes de villes jumelées de Wikipédia",
    name_en: "Wikipedia’s lists of twin towns",
    publisher: "Contributeurs de Wikipédia (Wikipedia contributors)",
    licence: "CC BY-SA 4.0",
    licence_url: "https://creativecommons.org/licenses/by-sa/4.0/",
    url: "https://en.wikipedia.org/wiki/Lists_of_twin_towns_and_sister_cities",
    as_of: null,
  },
  {
    code: "wikidata-posts",
    name_fr: "Wikidata, représentations diplomatiques et consulaires françaises",
    name_en: "Wikidata, French diplomatic and consular posts",
    publisher: "Wikidata",
    licence: "CC0 1.0",
    licence_url: "https://creativecommons.org/publicdomain/zero/1.0/",
    url: "https://www.wikidata.org/",
    as_of: null,
  },
  {
    code: "ign-outlines",
    name_fr: "Contours et centroïdes des communes, départements et régions (Admin Express)",
    name_en: "Outlines and centroids of communes, départements and régions (Admin Express)",
    publisher: "IGN, Etalab",
    ...openLicence,
    url: "https://etalab-datasets.geo.data.gouv.fr/contours-administratifs/",
    as_of: null,
  },
  {
    code: "ofgl-identifiers",
    name_fr: "Identifiants des collectivités territoriales (SIREN des régions et des départements)",
    name_en: "Identifiers of local authorities (SIREN of régions and départements)",
    publisher: "OFGL, Datactivist",
    ...openLicence,
    url: "https://data.ofgl.fr/",
    as_of: "2022-01-01",
  },
  {
    code: "atlas-demo",
    name_fr: "Données de démonstration, fictives",
    name_en: "Demonstration data, fictitious",
    publisher: "Atlas",
    ...openLicence,
    url: null,
    as_of: null,
  },
  {
    code: "atlas-networks",
    name_fr: "Réseaux qui aident les collectivités, relevés sur des pages publiques",
    name_en: "Networks that help local authorities, as public pages state",
    publisher: "Atlas",
    ...openLicence,
    url: null,
    as_of: null,
  },
  {
    // Each announcement has a publisher of its own, which the item names.
    code: "news-releases",
    name_fr: "Communiqués et flux d’actualités",
    name_en: "Announcements and news feeds",
    publisher: "Divers",
    licence: null,
    licence_url: null,
    url: null,
    as_of: null,
  },
  {
    code: "atlas-showcase",
    name_fr: "Fiches de présentation de l’Atlas",
    name_en: "Showcase records of the Atlas",
    publisher: "Atlas",
    ...openLicence,
    url: null,
    as_of: null,
  },
] as const satisfies readonly Row[];

export type SourceCode = (typeof sources)[number]["code"];
export type SourceIds = (code: SourceCode) => number;

/** Stores the sources and returns their ids by code. `geonamesDate`: day of the newest record of that extract (ISO). */
export async function loadSources(writer: BulkWriter, geonamesDate: string): Promise<SourceIds> {
  const ids = await writer.identifyByCode(
    "source",
    sources.map((source) => source.code),
  );
  const rows = sources.map((source) => ({
    id: required(ids, source.code, "source"),
    ...source,
    as_of: source.code === "geonames" ? geonamesDate : source.as_of,
  }));
  await writer.upsert("reference.progress.lists", "source", ["code"], rows, { insertOnly: ["id"] });
  return (code) => required(ids, code, "source");
}
