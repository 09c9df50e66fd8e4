import { type BulkWriter, required } from "./bulk";
import type { SourceIds } from "./sources";

/** A network that helps local authorities; `territories`: codes of those that it serves, none for the whole of France. */
type Network = { code: string; fr: string; en?: string; city: string | null; website: string; territories: readonly string[] };

/**
 * Regional multi-actor networks (RRMA), one a région, and national networks of local authorities' international action. Names, seats
 * and regions are those that each network states on its own site, which is the source of its row.
 */
export const networks: readonly Network[] = [
  { code: "rrma-ara", fr: "RESACOOP", city: "Lyon", website: "https://www.resacoop.org/", territories: ["R84"] },
  {
    code: "rrma-bfc",
    fr: "Bourgogne-Franche-Comté International",
    city: "Besançon",
    website: "https://www.bfc-international.org/",
    territories: ["R27"],
  },
  {
    code: "rrma-bre",
    fr: "Réseau Bretagne Solidaire",
    city: "Rennes",
    website: "https://www.bretagne-solidaire.bzh/",
    territories: ["R53"],
  },
  { code: "rrma-cvl", fr: "Centraider", city: "Vendôme", website: "https://www.centraider.org/", territories: ["R24"] },
  { code: "rrma-ges", fr: "Gescod", city: "Strasbourg", website: "https://www.gescod.org/", territories: ["R44"] },
  {
    code: "rrma-hdf",
    fr: "Lianes coopération",
    city: "Lille",
    website: "https://www.lianescooperation.org/",
    territories: ["R32"],
  },
  {
    code: "rrma-nor",
    fr: "Horizons Solidaires",
    city: "Caen",
    website: "https://www.horizons-solidaires.org/",
    territories: ["R28"],
  },
  {
    code: "rrma-naq",
    fr: "SO Coopération",
    city: "Bordeaux",
    website: "https://www.socooperation.org/",
    territories: ["R75"],
  },
  {
    code: "rrma-occ",
    fr: "Occitanie Coopération",
    city: "Toulouse",
    website: "https://www.oc-cooperation.org/",
    territories: ["R76"],
  },
  {
    code: "rrma-pdl",
    fr: "Pays de la Loire Coopération internationale",
    city: "Nantes",
    website: "https://www.paysdelaloire-cooperation-internationale.org/",
    territories: ["R52"],
  },
  {
    code: "rrma-pac",
    fr: "Territoires Solidaires",
    city: "Marseille",
    website: "https://www.territoires-solidaires.com/",
    territories: ["R93"],
  },
  {
    code: "cuf",
    fr: "Cités Unies France",
    en: "Cités Unies France (United Cities France)",
    city: "Paris",
    website: "https://cites-unies-france.org/",
    territories: [],
  },
  {
    code: "afccre",
    fr: "Association française du Conseil des communes et régions d’Europe (AFCCRE)",
    en: "French Association of the Council of European Municipalities and Regions (AFCCRE)",
    city: "Orléans",
    website: "https://www.afccre.org/",
    territories: [],
  },
  {
    code: "arricod",
    fr: "ARRICOD, réseau des professionnels de l’action internationale des collectivités",
    en: "ARRICOD, network of professionals of local authorities’ international action",
    city: null,
    website: "https://www.arricod.fr/",
    territories: [],
  },
  {
    code: "ps-eau",
    fr: "Programme Solidarité Eau (pS-Eau)",
    en: "Water Solidarity Programme (pS-Eau)",
    city: "Paris",
    website: "https://www.pseau.org/",
    territories: [],
  },
];

/** Stores the networks with the territories that they serve. */
export async function loadNetworks(
  writer: BulkWriter,
  source: SourceIds,
  territoryIds: ReadonlyMap<string, number>,
): Promise<void> {
  const step = "reference.progress.lists";
  const ids = await writer.identifyByCode(
    "office",
    networks.map(({ code }) => code),
  );
  const idOf = (code: string) => required(ids, code, "office");
  const rows = networks.map(({ code, fr, en = fr, city, website, territories }) => ({
    id: idOf(code),
    ...{ code, city, website, name_fr: fr, name_en: en, source_url: website },
    kind: territories.length > 0 ? "regional_network" : "national_network",
    origin: "reference",
    source_id: source("atlas-networks"),
  }));
  await writer.upsert(step, "office", ["code"], rows, { insertOnly: ["id"] });
  const served = networks.flatMap(({ code, territories }) =>
    territories.map((territory) => ({ office_id: idOf(code), territory_id: required(territoryIds, territory, "territory") })),
  );
  await writer.upsert(step, "office_territory", ["office_id", "territory_id"], served);
}
