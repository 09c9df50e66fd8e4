import { today } from "@/lib/core/clock";
import { db } from "@/lib/core/db";
import { Prisma } from "@/lib/core/prisma-client/client";
import { computeStatus, frenchCountryCodes } from "@/lib/projects/policy";
import { filterCondition, searched } from "@/lib/search/conditions";
import type { ProjectQuery } from "@/lib/search/params";
import { readWords, wordsCondition } from "@/lib/search/words";
import type { MeasureKey } from "@/lib/statistics/units";

export type Line = { funder: string; state: boolean; year: number | null; cents: number | null; counted: boolean };
type Part = { organisation: string; role: string; authority: boolean; country: string | null };
export type Facts = { status: string; countries: string[]; parts: Part[]; lines: Line[] };

const day = (date: Date | null) => date?.toISOString().slice(0, 10) ?? null;

/** Every project as its tables state it, by public id: read whole, without the search and without its rows. */
export async function readFacts(): Promise<Map<string, Facts>> {
  const projects = await db().project.findMany({
    include: {
      places: true,
      organisations: { include: { organisation: { include: { kind: true } } } },
      fundingLines: { include: { funder: true } },
    },
  });
  return new Map(
    projects.map((project) => {
      const dated = (on: Date | null, precision: "year" | "month" | "day" | null) => {
        const date = day(on);
        return date && precision ? { date, precision } : null;
      };
      const facts: Facts = {
        status: computeStatus(
          {
            declaredStatus: project.declaredStatusCode,
            start: dated(project.startOn, project.startPrecision),
            end: dated(project.endOn, project.endPrecision),
          },
          today(),
        ),
        countries: project.places.map(({ countryCode }) => countryCode),
        parts: project.organisations.map(({ roleCode, organisation }) => ({
          organisation: organisation.publicId,
          role: roleCode,
          authority: organisation.kind.isAuthority,
          country: organisation.countryCode,
        })),
        lines: project.fundingLines.map(({ funder, year, amount, kind, currency }) => ({
          funder: funder.publicId,
          state: funder.kindCode === "state_body" && funder.countryCode === "FR",
          year,
          cents: amount === null ? null : Math.round(Number(amount) * 100),
          counted: kind === "cofunding" && currency === "EUR",
        })),
      };
      return [project.publicId, facts] as const;
    }),
  );
}

/** Public ids of what a search lists. */
export async function idsOf(query: ProjectQuery): Promise<string[]> {
  const words = await readWords(query.q);
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT p.public_id AS id FROM ${searched} WHERE ${Prisma.join([wordsCondition(words), filterCondition(query)], " AND ")}`;
  return rows.map(({ id }) => id);
}

const french = ["lead_authority", "implementing_body", "french_partner"];
const cents = (lines: readonly Line[]) => lines.flatMap((line) => (line.counted && line.cents !== null ? [line.cents] : []));
const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
const sumOrNull = (all: readonly number[]) => (all.length === 0 ? null : sum(all) / 100);

function median(all: readonly number[]): number | null {
  if (all.length === 0) return null;
  const sorted = all.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 200;
}

/** A measure of some projects, in plain arithmetic; `isOwn` keeps the lines of a part whose values are of each line. */
export function recount(
  measure: MeasureKey,
  projects: readonly Facts[],
  { chosen }: ProjectQuery,
  isOwn: (line: Line) => boolean = () => true,
): number | null {
  const lines = projects.flatMap((project) => project.lines).filter(isOwn);
  const takingPart = (roles: readonly string[], isMeant: (part: Part) => boolean) =>
    new Set(
      projects.flatMap(({ parts }) =>
        parts.flatMap((part) => (roles.includes(part.role) && isMeant(part) ? [part.organisation] : [])),
      ),
    ).size;
  const byProject = projects.flatMap((project) => {
    const own = cents(project.lines);
    return own.length > 0 ? [sum(own)] : [];
  });
  const rules: Record<MeasureKey, () => number | null> = {
    projects: () => projects.length,
    ongoing: () => projects.filter(({ status }) => status === "ongoing").length,
    authorities: () => takingPart(french, (part) => part.authority && frenchCountryCodes.has(part.country ?? "")),
    partners: () => takingPart(["foreign_partner"], () => true),
    countries: () => new Set(projects.flatMap(({ countries }) => countries)).size,
    cofunding: () => sumOrNull(cents(lines)),
    given: () =>
      sumOrNull(cents(lines.filter(({ funder }) => chosen.funder.oneOf.length === 0 || chosen.funder.oneOf.includes(funder)))),
    stateShare: () => {
      const whole = sum(cents(lines));
      return whole === 0 ? null : sum(cents(lines.filter(({ state }) => state))) / whole;
    },
    meanCofunding: () => (byProject.length === 0 ? null : sum(byProject) / byProject.length / 100),
    medianCofunding: () => median(byProject),
  };
  return rules[measure]();
}
