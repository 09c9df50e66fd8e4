import type { DatabaseReader } from "@/lib/core/db";

/** A theme of the nomenclature in force, with the codes of other classifications that it stands for. */
export type CodedTheme = { id: number; code: string; parentId: number | null; crsCodes: string[]; sdgGoals: number[] };

export type ThemesByCode = {
  /** Purpose code of the OECD's CRS, five digits → theme. */
  purposes: ReadonlyMap<string, CodedTheme>;
  /** Category of the CRS, three digits → main theme. */
  categories: ReadonlyMap<string, CodedTheme>;
  /** Number of a Sustainable Development Goal → theme. */
  goals: ReadonlyMap<number, CodedTheme>;
};

/** The lists by which codes of IATI are read, besides the lookups that all sources share. */
export type IatiLists = {
  themes: ThemesByCode;
  /** IATI ActivityStatus → our status. */
  statuses: ReadonlyMap<string, string>;
  /** ISO 3166-1 codes. */
  countries: ReadonlySet<string>;
};

/** Loads the lists of IATI codes, once a run. */
export async function loadIatiLists(db: DatabaseReader): Promise<IatiLists> {
  const [nomenclature] = await db.themeNomenclature.findMany({
    select: {
      themes: { select: { id: true, code: true, parentId: true, crsCodes: true, sdgGoals: true }, orderBy: { id: "asc" } },
    },
    where: { validTo: null },
    orderBy: { validFrom: "desc" },
    take: 1,
  });
  const statuses = await db.projectStatus.findMany({ select: { code: true, iatiCode: true } });
  const countries = await db.country.findMany({ select: { code: true } });
  return {
    themes: indexThemes(nomenclature?.themes ?? []),
    statuses: new Map(statuses.map(({ code, iatiCode }) => [iatiCode, code])),
    countries: new Set(countries.map(({ code }) => code)),
  };
}

/** Themes by the codes that they stand for. A code that means several themes without a common one above means none. */
export function indexThemes(themes: readonly CodedTheme[]): ThemesByCode {
  const codes = themes.flatMap(({ crsCodes }) => crsCodes);
  const index = <Key>(keys: Key[], means: (theme: CodedTheme, key: Key) => boolean) =>
    [...new Set(keys)].flatMap((key): [Key, CodedTheme][] => {
      const theme = commonTheme(
        themes,
        themes.filter((other) => means(other, key)),
      );
      return theme ? [[key, theme]] : [];
    });
  const categories = index(
    codes.map((code) => code.slice(0, 3)),
    ({ crsCodes }, category) => crsCodes.some((code) => code.startsWith(category)),
  );
  return {
    purposes: new Map(index(codes, ({ crsCodes }, code) => crsCodes.includes(code))),
    categories: new Map(categories.map(([category, theme]) => [category, pathOf(themes, theme)[0] ?? theme])),
    goals: new Map(
      index(
        themes.flatMap(({ sdgGoals }) => sdgGoals),
        ({ sdgGoals }, goal) => sdgGoals.includes(goal),
      ),
    ),
  };
}

/** Of several themes: the only one that has no part among them, else the theme above them all, else the only main theme. */
function commonTheme(themes: readonly CodedTheme[], named: readonly CodedTheme[]): CodedTheme | null {
  const parts = named.filter(({ id }) => !named.some(({ parentId }) => parentId === id));
  if (parts.length <= 1) return parts[0] ?? null;
  const paths = parts.map((theme) => pathOf(themes, theme));
  const above = paths[0]?.findLast((theme) => paths.every((path) => path.includes(theme)));
  if (above) return above;
  const main = named.filter(({ parentId }) => parentId === null);
  return main.length === 1 ? (main[0] ?? null) : null;
}

/** The theme and those above it, the main one first. */
function pathOf(themes: readonly CodedTheme[], theme: CodedTheme): CodedTheme[] {
  const parent = themes.find(({ id }) => id === theme.parentId);
  return parent ? [...pathOf(themes, parent), theme] : [theme];
}
