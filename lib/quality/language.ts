/** Words that are frequent in one of the two languages and are no word of the other. */
const stopWords = {
  fr: new Set(
    "le la les des du une est et dans pour avec qui que aux ce cette ces ses sont au par sur leur leurs nous vous il elle ils elles mais ou où entre depuis ainsi afin être été ont ne pas".split(
      " ",
    ),
  ),
  en: new Set(
    "the of and to in is for that with are by this from which their its was were been has have will between since also through as it they at or be not".split(
      " ",
    ),
  ),
};

/** A shorter proof could be a quotation, a name or a list. */
const leastHits = 6;
/** A French text names English programmes and the other way round: one language must clearly prevail. */
const leastRatio = 4;

/** A text that begins in one language goes on in it: more would only cost time. */
const readCharacters = 3_000;

/** The language in which a text is written; null for a third language, and where the text is too short to tell. */
export function languageOf(text: string): "fr" | "en" | null {
  const hits = { fr: 0, en: 0 };
  for (const word of text
    .slice(0, readCharacters)
    .toLowerCase()
    .split(/[^\p{L}]+/u)) {
    if (stopWords.fr.has(word)) hits.fr++;
    if (stopWords.en.has(word)) hits.en++;
  }
  const [winner, loser] = hits.fr >= hits.en ? (["fr", "en"] as const) : (["en", "fr"] as const);
  return hits[winner] >= leastHits && hits[winner] >= leastRatio * hits[loser] ? winner : null;
}
