import { type BulkWriter, required } from "./bulk";
import type { SourceIds } from "./sources";

/**
 * A network that helps local authorities; `territories`: codes of those that it serves, none for the whole of France. `source`: the
 * page that names it.
 */
type Network = {
  code: string;
  fr: string;
  en?: string;
  city?: string;
  website?: string;
  source?: string;
  territories: readonly string[];
};

/** Where nine regional networks tell that they founded their conference (24 January 2019). */
const founders = "https://www.horizons-solidaires.org/actualite/communique-la-conference-interregionale-des-rrma-est-nee/";

/**
 * Regional multi-actor networks (RRMA), one a région. Sites and seats are stated where a page of the network was read that names
 * them (23 November 2026); of the others neither is, nor of the two national networks.
 */
export const networks: readonly Network[] = [
  {
    code: "rrma-ara",
    fr: "RESACOOP",
    city: "Lyon",
    website: "http://resacoop.fr/",
    source: "http://resacoop.fr/le-gip-resacoop",
    territories: ["R84"],
  },
  { code: "rrma-bfc", fr: "Bourgogne-Franche-Comté International", source: founders, territories: ["R27"] },
  {
    code: "rrma-bre",
    fr: "Réseau Bretagne Solidaire",
    website: "https://www.bretagne-solidaire.bzh/",
    source: "https://www.bretagne-solidaire.bzh/groupes-de-travail/",
    territories: ["R53"],
  },
  { code: "rrma-cvl", fr: "Centraider", website: "https://centraider.org/", source: founders, territories: ["R24"] },
  {
    code: "rrma-ges",
    fr: "Gescod",
    website: "https://www.gescod.org/",
    source: "https://www.gescod.org/cirrma-rrma-et-gescod/",
    territories: ["R44"],
  },
  {
    code: "rrma-hdf",
    fr: "Lianes Coopération",
    website: "https://lianescooperation.org/",
    source: founders,
    territories: ["R32"],
  },
  {
    code: "rrma-nor",
    fr: "Horizons Solidaires",
    city: "Caen",
    website: "https://www.horizons-solidaires.org/",
    source: founders,
    territories: ["R28"],
  },
  { code: "rrma-naq", fr: "SO Coopération", source: founders, territories: ["R75"] },
  {
    code: "rrma-occ",
    fr: "Occitanie Coopération",
    website: "https://oc-cooperation.org/",
    source: "https://oc-cooperation.org/a-propos",
    territories: ["R76"],
  },
  {
    code: "rrma-pdl",
    fr: "Pays de la Loire Coopération internationale",
    website: "https://www.paysdelaloire-cooperation-internationale.org/",
    source: "https://www.paysdelaloire-cooperation-internationale.org/les-reseaux-regionaux-multi-acteurs-rrma/",
    territories: ["R52"],
  },
  { code: "rrma-pac", fr: "Territoires Solidaires", source: founders, territories: ["R93"] },
  { code: "cuf", fr: "Cités Unies France", territories: [] },
  {
    code: "afccre",
    fr: "Association française du Conseil des communes et régions d’Europe (AFCCRE)",
    en: "French Association of the Council of European Municipalities and Regions (AFCCRE)",
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
  const rows = networks.map(({ code, fr, en = fr, city = null, website = null, source: page = null, territories }) => ({
    id: idOf(code),
    ...{ code, city, website, name_fr: fr, name_en: en, source_url: page },
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
