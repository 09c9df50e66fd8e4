import { ofProjects, preciseDate } from "./select";

/** Day after the last day that the end can mean: 2018 (year) → 2019-01-01; as `lastDayOf` in lib/projects/policy.ts. */
const afterEnd =
  "(p.end_on + CASE p.end_precision WHEN 'year' THEN interval '1 year' WHEN 'month' THEN interval '1 month' ELSE interval '1 day' END)";
const startYear = "extract(year FROM p.start_on)::int";
const endYear = "extract(year FROM p.end_on)::int";

export const ongoingButEnded = ofProjects({
  from: "CROSS JOIN today",
  where: `p.declared_status_code = 'ongoing' AND ${afterEnd} <= today.day`,
  details: { end: preciseDate("end") },
});

export const closedBeforeEnd = ofProjects({
  from: "CROSS JOIN today",
  where: `p.declared_status_code = 'closed' AND ${afterEnd} > today.day + 1`,
  details: { end: preciseDate("end") },
});

/** Planned, although even the last day that the start can mean has passed; an end that has passed says more and is not this. */
export const plannedButStarted = ofProjects({
  from: "CROSS JOIN today",
  where: `p.declared_status_code = 'planned' AND ${afterEnd.replaceAll("end_", "start_")} <= today.day`,
  details: { start: preciseDate("start") },
});

/**
 * Last sign of life that is known: a confirmation; the last edit of a record that is kept here (the date of an import says
 * nothing of its source); the day as of which the source says that it stands.
 */
const lastSign = `greatest(p.last_confirmed_on, CASE WHEN p.origin = 'imported' THEN src.as_of ELSE p.updated_at::date END)`;

/** Records that are over need no confirmation. Where no sign is known at all the fact `confirmation` is missing, which is not this. */
export const stale = ofProjects({
  from: "JOIN source src ON src.id = p.source_id CROSS JOIN today",
  where: `coalesce(p.declared_status_code, '') NOT IN ('closed', 'cancelled') AND ${lastSign} < today.day - interval '3 years'`,
  details: { since: `${lastSign}::text` },
});

export const signedAfterEnd = ofProjects({
  where: `p.signed_year > ${endYear}`,
  details: { signed: "p.signed_year::text", end: `${endYear}::text` },
});

export const fundingOutsideDates = ofProjects({
  from: `CROSS JOIN LATERAL (
    SELECT count(DISTINCT f.year)::int AS count, string_agg(DISTINCT f.year::text, ', ' ORDER BY f.year::text) AS years
    FROM funding_line f WHERE f.project_id = p.id AND (f.year < ${startYear} OR f.year > ${endYear})) AS outside`,
  where: "outside.count > 0",
  details: { count: "outside.count", years: "outside.years" },
});

/** Three-year funding, although the dates cover less than three years, or all the funding is for one year. */
export const threeYearTooShort = ofProjects({
  from: `CROSS JOIN LATERAL (
    SELECT CASE WHEN ${endYear} - ${startYear} < 2 THEN ${endYear} - ${startYear} + 1 END AS dates,
      (SELECT 1 FROM funding_line f WHERE f.project_id = p.id HAVING count(*) > 0 AND count(*) = count(f.year) AND min(f.year) = max(f.year)) AS funding
  ) AS covers`,
  where: "p.three_year_funding AND coalesce(covers.dates, covers.funding) IS NOT NULL",
  details: {
    by: "CASE WHEN covers.dates IS NULL THEN 'funding' ELSE 'dates' END",
    years: "coalesce(covers.dates, covers.funding)",
  },
});
