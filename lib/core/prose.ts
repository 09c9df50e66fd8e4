export type Block = { kind: "paragraph"; text: string } | { kind: "list"; items: string[] };

const bullet = /^\s*[-–—•*·]\s+(?=\S)/;

/** Plain text of a record as paragraphs and lists: each line is a paragraph, lines that open with a dash are a list. Nothing is dropped but blank lines. */
export function parseProse(text: string): Block[] {
  const blocks: Block[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    const trimmed = line.trim();
    if (trimmed === "") continue;
    const last = blocks.at(-1);
    if (!bullet.test(line)) blocks.push({ kind: "paragraph", text: trimmed });
    else if (last?.kind === "list") last.items.push(line.replace(bullet, "").trim());
    else blocks.push({ kind: "list", items: [line.replace(bullet, "").trim()] });
  }
  return blocks;
}
