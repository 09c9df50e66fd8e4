import { Prisma } from "@/lib/core/prisma-client/client";
import { type Activity, brokenOffStatuses, stoppedStatuses } from "./activity";

const list = (codes: readonly string[]) => Prisma.join([...codes]);

/** Last day that a date can mean: 2018 (year) → 2018-12-31; as `lastDayOf` in lib/projects/policy.ts. */
export const lastDay = (name: "start" | "end") =>
  Prisma.raw(
    `(p.${name}_on + CASE p.${name}_precision WHEN 'year' THEN interval '1 year' WHEN 'month' THEN interval '1 month' ELSE interval '1 day' END - interval '1 day')::date`,
  );

const signedOn = (end: "1, 1" | "12, 31") => Prisma.raw(`make_date(p.signed_year, ${end})`);

/** Activity of the project `p` on a day, as text; the rule of `activityOn` in SQL. */
export function activitySql(day: string, today: string): Prisma.Sql {
  const on = Prisma.sql`${day}::date`;
  const stopped = Prisma.sql`coalesce(p.declared_status_code IN (${list(stoppedStatuses)}), false)`;
  const brokenOff = Prisma.sql`coalesce(p.declared_status_code IN (${list(brokenOffStatuses)}), false)`;
  const from = Prisma.sql`coalesce(p.start_on, ${signedOn("1, 1")})`;
  const lastStart = Prisma.sql`coalesce(${lastDay("start")}, ${signedOn("12, 31")})`;
  return Prisma.sql`CASE
    WHEN ${stopped} AND ${on} = ${today}::date THEN 'inactive'
    WHEN ${from} IS NULL AND p.end_on IS NULL THEN 'undated'
    WHEN ${from} > ${on} OR ${lastDay("end")} < ${on} THEN 'inactive'
    WHEN ${lastStart} <= ${on} AND (p.end_on >= ${on} OR (p.end_on IS NULL AND NOT ${stopped})) AND NOT ${brokenOff} THEN 'active'
    ELSE 'uncertain' END`;
}

/** Condition on the project `p`: such was its activity on a day. */
export function hasActivity(activity: Activity, day: string, today: string): Prisma.Sql {
  return Prisma.sql`${activitySql(day, today)} = ${activity}`;
}
