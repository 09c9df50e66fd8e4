import { monthsBefore } from "@/lib/core/dates";
import type { Database } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { purgeSessions } from "./sessions";

export type PurgedAccounts = { sessions: number; links: number; entries: number; accounts: number };

/**
 * Erases what is over (docs/decisions/030-accounts.md): sessions, links, lines of the audit log, and accounts that were revoked. The
 * database lets a line go only when its own clock says that its time is over.
 */
export async function purgeAccounts(database: Database, now: Date): Promise<PurgedAccounts> {
  const sessions = await purgeSessions(database, now);
  const links = await database.$executeRaw`
    DELETE FROM account_link WHERE coalesce(expires_at, created_at + CASE purpose
        WHEN 'invitation' THEN make_interval(days => ${limits.invitationDays}::int)
        ELSE make_interval(secs => ${limits.signInMailMs / 1_000}::float8) END)
      < ${now}::timestamptz - make_interval(days => ${limits.accountLinkDays}::int)`;
  const entries = await database.$executeRaw`
    DELETE FROM audit_entry WHERE at < now() - make_interval(months => ${limits.auditMonths}::int)`;
  const accounts = await database.$executeRaw`
    DELETE FROM account a WHERE revoked_at < ${monthsBefore(now, limits.accountMonths)}::timestamptz
      AND NOT EXISTS (SELECT FROM audit_entry e WHERE a.id IN (e.account_id, e.subject_id))`;
  return { sessions, links, entries, accounts };
}
