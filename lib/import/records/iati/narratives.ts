import { guessLanguage, languageOf } from "../../normalise/languages";
import { attributeOf, childrenOf, type IatiElement } from "../../sources/iati/element";
import { cleanText, type IatiContext, tell } from "./context";

/** What an element says in one language, from a line on. `name` is the element's. */
export type Narrative = { language: string; text: string; line: number; name: string };

/**
 * The narratives of an element, one a language: each in its own language, else its element's, else the activity's. Empty ones
 * say nothing. An unknown language is told, and the next one holds.
 */
export function narrativesOf(context: IatiContext, element: IatiElement): Narrative[] {
  const found: Narrative[] = [];
  for (const narrative of childrenOf(element, "narrative")) {
    const text = cleanText(narrative.text);
    if (text === "") continue;
    const language = statedLanguage(context, [narrative, element], element) ?? assumedLanguage(context, element, text);
    const same = found.find((other) => other.language === language);
    if (same) same.text += `\n${text}`;
    else found.push({ language, text, line: narrative.line, name: element.name });
  }
  return found;
}

function statedLanguage(context: IatiContext, from: readonly IatiElement[], element: IatiElement): string | null {
  for (const { attributes } of from) {
    const tag = attributes.get("xml:lang")?.trim();
    if (!tag) continue;
    const language = languageOf(tag);
    if (language) return language;
    tell(context, element, "language_unknown", tag);
  }
  return context.language;
}

function assumedLanguage(context: IatiContext, element: IatiElement, text: string): string {
  const language = guessLanguage(text) ?? "en";
  tell(context, element, "language_missing", language);
  return language;
}

/** Tells a text that reads like French under the mark of English, or the other way round. Its mark stays as stated. */
export function tellLanguage(context: IatiContext, narrative: Narrative): void {
  const { language, text } = narrative;
  const guessed = guessLanguage(text);
  if (guessed && guessed !== language) tell(context, narrative, "language_suspect", `${language} ≠ ${guessed}: ${text}`);
}

/** The language of the activity's texts, from its own mark. */
export function languageOfActivity(activity: IatiElement): string | null {
  return languageOf(attributeOf(activity, "xml:lang") ?? "");
}
