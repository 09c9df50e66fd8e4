import { readdirSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect } from "../../../support/browser";

const namespaces = readdirSync("messages/fr").map((name) => name.replace(".json", ""));

/** What shows that a text was not found, not filled in or not turned into words. */
const defects: Record<string, RegExp> = {
  "raw message key": new RegExp(`(?<![\\w./@-])(?:${namespaces.join("|")})(?:\\.[a-z][A-Za-z0-9_]*){1,4}(?![\\w./@(-])`),
  "key of the legacy site": /\?\?\?|\bpagination\.page\b|\bcommun\.ico\b|\bmenu\.atlas\b/,
  "unfilled argument": /\{\s*\w+\s*(?:\}|,\s*(?:plural|select|selectordinal|number|date|time)\b)/,
  "value that is none": /\b(?:undefined|NaN|null|Infinity)\b|\[object /,
  "broken date": /Invalid Date|\b1970-01-01\b/,
  "entity shown as text": /&(?:amp|lt|gt|quot|nbsp|#\d+);/,
};

/** All that people see, hear or find: text, titles, descriptions, labels. */
async function readableTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const attributes = ["title", "alt", "aria-label", "aria-description", "placeholder", "content", "value", "summary"];
    const fromAttributes = [...document.querySelectorAll("*")].flatMap((element) =>
      attributes.flatMap((name) => element.getAttribute(name) ?? []),
    );
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    const texts: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (!["SCRIPT", "STYLE"].includes(node.parentElement?.tagName ?? "")) texts.push(node.nodeValue ?? "");
    // Addresses in <meta> are not texts.
    return [...texts, ...fromAttributes.filter((value) => !/^https?:/.test(value))].map((text) => text.trim()).filter(Boolean);
  });
}

/** No text is a key, a hole or a value that is none. */
export async function saysWords(page: Page): Promise<void> {
  const texts = await readableTexts(page);
  expect.soft(texts.length).toBeGreaterThan(10);
  const found = texts.flatMap((text) =>
    Object.entries(defects).flatMap(([name, pattern]) => (pattern.test(text) ? [`${name}: ${text.slice(0, 120)}`] : [])),
  );
  expect.soft(found).toEqual([]);
}
