import { parseIsoDay } from "../../normalise/dates";
import { attributeOf, childOf, childrenOf, type IatiElement } from "../../sources/iati/element";

/** Original budgets (type 1) of a time that a revised one (type 2) covers: the revision stands in their place. */
export function supersededBudgets(activity: IatiElement): Set<IatiElement> {
  const budgets = childrenOf(activity, "budget").flatMap((element) => {
    const start = dayOf(element, "period-start");
    const end = dayOf(element, "period-end");
    return start && end ? [{ element, start, end, isRevised: attributeOf(element, "type") === "2" }] : [];
  });
  const revised = joined(budgets.filter(({ isRevised }) => isRevised));
  const covered = budgets.filter((budget) => !budget.isRevised && isCovered(budget, revised));
  return new Set(covered.map(({ element }) => element));
}

type Period = { start: string; end: string };

/** Periods in order, those that meet as one. */
function joined(periods: readonly Period[]): Period[] {
  const whole: Period[] = [];
  for (const { start, end } of [...periods].sort((a, b) => (a.start < b.start ? -1 : 1))) {
    const last = whole.at(-1);
    if (!last || start > last.end) whole.push({ start, end });
    else if (end > last.end) last.end = end;
  }
  return whole;
}

function isCovered({ start, end }: Period, periods: readonly Period[]): boolean {
  let first = 0;
  for (let after = periods.length; first < after; ) {
    const middle = (first + after) >> 1;
    if ((periods[middle]?.end ?? "") < start) first = middle + 1;
    else after = middle;
  }
  const period = periods[first];
  return period !== undefined && period.start <= end;
}

function dayOf(budget: IatiElement, name: string): string | null {
  return parseIsoDay(attributeOf(childOf(budget, name), "iso-date") ?? "");
}
