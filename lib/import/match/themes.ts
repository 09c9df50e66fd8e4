import { normaliseName } from "@/lib/core/text";

export type ThemeNode = {
  id: number;
  code: string;
  parentId: number | null;
  labelFr: string;
  legacyLabel: string | null;
};

export type ThemeIndex = { children(parentId: number | null, label: string): ThemeNode[]; all: readonly ThemeNode[] };

/** Index of one version of the nomenclature by parent and label (its own or the legacy one). */
export function createThemeIndex(nodes: readonly ThemeNode[]): ThemeIndex {
  const byKey = new Map<string, ThemeNode[]>();
  for (const node of nodes) {
    for (const label of new Set([node.labelFr, ...(node.legacyLabel ? [node.legacyLabel] : [])].map(normaliseName))) {
      const key = `${node.parentId ?? ""} ${label}`;
      byKey.set(key, [...(byKey.get(key) ?? []), node]);
    }
  }
  return { all: nodes, children: (parentId, label) => byKey.get(`${parentId ?? ""} ${normaliseName(label)}`) ?? [] };
}

/**
 * Follows labels down the tree as far as they are known. `unknown` is the first label that is not found below the theme
 * reached; nomenclatures are tried in turn (the current one first) and the deepest theme wins.
 */
export function followLabels(
  indexes: readonly ThemeIndex[],
  labels: readonly string[],
): { theme: ThemeNode | null; unknown: string | null } {
  let best: { theme: ThemeNode | null; depth: number } = { theme: null, depth: 0 };
  for (const index of indexes) {
    let theme: ThemeNode | null = null;
    let depth = 0;
    for (const label of labels) {
      const [only, ...others] = index.children(theme?.id ?? null, label);
      if (!only || others.length > 0) break;
      theme = only;
      depth++;
    }
    if (depth > best.depth) best = { theme, depth };
  }
  return { theme: best.theme, unknown: labels[best.depth] ?? null };
}

/** The theme that a code, a path of labels ("Eau > Assainissement") or a label that only one theme bears means. */
export function findTheme(indexes: readonly ThemeIndex[], stated: string): ThemeNode | null {
  const path = stated.split(/ > | › /);
  const label = normaliseName(stated);
  for (const { all } of indexes) {
    const byCode = all.find(({ code }) => code.toLowerCase() === stated.toLowerCase());
    if (byCode) return byCode;
  }
  const followed = followLabels(indexes, path);
  if (followed.theme && followed.unknown === null) return followed.theme;
  for (const { all } of indexes) {
    const [only, ...others] = all.filter(({ labelFr, legacyLabel }) =>
      [labelFr, legacyLabel].some((own) => own !== null && normaliseName(own) === label),
    );
    if (only) return others.length === 0 ? only : null;
  }
  return null;
}

/** The theme whose path of labels opens a run-together row, with the rest of the row (its priority). Null when none or several fit. */
export function themeOfRow(indexes: readonly ThemeIndex[], row: string): { theme: ThemeNode; priority: number | null } | null {
  const text = normaliseName(row);
  for (const index of indexes) {
    const byId = new Map(index.all.map((node) => [node.id, node]));
    const fits = index.all.flatMap((theme) => {
      const rest = restAfter(text, pathsOf(theme, byId));
      return rest === null ? [] : [{ theme, priority: rest === "" ? null : Number(rest) }];
    });
    const [only, ...others] = fits;
    if (only) return others.length === 0 ? only : null;
  }
  return null;
}

/** What follows the path in the row, if it is nothing or a rank ("2", "Priorité 2"); null otherwise. */
function restAfter(text: string, paths: string[]): string | null {
  for (const path of paths) {
    const rest = /^(?:priorite )?(\d{1,2})?$/.exec(
      text === path ? "" : text.startsWith(`${path} `) ? text.slice(path.length + 1) : "-",
    );
    if (rest) return rest[1] ?? "";
  }
  return null;
}

function pathsOf(theme: ThemeNode, byId: Map<number, ThemeNode>): string[] {
  const own = [theme.labelFr, ...(theme.legacyLabel ? [theme.legacyLabel] : [])].map(normaliseName);
  const parent = theme.parentId === null ? undefined : byId.get(theme.parentId);
  if (!parent) return own;
  return pathsOf(parent, byId).flatMap((path) => own.map((label) => `${path} ${label}`));
}
