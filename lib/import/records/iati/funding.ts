import type { FundingKind } from "@/lib/core/prisma-client/enums";
import type { FundingDraft, OrganisationEntry } from "../../draft";
import { addFinding } from "../../legacy-record/context";
import { cleanLine } from "../../lines";
import { parseIsoDay } from "../../normalise/dates";
import { formatAmount, parseDecimal } from "../../normalise/decimals";
import { attributeOf, childOf, childrenOf, type IatiElement } from "../../sources/iati/element";
import { supersededBudgets } from "./budgets";
import { type IatiContext, tell, tellDoubt } from "./context";
import { organisationFrom, type Participants, reportingOrganisation } from "./organisations";

/** IATI TransactionType of what a funder gives: 2 commitment, 3 disbursement, 4 expenditure. */
export const kindOfTransaction: Readonly<Record<string, FundingKind>> = {
  "2": "commitment",
  "3": "disbursement",
  "4": "disbursement",
};
const kinds: readonly FundingKind[] = ["budget", "commitment", "disbursement"];

type Sum = { funder: OrganisationEntry; year: number | null; currency: string; kind: FundingKind; units: bigint; line: number };
type Sums = { positive: Map<string, Sum>; negative: Map<string, Sum> };
type Funders = { known: Map<OrganisationEntry, number>; default: OrganisationEntry | null | undefined };

/**
 * Budgets, commitments and disbursements, summed by funder, year, currency and kind: kinds are never added together. The funder
 * is the provider, else the funding organisation, else the reporting one. Negative amounts are summed apart and told: the
 * database keeps what was given.
 */
export async function readFunding(
  context: IatiContext,
  participants: Participants,
  countries: readonly string[],
): Promise<FundingDraft[]> {
  const sums: Sums = { positive: new Map(), negative: new Map() };
  const funders: Funders = { known: new Map(), default: undefined };
  const add = async (element: IatiElement, kind: FundingKind, day: string | null) => {
    const provider = childOf(element, "provider-org");
    const provided = provider && isStated(provider) ? await organisationFrom(context, provider, countries) : null;
    if (!provided && funders.default === undefined) funders.default = await defaultFunder(context, participants, countries);
    const funder = provided ?? funders.default;
    if (funder) addAmount(context, sums, funders, { element, kind, funder, day });
    else tell(context, element, "funder_unknown", amountText(element));
  };
  const superseded = supersededBudgets(context.activity);
  for (const budget of childrenOf(context.activity, "budget"))
    if (!superseded.has(budget)) await add(budget, "budget", attributeOf(childOf(budget, "period-start"), "iso-date"));
  for (const transaction of childrenOf(context.activity, "transaction")) {
    const kind = kindOfTransaction[attributeOf(childOf(transaction, "transaction-type"), "code") ?? ""];
    if (kind) await add(transaction, kind, attributeOf(childOf(transaction, "transaction-date"), "iso-date"));
  }
  for (const sum of sums.negative.values()) tellNegative(context, sum);
  return [...sums.positive.values()].sort(byKindAndYear).flatMap((sum) => lineOf(context, sum));
}

function isStated(provider: IatiElement): boolean {
  return attributeOf(provider, "ref") !== null || childrenOf(provider, "narrative").some(({ text }) => text.trim() !== "");
}

async function defaultFunder(
  context: IatiContext,
  { funders }: Participants,
  countries: readonly string[],
): Promise<OrganisationEntry | null> {
  const [only, ...others] = funders;
  if (only && others.length === 0) return only;
  const reporting = await reportingOrganisation(context, countries);
  if (only && (!reporting || !funders.includes(reporting)))
    tell(context, context.activity, "funder_ambiguous", funders.map(({ name }) => name).join(", "));
  return reporting;
}

type Amount = { element: IatiElement; kind: FundingKind; funder: OrganisationEntry; day: string | null };

function addAmount(context: IatiContext, sums: Sums, { known }: Funders, { element, kind, funder, day }: Amount): void {
  const value = childOf(element, "value");
  const stated = amountText(element);
  const units = parseDecimal(stated);
  if (units === null) {
    tellDoubt(context, element, "amount_unreadable", "amount_unreadable", stated, { funder: funder.name });
    return;
  }
  const currency = (attributeOf(value, "currency") ?? attributeOf(context.activity, "default-currency") ?? "").toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) {
    tell(context, element, "currency_unknown", `${stated} ${currency}`.trim());
    return;
  }
  const year = yearOf(context, element, day ?? attributeOf(value, "value-date"));
  const rank = known.get(funder) ?? known.size;
  known.set(funder, rank);
  const key = `${rank} ${year} ${currency} ${kind}`;
  const of = units < 0n ? sums.negative : sums.positive;
  const sum = of.get(key);
  if (sum) sum.units += units;
  else of.set(key, { funder, year, currency, kind, units, line: element.line });
}

function amountText(element: IatiElement): string {
  return cleanLine(childOf(element, "value")?.text ?? "");
}

function yearOf(context: IatiContext, element: IatiElement, stated: string | null): number | null {
  const day = parseIsoDay(stated ?? "");
  if (day === null) tellDoubt(context, element, "date_unreadable", "date_unreadable", stated ?? "");
  return day === null ? null : Number(day.slice(0, 4));
}

function byKindAndYear(a: Sum, b: Sum): number {
  return kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || (a.year ?? 0) - (b.year ?? 0);
}

function tellNegative(context: IatiContext, { funder, year, currency, kind, units, line }: Sum): void {
  const amount = `${formatAmount(units) ?? ""} ${currency}`;
  context.problems.push({ line, column: kind, value: `${amount} (${year ?? "–"})`, reason: "amount_negative" });
  addFinding(context, {
    rule: "amount_negative",
    organisation: null,
    key: `${kind} ${funder.name} ${year ?? ""} ${currency}`,
    details: { funder: funder.name, amount, year: year === null ? "–" : String(year) },
  });
}

function lineOf(context: IatiContext, { funder, year, currency, kind, units, line }: Sum): FundingDraft[] {
  const amount = formatAmount(units);
  if (amount === null) {
    context.problems.push({ line, column: kind, value: "> 999999999999.99", reason: "value_too_long" });
    return [];
  }
  return [{ funder, year, amount, currency, kind, inKind: false, schemes: [] }];
}
