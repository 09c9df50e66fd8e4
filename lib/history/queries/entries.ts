import { isoDayInFrance, isoDayOrNull } from "@/lib/core/dates";
import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { Prisma } from "@/lib/core/prisma-client/client";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import type { Project } from "@/lib/projects/schema";
import { endOfDay } from "../moment";
import { presentChanges } from "../present";
import type { HistoryEntry, RecordHistory } from "../schema";
import type { StoredChange } from "../undo";
import { namesOf } from "./names";

type Asked = {
  page: number;
  /** Only what was made until the end of this day (ISO). */
  until?: string | undefined;
};
type Row = {
  id: string;
  changedAt: Date;
  changes: StoredChange[];
  runId: number | null;
  runKind: string;
  sourceCode: string;
  sourceFr: string;
  sourceEn: string;
  sourceAsOf: Date | null;
};

/** A page of the public history of a project or an organisation, newest first. A record whose making was not noted began on the day it was stored. */
export async function historyOf(
  record: Pick<Project, "id" | "createdOn">,
  locale: Locale,
  { page, until }: Asked,
): Promise<RecordHistory> {
  const size = limits.historyEntries;
  const where = Prisma.sql`r.entity = ${record.id.startsWith("o") ? "organisation" : "project"} AND r.public_id = ${record.id}
    ${until ? Prisma.sql`AND r.changed_at < ${endOfDay(until)}` : Prisma.empty}`;
  const [counted, rows] = await Promise.all([
    db().$queryRaw<{ count: number; begun: boolean }[]>`
      SELECT count(*)::int AS count, coalesce(bool_or(r.changes @> '[{"field": "record"}]'), false) AS begun
      FROM revision r WHERE ${where}`,
    db().$queryRaw<Row[]>`
      SELECT r.id::text AS id, r.changed_at AS "changedAt", r.changes, run.id AS "runId", run.kind AS "runKind", s.code AS "sourceCode",
        s.name_fr AS "sourceFr", s.name_en AS "sourceEn", s.as_of AS "sourceAsOf"
      FROM revision r LEFT JOIN import_run run ON run.id = r.import_run_id LEFT JOIN source s ON s.id = run.source_id
      WHERE ${where} ORDER BY r.id DESC LIMIT ${size} OFFSET ${(page - 1) * size}`,
  ]);
  const { count, begun } = counted[0] ?? { count: 0, begun: false };
  const names = await namesOf(
    rows.flatMap(({ changes }) => changes),
    locale,
  );
  const entries = rows.map((row) => presentEntry(row, presentChanges(row.changes, locale, names), locale));
  const total = count + (begun ? 0 : 1);
  const isLast = (page - 1) * size + rows.length === count && rows.length < size;
  if (!begun && isLast && page <= Math.ceil(total / size))
    entries.push({ id: "0", changedOn: record.createdOn, import: null, changes: [{ kind: "created" }] });
  return { id: record.id, total, page, pages: Math.ceil(total / size), entries };
}

function presentEntry(row: Row, changes: HistoryEntry["changes"], locale: Locale): HistoryEntry {
  const made = row.runId !== null && {
    id: row.runId,
    kind: row.runKind,
    source: { code: row.sourceCode, name: inLocale(locale, row.sourceFr, row.sourceEn) },
    sourceAsOf: isoDayOrNull(row.sourceAsOf),
  };
  return { id: row.id, changedOn: isoDayInFrance(row.changedAt), import: made || null, changes };
}
