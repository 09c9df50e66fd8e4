import type { ProjectTextField } from "@/lib/core/prisma-client/enums";
import type { ProjectDraft, TextDraft } from "../../draft";
import { addFinding } from "../../legacy-record/context";
import { cleanLine } from "../../lines";
import { attributeOf, childOf, childrenOf } from "../../sources/iati/element";
import { type IatiContext, publicText, tell } from "./context";
import { type Narrative, narrativesOf, tellLanguage } from "./narratives";

type Texts = Pick<ProjectDraft, "title" | "language" | "texts">;

/** IATI DescriptionType: 1 general, 2 objectives, 3 target groups, 4 other. */
const fieldOfType: Readonly<Record<string, ProjectTextField>> = {
  "1": "description",
  "2": "objectives",
  "3": "beneficiaries",
  "4": "description",
};
/** A title made of a description ends at a word before this many characters. */
const longestTitle = 120;

/**
 * Title, language and texts. The language of the record is that of its title: the activity's where the title has it. Texts in
 * other languages are translations, made by people as far as IATI says. Null when nothing gives the activity a title.
 */
export function readTexts(context: IatiContext): Texts | null {
  const titles = titlesOf(context);
  const descriptions = descriptionsOf(context);
  const stated = titles.find(({ language }) => language === context.language) ?? titles[0];
  const title = stated ?? titleFrom(context, descriptions);
  if (!title) return null;
  const { language } = title;
  const translations = titles.flatMap((other): TextDraft[] =>
    other.language === language ? [] : [{ field: "title", language: other.language, body: other.text, status: "human" }],
  );
  const texts = descriptions.map((text): TextDraft => ({ ...text, status: text.language === language ? "original" : "human" }));
  return { title: title.text, language, texts: [...translations, ...texts] };
}

function titlesOf(context: IatiContext): { language: string; text: string }[] {
  const element = childOf(context.activity, "title");
  return (element ? narrativesOf(context, element) : []).map((narrative) => {
    tellLanguage(context, narrative);
    return { language: narrative.language, text: shown(context, narrative).replaceAll("\n", " ") };
  });
}

function shown(context: IatiContext, narrative: Narrative): string {
  return publicText(context, narrative, narrative.text, narrative.language);
}

type Description = Pick<TextDraft, "field" | "language" | "body">;

/** Descriptions of one field and language follow each other, parted by a blank line. */
function descriptionsOf(context: IatiContext): Description[] {
  const found: Description[] = [];
  for (const element of childrenOf(context.activity, "description")) {
    const type = attributeOf(element, "type");
    const field = fieldOfType[type ?? "1"];
    if (!field) tell(context, element, "description_type_unknown", type ?? "");
    for (const narrative of narrativesOf(context, element)) {
      tellLanguage(context, narrative);
      add(found, { field: field ?? "description", language: narrative.language, body: shown(context, narrative) });
    }
  }
  return found;
}

function add(found: Description[], text: Description): void {
  const same = found.find(({ field, language }) => field === text.field && language === text.language);
  if (same) same.body += `\n\n${text.body}`;
  else found.push(text);
}

/** Without a title, the beginning of the description stands for it, and says so. */
function titleFrom(context: IatiContext, descriptions: readonly Description[]): { language: string; text: string } | null {
  const general = descriptions.filter(({ field }) => field === "description");
  const source = general.find(({ language }) => language === context.language) ?? general[0] ?? descriptions[0];
  if (!source) return null;
  const words = cleanLine(source.body).split(" ");
  let text = words.shift() ?? "";
  while (words[0] !== undefined && text.length + words[0].length < longestTitle) text += ` ${words.shift()}`;
  if (words.length > 0) text += " …";
  tell(context, childOf(context.activity, "title") ?? context.activity, "title_from_description", text);
  addFinding(context, { rule: "title_from_description", organisation: null, key: "", details: {} });
  return { language: source.language, text };
}
