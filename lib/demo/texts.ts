import phrases from "./content/phrases.json";
import titles from "./content/titles.json";
import { fill } from "./names";
import { Random } from "./random";

export type Language = "fr" | "en";
export const textFields = ["context", "background", "objectives", "description", "beneficiaries"] as const;
export type TextField = (typeof textFields)[number];

/** What the sentences speak of; labels in both languages. */
export type Subject = {
  /** List of titles to draw from: a first-level theme, or TWINNING. */
  titles: string;
  /** The partner is in a country where France has few twinnings and many development projects. */
  south: boolean;
  authority: string;
  partner: string;
  departement: string;
  startYear: number;
  country: Record<Language, string>;
  themeLabel: Record<Language, string>;
};

export type DemoText = { field: "title" | TextField; language: Language; body: string; status: "original" | "human" | "machine" };
export type DemoWriting = { language: Language; title: string; translatedTitle: string | null; texts: DemoText[] };

type Pair = readonly string[];

/** Share of records that fill in a field. */
const filled: Record<TextField, number> = {
  context: 0.85,
  background: 0.6,
  objectives: 0.92,
  description: 0.88,
  beneficiaries: 0.7,
};
const paragraphs: Record<TextField, number> = { context: 3, background: 2, objectives: 2, description: 4, beneficiaries: 1 };

const titlesByTheme = new Map<string, Pair[]>(Object.entries(titles));

const say = (pair: Pair, language: Language, values: Readonly<Record<string, string>>) =>
  fill((language === "fr" ? pair[0] : pair[1]) ?? "", values);

function valuesOf(subject: Subject, language: Language): Record<string, string> {
  return {
    A: subject.authority,
    P: subject.partner,
    D: subject.departement,
    C: subject.country[language],
    T: subject.themeLabel[language],
    Y: String(subject.startYear),
  };
}

/** A plan of sentences, drawn once so that the original and its translation say the same. */
type Block = { sentences: { pair: Pair; values: Record<string, string> }[]; list: boolean };

function numbers(random: Random): Record<string, string> {
  return { N: String(random.between(3, 12)), H: String(random.between(4, 60) * 50) };
}

function planField(field: TextField, south: boolean, random: Random): Block[] {
  const sentences: Pair[] = field === "context" && south ? phrases.contextSouth : phrases[field];
  const count = random.between(1, paragraphs[field]);
  const pool: Pair[] = random.sample(sentences, sentences.length);
  // The first sentence of the context names the partners: it opens the text rather than drop into the middle of it.
  const opening = field === "context" ? phrases.context[0] : undefined;
  if (opening && pool.includes(opening)) pool.splice(pool.indexOf(opening), 1);
  const blocks: Block[] = [];
  for (let at = 0; at < count; at++) {
    const drawn = pool.splice(0, random.between(1, 3)).map((pair) => ({ pair, values: numbers(random) }));
    if (at === 0 && opening) drawn.unshift({ pair: opening, values: numbers(random) });
    if (drawn.length > 0) blocks.push({ sentences: drawn, list: false });
  }
  const listed = (field === "objectives" && random.chance(0.45)) || (field === "description" && random.chance(0.2));
  if (listed) {
    const intro = { pair: random.pick(phrases.listIntro), values: numbers(random) };
    const items = random.sample(phrases.items, 3).map((pair) => ({ pair, values: numbers(random) }));
    blocks.push({ sentences: [intro, ...items], list: true });
  }
  return blocks;
}

function write(blocks: readonly Block[], language: Language, values: Record<string, string>): string {
  const end = language === "fr" ? ["\u202f;", "."] : [";", "."];
  return blocks
    .map(({ sentences, list }) => {
      const said = sentences.map((sentence) => say(sentence.pair, language, { ...values, ...sentence.values }));
      if (!list) return said.join(" ");
      const [intro = "", ...items] = said;
      return [intro, ...items.map((item, at) => `- ${item}${at < items.length - 1 ? end[0] : end[1]}`)].join("\n");
    })
    .join("\n\n");
}

/** Title and texts of project number `index`: French for most, English for one in eight, some with a translation. */
export function writing(index: number, subject: Subject): DemoWriting {
  const random = new Random("texts", index);
  const language: Language = random.chance(0.12) ? "en" : "fr";
  const other: Language = language === "fr" ? "en" : "fr";
  const titlePair = random.pick(titlesByTheme.get(subject.titles) ?? [["{A} – {P}", "{A} – {P}"]]);
  const original = valuesOf(subject, language);
  const translated = valuesOf(subject, other);
  const translation = random.chance(language === "fr" ? 0.2 : 0.35);
  const wholeText = translation && random.chance(0.5);
  const status = random.chance(0.85) ? "human" : "machine";
  const translatedTitle = translation ? say(titlePair, other, translated) : null;
  const texts: DemoText[] = [];
  if (translatedTitle) texts.push({ field: "title", language: other, body: translatedTitle, status: "human" });
  for (const field of textFields) {
    const blocks = planField(field, subject.south, random);
    if (!random.chance(filled[field])) continue;
    texts.push({ field, language, body: write(blocks, language, original), status: "original" });
    if (wholeText) texts.push({ field, language: other, body: write(blocks, other, translated), status });
  }
  return { language, title: say(titlePair, language, original), translatedTitle, texts };
}
