import { normaliseName } from "@/lib/core/text";

/**
 * Words of which the addresses of a post's services are made, besides its own city and country. The ministry ends its own
 * with "amba" and "fslt". A word that is not here may be a name.
 */
const serviceWords: ReadonlySet<string> = new Set(
  (
    "accueil admin administration amba ambafrance ambassade bureau chancellerie communication conseil consul consulaire consulat " +
    "contact cooperation courriel courrier culture culturel culturelle economique embassy etat civil en de du des la le francais " +
    "francaise france french fslt general info information informations internet mail office poste presse press protocole scac " +
    "scolarite secretariat service standard visa visas webmaster"
  ).split(" "),
);

/**
 * Tells whether an address is surely that of a service: each word before the @ is a word of services or a name of the
 * post's city or country. Otherwise it may be a person's (docs/decisions/006-personal-data.md).
 */
export function isGenericEmail(email: string, placeNames: readonly string[]): boolean {
  const words = (text: string) => normaliseName(text).split(" ").filter(Boolean);
  const places = new Set(placeNames.flatMap((name) => [...words(name), words(name).join("")]));
  const local = words(email.slice(0, email.indexOf("@")).replace(/[_\d]+/g, " "));
  return local.length > 0 && local.every((word) => serviceWords.has(word) || places.has(word));
}
