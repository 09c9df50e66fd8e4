import { cleanLine } from "../../lines";
import { type LabelId, labelOfLine, labels } from "./labels";

/** What stands below one label. `line` is the label's own line number, `content` starts on the next one. */
export type Section = { line: number; label: string; content: string[] };

export type Sections = {
  found: Map<LabelId, Section>;
  /** Lines that read as a label and are not the label's place: a text that uses its words, or a label printed twice. */
  misplaced: { line: number; label: string }[];
  /** Lines before the first label. */
  preamble: string[];
};

type Link = { length: number; line: number; label: number; before: Link | null };

/**
 * Cuts the page at its labels. Labels come in a fixed order, and a free text may hold a line that reads like one of them:
 * the longest run of labels in the page's order wins, so that a stray line cannot hide the labels after it.
 */
export function cutAtLabels(lines: readonly string[]): Sections {
  const matches = lines.flatMap((text, index) => {
    const label = labelOfLine(text);
    return label < 0 ? [] : [{ index, label }];
  });
  const chain = longestChain(matches);
  const found = new Map<LabelId, Section>();
  chain.forEach((link, position) => {
    const end = chain[position + 1]?.line ?? lines.length;
    found.set(labelId(link.label), {
      line: link.line + 1,
      label: cleanLine(lines[link.line] ?? ""),
      content: lines.slice(link.line + 1, end),
    });
  });
  const chosen = new Set(chain.map(({ line }) => line));
  const misplaced = matches
    .filter(({ index, label }) => !chosen.has(index) && !repeatsItself(chain, index, label))
    .map(({ index }) => ({ line: index + 1, label: cleanLine(lines[index] ?? "") }));
  return { found, misplaced, preamble: lines.slice(0, chain[0]?.line ?? lines.length) };
}

/** A table prints its title twice, and a second post its label again; elsewhere a repeated label leaves a doubt. */
function repeatsItself(chain: Link[], index: number, label: number): boolean {
  const owner = chain.findLast((link) => link.line < index);
  return owner?.label === label && ["table", "posts"].includes(labels[label]?.kind ?? "");
}

function longestChain(matches: { index: number; label: number }[]): Link[] {
  const best: (Link | undefined)[] = new Array(labels.length).fill(undefined);
  for (const { index, label } of matches) {
    let before: Link | null = null;
    for (let other = 0; other < label; other++) {
      const link = best[other];
      if (link && link.length > (before?.length ?? 0)) before = link;
    }
    const length = (before?.length ?? 0) + 1;
    if (length > (best[label]?.length ?? 0)) best[label] = { length, line: index, label, before };
  }
  let last: Link | null = null;
  for (const link of best) if (link && link.length > (last?.length ?? 0)) last = link;
  const chain: Link[] = [];
  for (let link = last; link; link = link.before) chain.unshift(link);
  return chain;
}

function labelId(index: number): LabelId {
  const label = labels[index];
  if (!label) throw new RangeError(`no label ${index}`);
  return label.id;
}
