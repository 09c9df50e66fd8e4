import { SaxesParser, type SaxesTagNS } from "saxes";
import { limits } from "@/lib/core/limits";
import { detached } from "@/lib/core/text";
import { languageOf } from "../../normalise/languages";
import type { Reason } from "../../reasons";
import { FileRefused } from "../../source";
import { textOfFragment } from "./html-text";
import { pageAddress, paragraphsOf, type StatedNews } from "./item";

/** Elements of an entry that are read, by their local names in Atom, RSS 2.0 and RSS 1.0. */
const fields = new Set([
  "title",
  "link",
  "guid",
  "id",
  "pubDate",
  "date",
  "published",
  "updated",
  "description",
  "summary",
  "content",
  "encoded",
]);
type Entry = { line: number; values: Map<string, string>; characters: number };

/**
 * The entries of an Atom or RSS feed. Declarations of document types and entities are refused, and nothing is ever fetched.
 * Throws FileRefused for what is no well-formed feed.
 */
export async function readFeedNews(texts: AsyncIterable<string>): Promise<StatedNews[]> {
  const reader = new Reader();
  for await (const text of texts) reader.read(text);
  return reader.end();
}

class Reader {
  private readonly parser = new SaxesParser({ xmlns: true });
  private readonly open: string[] = [];
  private readonly found: StatedNews[] = [];
  private entry: Entry | null = null;
  private entryDepth = 0;
  private field: string | null = null;
  private title = "";
  private language: string | null = null;
  private lastEvent = 0;
  private isEnding = false;

  constructor() {
    const { parser } = this;
    parser.on("error", ({ message }) => {
      this.refuse(this.isEnding ? "xml_truncated" : "xml_malformed", this.isEnding ? "" : message.replace(/^\d+:\d+: /, ""));
    });
    parser.on("doctype", () => this.refuse("xml_doctype"));
    parser.on("opentag", (tag) => this.start(tag));
    parser.on("closetag", () => this.close());
    parser.on("text", (text) => this.add(text));
    parser.on("cdata", (text) => this.add(text));
    for (const event of ["comment", "processinginstruction"] as const) parser.on(event, () => this.note());
  }

  read(text: string): void {
    this.parser.write(text);
    if (this.parser.position - this.lastEvent > limits.xmlTokenCharacters) this.refuse("xml_token_too_long");
  }

  end(): StatedNews[] {
    this.isEnding = true;
    this.parser.close();
    return this.found.map((item) => ({
      ...item,
      sourceName: this.title.trim() || null,
      language: item.language ?? this.language,
    }));
  }

  private note(): void {
    this.lastEvent = this.parser.position;
  }

  private start({ local, attributes }: SaxesTagNS): void {
    this.note();
    this.open.push(local);
    const depth = this.open.length;
    if (depth > limits.xmlDepth) this.refuse("xml_too_deep");
    if (depth === 1 && !["feed", "rss", "RDF"].includes(local)) this.refuse("feed_unknown", local);
    if (depth === 1) this.language = languageOf(attributes["xml:lang"]?.value ?? "");
    if (!this.entry && (local === "item" || local === "entry")) this.startEntry(depth);
    else if (this.entry && depth === this.entryDepth + 1) {
      this.field = fields.has(local) ? local : null;
      const isPage = ["", "alternate"].includes(attributes.rel?.value ?? "");
      if (local === "link" && isPage && attributes.href) this.entry.values.set("link", attributes.href.value);
    }
  }

  private startEntry(depth: number): void {
    if (this.found.length >= limits.newsItems) this.refuse("rows_over_bound", String(limits.newsItems));
    this.entry = { line: this.parser.line, values: new Map(), characters: 0 };
    this.entryDepth = depth;
    this.field = null;
  }

  private add(text: string): void {
    this.note();
    const { entry, field } = this;
    if (!entry) this.addToHead(text);
    if (!entry || !field) return;
    entry.characters += text.length;
    if (entry.characters > limits.newsCharacters) this.refuse("news_too_long", String(entry.characters));
    entry.values.set(field, (entry.values.get(field) ?? "") + text);
  }

  /** Title and language of the feed stand right in it (Atom) or in its channel. */
  private addToHead(text: string): void {
    const name = this.open.at(-1);
    const parent = this.open.at(-2);
    if (parent !== "channel" && parent !== "feed") return;
    if (name === "title") this.title = (this.title + text).slice(0, limits.correctedLineLength);
    if (name === "language") this.language ??= languageOf(text);
  }

  private close(): void {
    this.note();
    const depth = this.open.length;
    this.open.pop();
    if (!this.entry) return;
    if (depth === this.entryDepth + 1) this.field = null;
    if (depth !== this.entryDepth) return;
    this.found.push(stated(this.entry));
    this.entry = null;
  }

  private refuse(reason: Reason, value = ""): never {
    throw new FileRefused([{ line: this.parser.line, column: null, value, reason }]);
  }
}

/** Day of an entry, as its time zone has it: RFC 3339 in Atom, RFC 822 in RSS. */
function dayOf(text: string): string | null {
  const iso = /^\s*(\d{4}-\d{2}-\d{2})(?:T|\s|$)/.exec(text)?.[1];
  const rfc = /^\s*(?:[a-z]{3},?\s+)?(\d{1,2}\s+[a-z]{3}\s+\d{4})\b/i.exec(text)?.[1];
  const time = Date.parse(iso ? `${iso}T00:00:00Z` : `${rfc ?? ""} 00:00 UTC`);
  if (Number.isNaN(time)) return null;
  const day = new Date(time).toISOString().slice(0, 10);
  return day >= limits.firstDay && (!iso || iso === day) ? day : null;
}

function stated({ line, values }: Entry): StatedNews {
  const first = (...names: string[]) => names.map((name) => values.get(name)?.trim()).find(Boolean) ?? "";
  const url = pageAddress(first("link")) ?? pageAddress(first("guid", "id"));
  const title = textOfFragment(first("title")).replace(/\s+/g, " ").trim();
  const paragraphs = paragraphsOf(textOfFragment(first("content", "encoded", "description", "summary")), 0);
  return {
    key: detached(`feed:${(first("guid", "id") || url) ?? title}`.slice(0, 500)),
    title: detached(title.slice(0, limits.correctedLineLength)),
    // Of a feed only the line of the entry means something to the operator.
    paragraphs: paragraphs.map(({ value }) => ({ value: detached(value), line })),
    language: null,
    url,
    day: dayOf(first("pubDate", "published", "date", "updated")),
    sourceName: null,
    line,
  };
}
