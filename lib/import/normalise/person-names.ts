import { normaliseName } from "@/lib/core/text";
import { wordsOf } from "../lines";

/** `certain` is false when the words could be cut elsewhere: the whole name is then in `lastName`. */
export type PersonName = { lastName: string | null; firstName: string | null; certain: boolean };

const isCapitals = (word: string) => /^\p{Lu}[\p{Lu}'’.-]+$/u.test(word);
const civility = /^(?:M\.|Mr|Mme|Mlle|Mrs|Ms|Dr|Pr)$/u;

/** Words that open a function ("Directeur …"), normalised. */
const functionWords = new Set(
  (
    "directeur directrice director maire mayor adjoint adjointe deputy charge chargee responsable president presidente vice " +
    "coordinateur coordinatrice coordonnateur coordonnatrice coordinator chef cheffe head secretaire conseiller conseillere " +
    "gestionnaire manager officer ingenieur ingenieure technicien technicienne agent attache attachee delegue deleguee " +
    "administrateur administratrice professeur professor expert experte consultant consultante point premier premiere " +
    "gouverneur prefet depute assistante assistant animateur animatrice representant representante referent referente"
  ).split(" "),
);

/** "Jeanne MARTIN" or "MARTIN Jeanne": family names in capitals tell the two apart. */
export function splitByCapitals(text: string): PersonName {
  const words = wordsOf(text).filter((word) => !civility.test(word));
  const capitals = words.filter(isCapitals);
  const others = words.filter((word) => !isCapitals(word));
  const together = words.join(" ");
  const isRun = together.endsWith(capitals.join(" ")) || together.startsWith(capitals.join(" "));
  if (capitals.length > 0 && others.length > 0 && isRun)
    return { lastName: capitals.join(" "), firstName: others.join(" "), certain: true };
  return { lastName: together || null, firstName: null, certain: false };
}

/** Columns "Nom Prénom" run together: two words, capitals, or the e-mail address tell where the family name ends. */
export function splitLastFirst(words: readonly string[], email: string | null): PersonName {
  if (words.length === 2) return { lastName: words[0] ?? null, firstName: words[1] ?? null, certain: true };
  const capitals = splitByCapitals(words.join(" "));
  if (capitals.certain) return capitals;
  const cuts = words.slice(1).flatMap((_, index) => {
    const lastName = words.slice(0, index + 1);
    const firstName = words.slice(index + 1);
    return isAddressOf(email, lastName, firstName) ? [{ lastName: lastName.join(" "), firstName: firstName.join(" ") }] : [];
  });
  const [only, ...others] = cuts;
  return only && others.length === 0 ? { ...only, certain: true } : capitals;
}

/** True when the local part of an address is a usual mix of exactly these names: jmgarro, jean-michel.garro, garro.jm … */
function isAddressOf(email: string | null, lastName: readonly string[], firstName: readonly string[]): boolean {
  const letters = (text: string) => normaliseName(text).replace(/[^a-z]/g, "");
  const local = letters(email?.split("@")[0] ?? "");
  const last = letters(lastName.join(""));
  const first = letters(firstName.join(""));
  const initials = normaliseName(firstName.join(" "))
    .split(" ")
    .map((word) => word.slice(0, 1))
    .join("");
  const given = [first, initials, initials.slice(0, 1)];
  return local !== "" && given.some((name) => local === name + last || local === last + name);
}

/** Words of a staff row after the partner's name, cut before the first word that opens a function. */
export function splitFunction(words: readonly string[]): { name: string[]; function: string | null } {
  const start = words.findIndex((word, index) => index > 0 && functionWords.has(normaliseName(word).split(" ")[0] ?? ""));
  return start < 0
    ? { name: [...words], function: null }
    : { name: words.slice(0, start), function: words.slice(start).join(" ") };
}
