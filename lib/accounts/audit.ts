import { z } from "zod";
import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { firstOf, type Params, parsePage, statedOf } from "@/lib/core/parameters";
import { Prisma } from "@/lib/core/prisma-client/client";
import type { AuditKind } from "@/lib/core/prisma-client/enums";

/** What operators ask of the audit log; null and empty ask for nothing. Days are ISO, as people in France read them. */
export type AuditQuery = { person: number | null; contact: number | null; from: string; to: string; page: number };

/** A line of the audit log. `contact`: what was looked at, which may be gone; `person`: null for the command line. */
export type AuditLine = {
  id: string;
  at: Date;
  kind: AuditKind;
  person: string | null;
  page: string | null;
  contactId: number | null;
  contactOf: string | null;
  contactFunction: string | null;
  subject: string | null;
  access: string | null;
};

/** Reads the query from the parameters of an address. Never throws: what is not understood vanishes. */
export function parseAuditQuery(params: Params): AuditQuery {
  const id = (name: string) => (/^[1-9]\d{0,8}$/.test(firstOf(params, name)) ? Number(firstOf(params, name)) : null);
  const day = (name: string) => z.iso.date().safeParse(firstOf(params, name)).data ?? "";
  return { person: id("person"), contact: id("contact"), from: day("from"), to: day("to"), page: parsePage(params) };
}

/** The parameters of its canonical address. */
export function auditParams({ person, contact, from, to, page }: AuditQuery): Record<string, string> {
  return statedOf({ person: person ?? undefined, contact: contact ?? undefined, from, to, page: page > 1 ? page : undefined });
}

function conditionOf({ person, contact, from, to }: AuditQuery): Prisma.Sql {
  const { sql } = Prisma;
  const day = (text: string) => sql`${text}::date`;
  const conditions = [
    ...(person === null ? [] : [sql`${person} IN (e.account_id, e.subject_id)`]),
    ...(contact === null ? [] : [sql`e.contact_id = ${contact}`]),
    ...(from === "" ? [] : [sql`e.at >= (${day(from)}::timestamp AT TIME ZONE 'Europe/Paris')`]),
    ...(to === "" ? [] : [sql`e.at < ((${day(to)} + 1)::timestamp AT TIME ZONE 'Europe/Paris')`]),
  ];
  return conditions.length === 0 ? sql`true` : Prisma.join(conditions, " AND ");
}

/** A page of the audit log, the latest lines first. */
export async function listAudit(query: AuditQuery): Promise<{ total: number; lines: AuditLine[] }> {
  const condition = conditionOf(query);
  const [lines, counted] = await Promise.all([
    db().$queryRaw<AuditLine[]>`
      SELECT e.id::text AS id, e.at, e.kind::text AS kind, a.email AS person, e.page, e.contact_id AS "contactId",
        e.contact_of AS "contactOf", e.contact_function AS "contactFunction", s.email AS subject, e.access
      FROM audit_entry e LEFT JOIN account a ON a.id = e.account_id LEFT JOIN account s ON s.id = e.subject_id
      WHERE ${condition} ORDER BY e.id DESC LIMIT ${limits.auditRows} OFFSET ${(query.page - 1) * limits.auditRows}`,
    db().$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total FROM audit_entry e WHERE ${condition}`,
  ]);
  return { total: counted[0]?.total ?? 0, lines };
}
