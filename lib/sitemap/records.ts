import { isoDayInFrance } from "@/lib/core/dates";
import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { Prisma } from "@/lib/core/prisma-client/client";
import type { Target } from "@/lib/i18n/href";
import type { Entry } from "./entry";

const { sql } = Prisma;

/** What has an id: a part holds those of a range of ids, whatever the number of records. */
export const recordSections = ["projects", "organisations", "news"] as const;
export type RecordSection = (typeof recordSections)[number];

type Row = { id: number; publicId: string; slugFr: string; slugEn: string; changedAt: Date };

/** The body, and those that became part of it: their projects are on its page (lib/profiles/queries/organisation.ts). */
const hasProjects = sql`EXISTS (
  WITH RECURSIVE line AS (
    SELECT o.id, o.public_id, 0 AS step
    UNION ALL SELECT b.id, b.public_id, line.step + 1 FROM line JOIN organisation b ON b.successor_id = line.id
      WHERE line.step < ${limits.successions})
  SELECT FROM line JOIN search_count s ON s.token IN ('organisation:' || line.public_id, 'funder:' || line.public_id) AND s.projects > 0)`;

/** Which records of each table have a page that search engines may show, and when what it says changed. Alias `o`. */
const tables: Record<RecordSection, { pathname: Target["pathname"]; from: Prisma.Sql; slugs: Prisma.Sql; changed: Prisma.Sql }> =
  {
    projects: {
      pathname: "/projects/[record]",
      from: sql`project o WHERE o.origin <> 'demo'`,
      slugs: sql`o.slug_fr AS "slugFr", o.slug_en AS "slugEn"`,
      changed: sql`o.updated_at`,
    },
    organisations: {
      pathname: "/organisations/[record]",
      from: sql`organisation o WHERE o.origin <> 'demo' AND o.successor_id IS NULL AND ${hasProjects}`,
      slugs: sql`o.slug AS "slugFr", o.slug AS "slugEn"`,
      changed: sql`greatest(o.updated_at, (SELECT max(p.updated_at) FROM project p WHERE p.id IN (
      SELECT project_id FROM project_organisation WHERE organisation_id = o.id
      UNION SELECT project_id FROM funding_line WHERE funder_id = o.id)))`,
    },
    news: {
      pathname: "/news/[record]",
      from: sql`news_item o WHERE o.origin <> 'demo' AND o.published`,
      slugs: sql`o.slug_fr AS "slugFr", o.slug_en AS "slugEn"`,
      changed: sql`o.updated_at`,
    },
  };

const tableOf = { projects: sql`project`, organisations: sql`organisation`, news: sql`news_item` } as const;

/** Numbers of the parts of a section that hold any record, from 1. */
export async function partsOf(section: RecordSection): Promise<number[]> {
  const size = limits.sitemapRecords;
  const rows = await db().$queryRaw<{ part: number }[]>`
    SELECT part FROM generate_series(1, (SELECT coalesce(max(id) + ${size - 1}, 0) / ${size} FROM ${tableOf[section]})) AS part
    WHERE EXISTS (SELECT FROM ${tables[section].from} AND o.id > (part - 1) * ${size} AND o.id <= part * ${size}) ORDER BY part`;
  return rows.map(({ part }) => part);
}

/** The pages of a part, read as they are asked for. */
export async function* recordsOf(section: RecordSection, part: number): AsyncGenerator<Entry> {
  const { pathname, from, slugs, changed } = tables[section];
  const last = part * limits.sitemapRecords;
  for (let after = last - limits.sitemapRecords; ; ) {
    const rows = await db().$queryRaw<Row[]>`
      WITH o AS (SELECT o.* FROM ${from} AND o.id > ${after} AND o.id <= ${last} ORDER BY o.id LIMIT ${limits.sitemapBatch})
      SELECT o.id, o.public_id AS "publicId", ${slugs}, ${changed} AS "changedAt" FROM o ORDER BY o.id`;
    for (const { publicId, slugFr, slugEn, changedAt } of rows) {
      const target = (slug: string) => ({ pathname, record: `${publicId}-${slug}` }) as Target;
      yield { targets: { fr: target(slugFr), en: target(slugEn) }, changedOn: isoDayInFrance(changedAt) };
    }
    if (rows.length < limits.sitemapBatch) return;
    after = rows.at(-1)?.id ?? last;
  }
}
