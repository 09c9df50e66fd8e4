import { z } from "zod";
import { isoDayInFrance } from "@/lib/core/dates";
import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { Prisma } from "@/lib/core/prisma-client/client";
import type { ImportStatus } from "@/lib/core/prisma-client/enums";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { publicText } from "@/lib/i18n/public-text";
import type { Text } from "@/lib/i18n/text";

/** An import as the public sees it: never who ran it. */
export type ImportSummary = {
  id: number;
  kind: string;
  fileName: string;
  source: string;
  status: ImportStatus;
  /** ISO day in France. */
  startedOn: string;
  counts: Partial<Record<ImportCount, number>>;
};

export const importCounts = ["read", "created", "updated", "unchanged", "rejected", "doubtful"] as const;
export type ImportCount = (typeof importCounts)[number];

/** Reports of other versions are read, too: codes that are unknown today stay codes. */
const lineSchema = z.object({
  line: z.number().int().nullable().catch(null),
  column: z.string().nullable().catch(null),
  value: z.string().catch(""),
  level: z.enum(["rejected", "doubtful", "note"]).catch("note"),
  reason: z.string().catch(""),
  todo: z.string().catch("none"),
});
/** `rank`: its place in the report, which is its identity; two lines may be alike. */
export type ReportLine = z.infer<typeof lineSchema> & { rank: number };

const countsSchema = z.partialRecord(z.enum(importCounts), z.number().int().nonnegative()).catch({});

export type ImportDetail = ImportSummary & {
  sha256: string;
  /** The first of the records that no later import has changed. */
  records: { id: string; slug: string; title: Text }[];
  total: number;
  lines: ReportLine[];
};

type SummaryRow = {
  id: number;
  kind: string;
  file_name: string;
  file_sha256: string;
  status: ImportStatus;
  started_at: Date;
  name_fr: string;
  name_en: string;
  counts: unknown;
};

const summarySql = Prisma.sql`
  SELECT r.id, r.kind, r.file_name, r.file_sha256, r.status::text AS status, r.started_at, s.name_fr, s.name_en, r.report -> 'counts' AS counts
  FROM import_run r JOIN source s ON s.id = r.source_id`;

function present(row: SummaryRow, locale: Locale): ImportSummary {
  return {
    id: row.id,
    kind: row.kind,
    fileName: publicText(row.file_name, locale),
    source: inLocale(locale, row.name_fr, row.name_en),
    status: row.status,
    startedOn: isoDayInFrance(row.started_at),
    counts: countsSchema.parse(row.counts),
  };
}

/** A page of the imports, the latest first, and their number in all. */
export async function listImports(
  { page, size = limits.qualityRows }: { page: number; size?: number },
  locale: Locale,
): Promise<{ total: number; imports: ImportSummary[] }> {
  const [total, rows] = await Promise.all([
    db().importRun.count(),
    db().$queryRaw<SummaryRow[]>`${summarySql} ORDER BY r.id DESC LIMIT ${size} OFFSET ${(page - 1) * size}`,
  ]);
  return { total, imports: rows.map((row) => present(row, locale)) };
}

/** Number of an import as an address writes it; null for anything else. */
export function importIdOf(text: string): number | null {
  const id = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : Number.NaN;
  return id <= 2_147_483_647 ? id : null;
}

/** True when there is an import of this number. */
export async function hasImport(id: number): Promise<boolean> {
  return (await db().importRun.findUnique({ where: { id }, select: { id: true } })) !== null;
}

/** Lines of a report, in the database: a report of thousands of lines is never read whole. */
const linesSql = (id: number) => Prisma.sql`
  FROM import_run r, jsonb_path_query(r.report, 'lax $.files[*].lines[*]') WITH ORDINALITY AS l(line, rank) WHERE r.id = ${id}`;

/** An import with a page of the lines of its report, the gravest first; null when there is none. */
export async function getImport(id: number, page: number, locale: Locale): Promise<ImportDetail | null> {
  const [rows, counted, lines, records] = await Promise.all([
    db().$queryRaw<SummaryRow[]>`${summarySql} WHERE r.id = ${id}`,
    db().$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total ${linesSql(id)}`,
    db().$queryRaw<{ line: unknown; rank: number }[]>`
      SELECT l.line, l.rank::int AS rank ${linesSql(id)}
      ORDER BY coalesce(array_position(ARRAY['rejected', 'doubtful'], l.line ->> 'level'), 3), l.rank
      LIMIT ${limits.reportLines} OFFSET ${(page - 1) * limits.reportLines}`,
    db().project.findMany({
      where: { importRunId: id },
      select: { publicId: true, title: true, language: true, slugFr: true, slugEn: true },
      orderBy: { id: "asc" },
      take: limits.reportLines,
    }),
  ]);
  const [row] = rows;
  if (!row) return null;
  return {
    ...present(row, locale),
    sha256: row.file_sha256,
    records: records.map(({ publicId, title, language, slugFr, slugEn }) => ({
      id: publicId,
      slug: inLocale(locale, slugFr, slugEn),
      title: { text: publicText(title, language), language, status: "original" },
    })),
    total: counted[0]?.total ?? 0,
    lines: lines.flatMap(({ line, rank }) => {
      const parsed = lineSchema.safeParse(line);
      return parsed.success ? [{ ...parsed.data, rank, value: publicText(parsed.data.value, locale) }] : [];
    }),
  };
}
