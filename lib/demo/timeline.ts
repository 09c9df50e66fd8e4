import { Random, weigh } from "./random";
import type { WorldCountry } from "./world";

/** The day on which the demo records are written, for ever: records that followed the clock would differ from run to run. */
export const today = "2026-11-01";
const thisYear = 2026;

export type Precision = "year" | "month" | "day";
export type FuzzyDate = { date: string; precision: Precision };

/** What does not fit together in a record, as one record in twenty of the legacy Atlas. */
export const contradictions = [
  "ongoing_but_ended",
  "three_year_too_short",
  "closed_before_end",
  "funding_outside_period",
  "signed_after_end",
] as const;
export type Contradiction = (typeof contradictions)[number];

const contradictionShare = 0.05;
const contradictionKinds = weigh<Contradiction>([
  ["ongoing_but_ended", 40],
  ["three_year_too_short", 20],
  ["closed_before_end", 15],
  ["funding_outside_period", 15],
  ["signed_after_end", 10],
]);

export type Timeline = {
  form: string | null;
  status: string | null;
  contradiction: Contradiction | null;
  signedYear: number | null;
  start: FuzzyDate | null;
  end: FuzzyDate | null;
  /** First and last year of the action, known to the generator even where the record states neither. */
  firstYear: number;
  lastYear: number;
  threeYear: boolean | null;
  lastConfirmedOn: string | null;
  createdAt: string;
  updatedAt: string;
};

const pad = (value: number) => String(value).padStart(2, "0");
const startPrecisions = weigh<Precision>([
  ["year", 55],
  ["month", 15],
  ["day", 30],
]);
const endPrecisions = weigh<Precision>([
  ["year", 30],
  ["month", 15],
  ["day", 55],
]);
const durations = weigh<number>([
  [1, 34],
  [2, 20],
  [3, 30],
  [4, 8],
  [5, 8],
]);
const plainForms = weigh<string | null>([
  ["decentralised_cooperation_project", 56],
  ["cooperation_agreement", 15],
  ["friendship_pact", 6],
  ["framework_agreement", 5],
  ["one_off_action", 7],
  [null, 11],
]);

function fuzzyStart(year: number, random: Random): FuzzyDate {
  const precision = random.weighted(startPrecisions);
  const month = random.between(1, 12);
  if (precision === "year") return { date: `${year}-01-01`, precision };
  if (precision === "month") return { date: `${year}-${pad(month)}-01`, precision };
  return { date: `${year}-${pad(month)}-${pad(random.between(1, 28))}`, precision };
}

/** Written so that the database's rule "end ≥ start" holds whatever the two precisions are. */
function fuzzyEnd(year: number, start: FuzzyDate, random: Random): FuzzyDate {
  const precision = random.weighted(endPrecisions);
  if (precision === "day") {
    if (random.chance(0.6)) return { date: `${year}-12-31`, precision };
    const date = `${year}-${pad(random.between(1, 12))}-${pad(random.between(1, 28))}`;
    return { date: date < start.date ? `${year}-12-31` : date, precision };
  }
  const date = precision === "year" ? `${year}-01-01` : `${year}-${pad(random.between(1, 12))}-01`;
  return date < start.date ? { date: `${year}-12-31`, precision: "day" } : { date, precision };
}

/** Last day of the period that a date with its precision stands for. */
export function lastDay({ date, precision }: FuzzyDate): string {
  if (precision === "day") return date;
  if (precision === "year") return `${date.slice(0, 4)}-12-31`;
  const [year = 0, month = 0] = date.split("-").map(Number);
  return `${date.slice(0, 8)}${pad(new Date(Date.UTC(year, month, 0)).getUTCDate())}`;
}

function formOf(theme: string, country: WorldCountry, random: Random): string | null {
  if (theme === "EUR" && country.twinningPeak === null) return "friendship_pact";
  if (random.chance(country.twinningPeak === null ? 0.04 : 0.66)) return "twinning";
  if (country.neighbour && random.chance(0.25)) return random.chance(0.1) ? "egtc_membership" : "cross_border_cooperation";
  if (theme === "HUM" && random.chance(0.6)) return "emergency_aid";
  if ((theme === "EAU" || theme === "DEC") && random.chance(0.2)) return "one_percent_action";
  return random.weighted(plainForms);
}

function firstYearOf(form: string | null, country: WorldCountry, random: Random): number {
  if (form === "twinning") {
    const year = Math.round((country.twinningPeak ?? 1998) + random.normal() * 9);
    return Math.max(1951, Math.min(2024, year));
  }
  if (random.chance(0.03)) return thisYear + 1;
  // Few old records, most of the last fifteen years: an exponential law of mean 7 years.
  return Math.max(1985, thisYear - Math.floor(-Math.log(1 - random.next()) * 7));
}

/** Status that fits the dates; a few projects were cancelled or suspended, most of those with Russia since 2022. */
function fittingStatus(
  first: number,
  start: FuzzyDate | null,
  end: FuzzyDate | null,
  country: WorldCountry,
  random: Random,
): string {
  const roll = random.next();
  if (first > thisYear || (start !== null && start.date > today)) return "planned";
  const ended = end !== null && lastDay(end) < today;
  if (!ended && country.code === "RU" && roll < 0.75) return "suspended";
  if (roll < 0.02) return "cancelled";
  if (roll < 0.04) return "suspended";
  if (ended) return "closed";
  if (end !== null && lastDay(end) < "2027-01-01") return "finalisation";
  return end === null && roll > 0.93 ? "closed" : "ongoing";
}

type Period = { form: string | null; first: number; last: number; open: boolean };

function periodOf(theme: string, country: WorldCountry, contradiction: Contradiction | null, random: Random): Period {
  const form = formOf(theme, country, random);
  const first = firstYearOf(form, country, random);
  const twinning = form === "twinning";
  const last = twinning ? random.between(Math.max(first, 1995), 2032) : first + random.weighted(durations) - 1;
  const open = random.chance(twinning ? 0.66 : 0.09);
  const plain = twinning ? "cooperation_agreement" : form;
  switch (contradiction) {
    case null:
      return { form, first, last, open };
    case "three_year_too_short": {
      const year = random.between(2010, 2024);
      return { form: plain, first: year, last: year, open: false };
    }
    case "closed_before_end":
      return { form: plain, first: random.between(2020, 2025), last: random.between(2028, 2031), open: false };
    default: {
      const year = random.between(2004, 2020);
      return { form: plain, first: year, last: year + random.between(0, 2), open: false };
    }
  }
}

function signedYearOf(period: Period, contradiction: Contradiction | null, random: Random): number | null {
  const earlier = random.chance(0.25) ? random.between(1, 3) : 0;
  if (contradiction === "signed_after_end") return period.last + random.between(1, 3);
  if (random.chance(period.form === "twinning" ? 0.1 : 0.36)) return null;
  return period.form === "twinning" ? period.first : Math.min(thisYear, period.first - earlier);
}

function threeYearOf(period: Period, contradiction: Contradiction | null, random: Random): boolean | null {
  if (contradiction === "three_year_too_short") return true;
  if (random.chance(0.4)) return null;
  return !period.open && period.form !== "twinning" && period.last - period.first === 2 && random.chance(0.6);
}

/** When the record was made, last changed and last confirmed, all between 2013 and `today`. */
function lifeOfRecord(first: number, random: Random): Pick<Timeline, "createdAt" | "updatedAt" | "lastConfirmedOn"> {
  const dayMs = 86_400_000;
  const end = Date.parse(`${today}T00:00:00Z`) / dayMs;
  const opening = Date.parse(`${Math.min(2025, Math.max(2013, first))}-01-15T00:00:00Z`) / dayMs;
  const created = opening + Math.floor(random.next() ** 2 * (end - opening));
  const updated = created + Math.floor(random.next() * (end - created));
  const confirmed = random.chance(0.35) ? updated - Math.floor(random.next() * (updated - created)) : null;
  const at = (day: number) => new Date(day * dayMs + random.between(7 * 3_600, 18 * 3_600) * 1_000).toISOString();
  return {
    createdAt: new Date(created * dayMs).toISOString(),
    updatedAt: at(updated),
    lastConfirmedOn: confirmed === null ? null : new Date(confirmed * dayMs).toISOString().slice(0, 10),
  };
}

const forcedStatus: Partial<Record<Contradiction, string>> = { ongoing_but_ended: "ongoing", closed_before_end: "closed" };

/** Form, dates and statuses of project number `index`; one in twenty contradicts itself. */
export function timeline(index: number, theme: string, country: WorldCountry): Timeline {
  const random = new Random("timeline", index);
  const contradiction = random.chance(contradictionShare) ? random.weighted(contradictionKinds) : null;
  const period = periodOf(theme, country, contradiction, random);
  const start = fuzzyStart(period.first, random);
  const end = period.open ? null : fuzzyEnd(period.last, start, random);
  // Without a start the two dates cannot contradict each other, and a triennial project of one year would not show.
  const stated = contradiction !== null || random.chance(0.96) ? start : null;
  const status = fittingStatus(period.first, stated, end, country, random);
  const silent = contradiction === null && random.chance(0.08);
  return {
    form: period.form,
    status: silent ? null : ((contradiction && forcedStatus[contradiction]) ?? status),
    contradiction,
    signedYear: signedYearOf(period, contradiction, random),
    start: stated,
    end,
    firstYear: period.first,
    lastYear: period.open ? Math.min(thisYear, period.first + 3) : period.last,
    threeYear: threeYearOf(period, contradiction, random),
    ...lifeOfRecord(period.first, random),
  };
}
