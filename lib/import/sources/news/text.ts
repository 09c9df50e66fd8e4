import { slugify } from "@/lib/core/text";
import type { Problem } from "../../reasons";
import { FileRefused } from "../../source";
import { paragraphsOf, type StatedNews } from "./item";

/** What a copied page has at its ends beside the text: names of buttons and links. */
function isFurniture(paragraph: string): boolean {
  return paragraph.split(" ").length <= 2 && !/[.!?…:]$/.test(paragraph);
}

/**
 * A news item saved as text: its first paragraph is the title, the others are the text. What stands alone in one or two words
 * below it is no part of it, and is told. Throws FileRefused for a text without a title or without a text.
 */
export function readTextNews(text: string, tell: (problem: Problem) => void): StatedNews {
  const [title, ...paragraphs] = paragraphsOf(text.replace(/^\ufeff/, ""), 1);
  while (paragraphs.length > 0 && isFurniture(paragraphs.at(-1)?.value ?? "")) {
    const last = paragraphs.pop();
    if (last) tell({ line: last.line, column: null, value: last.value, reason: "news_furniture" });
  }
  if (!title || paragraphs.length === 0)
    throw new FileRefused([{ line: 1, column: null, value: title?.value ?? "", reason: "news_without_text" }]);
  return {
    key: `text:${slugify(title.value, 200)}`,
    title: title.value,
    paragraphs,
    language: null,
    url: null,
    day: null,
    sourceName: null,
    line: title.line,
  };
}
