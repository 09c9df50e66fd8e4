import foreignNames from "./content/foreign-names.json";
import frenchNames from "./content/french-names.json";

/**
 * Fictitious names. Every name ends with a tail that holds an invented word, met in no name of an official commune, EPCI
 * or GeoNames place (a test compares the words), so no name can match a real one, however many are made.
 */
export type NameFamily = keyof typeof foreignNames;

type Parts = { stems: string[]; middles: string[]; endings: string[]; tails: string[]; districts: string[] };

const foreignParts = new Map<string, Parts>(
  Object.entries(foreignNames).map(([family, lists]) => [
    family,
    {
      stems: lists.stems.split(" "),
      middles: lists.middles.split(" "),
      endings: lists.endings.split(" "),
      tails: lists.tails.split("|"),
      districts: [],
    },
  ]),
);

const frenchParts: Parts = {
  stems: frenchNames.stems.split(" "),
  middles: [],
  endings: frenchNames.endings.split(" "),
  tails: frenchNames.tails.split("|"),
  districts: frenchNames.districts.split(" "),
};

/** Prime, and larger than any list, so it shares no factor with the number of names: neighbours look unrelated, none repeats. */
const stride = 7_919;

/** The parts that name number `index` is made of; longer names begin when the short ones are used up. */
function compose(parts: Parts, index: number): string {
  const { stems, middles, endings, tails, districts } = parts;
  const space = stems.length * endings.length * tails.length;
  let cycle = Math.floor(index / space);
  const position = ((index % space) * stride) % space;
  const stem = stems[position % stems.length] ?? "";
  const ending = endings[Math.floor(position / stems.length) % endings.length] ?? "";
  const tail = tails[Math.floor(position / stems.length / endings.length)] ?? "";
  let prefix = "";
  let middle = "";
  const longer = districts.length > 0 ? districts : middles;
  for (; cycle > 0; cycle = Math.floor((cycle - 1) / longer.length)) {
    const part = longer[(cycle - 1) % longer.length] ?? "";
    if (districts.length > 0) prefix += part;
    else middle += part;
  }
  return `${prefix}${stem}${middle}${ending}${tail}`;
}

/** Name of a fictitious French place, different for each index. */
export function frenchName(index: number): string {
  return compose(frenchParts, index);
}

/** Name of a fictitious place abroad, as they sound in that part of the world. Throws on an unknown family. */
export function foreignName(family: NameFamily, index: number): string {
  const parts = foreignParts.get(family);
  if (!parts) throw new RangeError(`unknown family of names: ${family}`);
  return compose(parts, index);
}

/** Puts names into a text: `{X}` is the name as it is, `{de:X}` the name after the French preposition, elided before a vowel. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(de:)?(\w+)\}/g, (_, preposition: string | undefined, key: string) => {
    const value = values[key] ?? "";
    if (!preposition) return value;
    return /^[aeiouyàâäéèêëîïôöùûü]/i.test(value) ? `d’${value}` : `de ${value}`;
  });
}
