import { funderShares, type OrganisationRef } from "./organisations";
import { Random, weigh } from "./random";
import type { Timeline } from "./timeline";

export type DemoScheme = { scheme: string; amount: string | null };
export type DemoFundingLine = {
  funder: OrganisationRef;
  year: number | null;
  /** Euros, with two decimals as the database keeps them; null is not stated. */
  amount: string | null;
  kind: string;
  inKind: boolean;
  schemes: DemoScheme[];
};

/** Share of projects without any funding stated. Twinnings live mostly on the towns' own budgets, which no one declares. */
const unfunded = { twinning: 0.48, other: 0.19 };
/** The median line is about 15,000 euros; projects differ from each other more than the lines of one project do. */
const amounts = { median: 15_000, betweenProjects: 1.35, betweenLines: 0.6 };
const maxLines = 6;

const kinds = weigh([
  ["cofunding", 88],
  ["budget", 5],
  ["commitment", 4],
  ["disbursement", 3],
] as const);
const funderCounts = weigh([
  [1, 30],
  [2, 42],
  [3, 28],
] as const);

/** Schemes by first-level theme, with the year of their law and the share of funded projects that use them. */
const schemes: Readonly<Record<string, { code: string; since: number; share: number }>> = {
  EAU: { code: "water", since: 2005, share: 0.5 },
  ENV: { code: "energy", since: 2006, share: 0.12 },
  DEC: { code: "waste", since: 2014, share: 0.4 },
  URB: { code: "mobility", since: 2021, share: 0.15 },
};

/** People write round figures more often than exact ones. */
function rounded(value: number, random: Random): number {
  const roll = random.next();
  if (roll < 0.45) return Math.max(100, Math.round(value / 500) * 500);
  if (roll < 0.75) return Math.max(50, Math.round(value / 50) * 50);
  if (roll < 0.97) return Math.max(1, Math.round(value));
  return Math.max(1, Math.round(value * 100) / 100);
}

function funders(lead: OrganisationRef, partner: OrganisationRef, others: readonly OrganisationRef[], random: Random) {
  const count = random.weighted(funderCounts);
  const list: OrganisationRef[] = random.chance(0.86) ? [lead] : [];
  while (list.length < count) {
    const roll = random.next();
    if (roll < 0.18) list.push(partner);
    else if (roll < 0.3 && others.length > 0) list.push(random.pick(others));
    else list.push({ pool: "funder", index: random.weighted(funderShares) });
  }
  return list.filter(
    (funder, at) => list.findIndex((other) => other.pool === funder.pool && other.index === funder.index) === at,
  );
}

function yearsOf(time: Timeline, random: Random): number[] {
  if (time.contradiction === "funding_outside_period")
    return [random.chance(0.5) ? time.firstYear - random.between(2, 4) : time.lastYear + random.between(2, 4)];
  const span = Math.min(3, time.lastYear - time.firstYear + 1, maxLines);
  const count = Math.max(1, random.between(Math.min(span, 1), span));
  // Money of a twinning is that of the last years of the record, not that of the year of its signature.
  const first = time.form === "twinning" ? Math.max(time.firstYear, time.lastYear - 2) : time.firstYear;
  return Array.from({ length: count }, (_, at) => first + at).filter((year) => year <= time.lastYear);
}

function schemeOf(theme: string, year: number | null, amount: number | null, random: Random): DemoScheme[] {
  const scheme = schemes[theme];
  const part = random.pick([1, 1, 0.5, 0.25]);
  const stated = random.chance(0.9);
  if (!scheme || year === null || year < scheme.since) return [];
  return [{ scheme: scheme.code, amount: amount === null || !stated ? null : (amount * part).toFixed(2) }];
}

/** Funding lines of project number `index`: at most 6, of one kind, in the years of the action. */
export function funding(
  index: number,
  theme: string,
  time: Timeline,
  parties: { lead: OrganisationRef; partner: OrganisationRef; others: readonly OrganisationRef[] },
): DemoFundingLine[] {
  const random = new Random("funding", index);
  const forced = time.contradiction === "funding_outside_period";
  if (random.chance(time.form === "twinning" ? unfunded.twinning : unfunded.other) && !forced) return [];
  const scale = amounts.median * Math.exp(amounts.betweenProjects * random.normal());
  const kind = random.weighted(kinds);
  const scheme = schemes[theme];
  const usesScheme = scheme !== undefined && random.chance(scheme.share);
  const years = yearsOf(time, random);
  const lines: DemoFundingLine[] = [];
  for (const funder of funders(parties.lead, parties.partner, parties.others, random)) {
    const share = Math.exp(amounts.betweenLines * random.normal());
    const yearless = years.length === 1 && !forced && random.chance(0.06);
    for (const year of years) {
      if (lines.length === maxLines) break;
      const value = random.chance(0.006) ? 0 : rounded(scale * share * (0.8 + random.next() * 0.4), random);
      const amount = random.chance(0.15) ? null : value;
      const stated = yearless ? null : year;
      lines.push({
        funder,
        year: stated,
        amount: amount === null ? null : amount.toFixed(2),
        kind,
        inKind: random.chance(0.06),
        schemes: usesScheme && funder.pool !== "partner" ? schemeOf(theme, stated, amount, random) : [],
      });
    }
  }
  return lines;
}
