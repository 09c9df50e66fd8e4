import type { ProjectDraft } from "../../draft";
import type { CodedTheme } from "../../match/iati-lists";
import { formatAmount, parseDecimal } from "../../normalise/decimals";
import { attributeOf, childrenOf, type IatiElement } from "../../sources/iati/element";
import { type IatiContext, tell, tellDoubt } from "./context";

type Share = { theme: CodedTheme; percentage: bigint | null };

const hundred = 100_000_000n;
/** Publishers round the shares of many sectors. */
const tolerance = 1_000_000n;

/** IATI SectorVocabulary and TagVocabulary: the codes that themes are found by. */
export const purposeVocabulary = "1";
export const categoryVocabulary = "2";
export const goalVocabularies = { sector: ["7", "8"], tag: ["2", "3"] } as const;

/**
 * The themes of an activity, the largest share first: from the purposes of the OECD's CRS, else from its categories; goals of
 * sustainable development add the themes that they name alone. Percentages are those of the one vocabulary taken.
 */
export function readThemes(context: IatiContext): ProjectDraft["themes"] {
  const own = inFinestVocabulary(childrenOf(context.activity, "sector"));
  const spent = childrenOf(context.activity, "transaction").flatMap((transaction) => childrenOf(transaction, "sector"));
  const shares = sharesOf(context, own.length > 0 ? own : inFinestVocabulary(spent));
  // Percentages of a transaction's sectors are of that transaction.
  const isWhole = isWholeOf(context, own);
  shares.sort((a, b) => Number((b.percentage ?? -1n) - (a.percentage ?? -1n)));
  for (const theme of themesOfGoals(context))
    if (!shares.some((share) => share.theme === theme)) shares.push({ theme, percentage: null });
  return shares.map(({ theme: { id, code }, percentage }, rank) => ({
    ...{ id, code, rank },
    percentage: isWhole && percentage !== null ? formatAmount(percentage) : null,
  }));
}

/** Vocabulary of a sector; CRS purposes when none is stated (IATI standard). */
export function vocabularyOf(sector: IatiElement): string {
  return attributeOf(sector, "vocabulary") ?? purposeVocabulary;
}

/** Sectors of the finest vocabulary that themes are known by. */
function inFinestVocabulary(sectors: readonly IatiElement[]): IatiElement[] {
  const purposes = sectors.filter((sector) => vocabularyOf(sector) === purposeVocabulary);
  return purposes.length > 0 ? purposes : sectors.filter((sector) => vocabularyOf(sector) === categoryVocabulary);
}

/** Sectors under one theme share it: their percentages, of one whole, are added. */
function sharesOf(context: IatiContext, sectors: readonly IatiElement[]): Share[] {
  const shares: Share[] = [];
  for (const sector of sectors) {
    const code = attributeOf(sector, "code") ?? "";
    const { purposes, categories } = context.lists.themes;
    const theme = purposes.get(code) ?? categories.get(code.slice(0, 3));
    const percentage = percentageOf(sector);
    const same = shares.find((share) => share.theme === theme);
    if (!theme) tellDoubt(context, sector, "theme_unknown", "unknown_theme", code);
    else if (!same) shares.push({ theme, percentage });
    else same.percentage = same.percentage === null || percentage === null ? null : same.percentage + percentage;
  }
  return shares;
}

function percentageOf(sector: IatiElement): bigint | null {
  return parseDecimal(attributeOf(sector, "percentage") ?? "");
}

/** Percentages are told and left out where one is none or all do not make a hundred. */
function isWholeOf(context: IatiContext, sectors: readonly IatiElement[]): boolean {
  const [first] = sectors;
  const stated = sectors.filter((sector) => attributeOf(sector, "percentage") !== null);
  if (!first || stated.length === 0) return false;
  const shares = sectors.map(percentageOf);
  const sum = shares.reduce<bigint>((total, share) => total + (share ?? 0n), 0n);
  const difference = sum - hundred;
  const isWhole =
    shares.every((share) => share !== null && share >= 0n && share <= hundred) &&
    difference <= tolerance &&
    -difference <= tolerance;
  if (!isWhole)
    tell(context, first, "percentages_disagree", sectors.map((sector) => attributeOf(sector, "percentage") ?? "–").join(" + "));
  return isWhole;
}

/** Goals are stated as "6", targets as "6.1" or "6.b". */
function themesOfGoals({ activity, lists }: IatiContext): CodedTheme[] {
  const coded = (["sector", "tag"] as const).flatMap((name) =>
    childrenOf(activity, name).filter((element) =>
      goalVocabularies[name].some((vocabulary) => vocabulary === attributeOf(element, "vocabulary")),
    ),
  );
  return coded.flatMap((element) => lists.themes.goals.get(Number.parseInt(attributeOf(element, "code") ?? "", 10)) ?? []);
}
