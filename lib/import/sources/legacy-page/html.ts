import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html, parse, type TreeAdapter } from "parse5";
import { limits } from "@/lib/core/limits";
import { cleanLine } from "../../lines";
import { FileRefused } from "../../source";
import { foldLabel, labelOfLine, labels, tableHeaders } from "./labels";

type Tree = DefaultTreeAdapterTypes.DefaultTreeAdapterMap;
type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** Text of a page, and for each line of it the line of the file that it comes from. */
export type PageText = { text: string; lines: number[] };

/** True for a saved page, whatever its name: it opens with a doctype, a comment of the browser or the first elements. */
export function isHtml(text: string): boolean {
  return /^\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i.test(text.slice(0, 4096));
}

/** Address that a browser wrote into the page when it saved it; "" where it did not. */
export function savedFrom(text: string): string {
  return /<!--\s*saved from url=\(\d+\)(\S+)\s*-->/i.exec(text.slice(0, 4096))?.[1] ?? "";
}

/**
 * A saved page as the text that a reader sees, which parseLegacyPage reads: a line for each block and each row of a table,
 * whose cells are parted by tabs. What is hidden and what stands above the first label (menus) is left out. Throws
 * FileRefused for markup that nests beyond all measure.
 */
export function textOfHtml(markup: string): PageText {
  const document = parse(markup, { treeAdapter: boundedAdapter(), sourceCodeLocationInfo: true });
  const writer = new LineWriter();
  for (const node of document.childNodes) write(node, writer);
  const written = writer.end();
  const first = Math.max(
    0,
    written.findIndex(({ text }) => labelOfLine(text) >= 0),
  );
  const kept = written.slice(first);
  return { text: kept.map(({ text }) => text).join("\n"), lines: kept.map(({ line }) => line) };
}

/** Markup may nest or repeat without end; parsing would take time and memory that grow with the square of its size. */
function boundedAdapter(): TreeAdapter<Tree> {
  let elements = 0;
  let depth = 0;
  const refuse = (value: number) => {
    throw new FileRefused([{ line: null, column: null, value: String(value), reason: "html_too_deep" }]);
  };
  return {
    ...defaultTreeAdapter,
    createElement: (name, namespace, attributes) => {
      if (++elements > limits.htmlElements) refuse(elements);
      return defaultTreeAdapter.createElement(name, namespace, attributes);
    },
    onItemPush: () => {
      if (++depth > limits.htmlDepth) refuse(depth);
    },
    onItemPop: () => {
      depth--;
    },
  };
}

type Line = { text: string; line: number };

/** Collects inline text into lines, as a browser lays it out: spaces run together, blank lines between paragraphs. */
class LineWriter {
  #lines: Line[] = [];
  #text = "";
  #line = 0;
  /** The last label written was that of a free text: a list in it is a list, elsewhere it is layout. */
  inFreeText = false;

  text(text: string, line: number): void {
    if (this.#text === "") this.#line = line;
    this.#text += text;
  }

  /** Ends the line under way, if it holds anything. */
  endLine(): void {
    const text = this.#text.replace(/ +/g, " ").replace(/^ | $/g, "");
    this.#text = "";
    if (cleanLine(text) !== "") this.row(text, this.#line);
  }

  /** A line as it is, after the one under way. */
  row(text: string, line: number): void {
    const label = labels[labelOfLine(text)];
    if (label) this.inFreeText = label.kind === "text";
    this.#lines.push({ text, line });
  }

  /** `<br>`: two of them leave a blank line. */
  breakLine(line: number): void {
    if (cleanLine(this.#text) === "") this.blank(line);
    else this.endLine();
  }

  blank(line: number): void {
    this.endLine();
    if (this.#lines.at(-1)?.text !== "") this.#lines.push({ text: "", line });
  }

  end(): Line[] {
    this.endLine();
    return this.#lines;
  }
}

const words = (list: string) => new Set(list.split(" "));
const skipped = words(
  "head script style noscript template iframe object embed svg math canvas audio video select button input nav dialog",
);
const paragraphs = words("p h1 h2 h3 h4 h5 h6 dl blockquote pre");
const blocks = words(
  "html body div ul ol section article main aside header footer form fieldset legend label address figure figcaption details " +
    "summary table caption thead tbody tfoot tr td th li dt dd hr center textarea menu",
);

function write(node: Node, writer: LineWriter, preformatted = false): void {
  if (isText(node)) {
    const line = node.sourceCodeLocation?.startLine ?? 0;
    if (preformatted) writeLines(node.value, line, writer);
    else writer.text(collapsed(node.value), line);
    return;
  }
  if (!isElement(node) || skipped.has(node.tagName) || isHidden(node)) return;
  const line = node.sourceCodeLocation?.startLine ?? 0;
  if (node.tagName === "br") writer.breakLine(line);
  else if (node.tagName === "table" && isDataTable(node)) writeRows(node, writer);
  else writeElement(node, line, writer, preformatted);
}

function writeElement(node: Element, line: number, writer: LineWriter, preformatted: boolean): void {
  const isParagraph = paragraphs.has(node.tagName);
  const isBlock = isParagraph || blocks.has(node.tagName);
  if (isParagraph && writer.inFreeText) writer.blank(line);
  else if (isBlock) writer.endLine();
  if (node.tagName === "li" && writer.inFreeText) writer.text(markOf(node), line);
  const keepsLines =
    preformatted || node.tagName === "pre" || node.tagName === "textarea" || /white-space\s*:\s*pre/i.test(styleOf(node));
  for (const child of node.childNodes) write(child, writer, keepsLines);
  if (isParagraph && writer.inFreeText) writer.blank(line);
  else if (isBlock) writer.endLine();
}

function writeLines(text: string, firstLine: number, writer: LineWriter): void {
  for (const [index, part] of text.split("\n").entries()) {
    if (index > 0) writer.breakLine(firstLine + index);
    writer.text(collapsed(part), firstLine + index);
  }
}

/** A point of a list as people type it; numbers count from 1. */
function markOf(item: Element): string {
  const list = item.parentNode;
  if (!list || !isElement(list as Node) || (list as Element).tagName !== "ol") return "- ";
  const items = list.childNodes.filter((node) => isElement(node) && node.tagName === "li");
  return `${items.indexOf(item) + 1}) `;
}

const headings = Object.values(tableHeaders).map(foldLabel);

/** A table with the headings of one of the page's tables; any other is layout, and its cells are blocks. */
function isDataTable(table: Element): boolean {
  return rowsOf(table).some((row) => {
    const text = foldLabel(ownTextOf(row));
    return headings.some((heading) => text.startsWith(heading));
  });
}

/** Text of an element but that of tables inside it: those of layout nest deep, and each would be read once for each around it. */
function ownTextOf(element: Element): string {
  const texts = element.childNodes.map((node) => {
    if (isText(node)) return node.value;
    return isElement(node) && node.tagName !== "table" && !skipped.has(node.tagName) && !isHidden(node) ? ownTextOf(node) : "";
  });
  return texts.join(" ");
}

function writeRows(table: Element, writer: LineWriter): void {
  writer.endLine();
  for (const caption of table.childNodes) if (isElement(caption) && caption.tagName === "caption") write(caption, writer);
  for (const row of rowsOf(table)) {
    const cells = cellsOf(row);
    if (cells.some((cell) => cell !== "")) writer.row(cells.join("\t"), row.sourceCodeLocation?.startLine ?? 0);
  }
}

/** The rows of a table, and not those of tables inside it. */
function rowsOf(table: Element): Element[] {
  return table.childNodes.flatMap((node) => {
    if (!isElement(node) || isHidden(node)) return [];
    if (node.tagName === "tr") return [node];
    return ["thead", "tbody", "tfoot"].includes(node.tagName) ? rowsOf(node) : [];
  });
}

/** Texts of the cells of a row, an empty one for each further column that a cell spans. */
function cellsOf(row: Element): string[] {
  return row.childNodes.flatMap((node) => {
    if (!isElement(node) || (node.tagName !== "td" && node.tagName !== "th") || isHidden(node)) return [];
    const writer = new LineWriter();
    for (const child of node.childNodes) write(child, writer);
    const text = cleanLine(
      writer
        .end()
        .map((line) => line.text)
        .join(" "),
    );
    const span = Math.min(Number(attributeOf(node, "colspan")) || 1, mostColumns);
    return [text, ...Array.from({ length: span - 1 }, () => "")];
  });
}

/** The widest table of the page has six columns. */
const mostColumns = 20;

function collapsed(text: string): string {
  return text.replace(/[ \t\n\r\f]+/g, " ");
}

function isHidden(element: Element): boolean {
  if (element.attrs.some(({ name }) => name === "hidden")) return true;
  return /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(styleOf(element));
}

function styleOf(element: Element): string {
  return attributeOf(element, "style");
}

function attributeOf({ attrs }: Element, wanted: string): string {
  return attrs.find(({ name }) => name === wanted)?.value ?? "";
}

function isText(node: Node): node is DefaultTreeAdapterTypes.TextNode {
  return node.nodeName === "#text";
}

function isElement(node: Node): node is Element {
  return "tagName" in node && node.namespaceURI === html.NS.HTML;
}
