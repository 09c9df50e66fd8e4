import { type Database, db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import type { Role } from "./permissions";
import { newToken, tokenHash } from "./token";

/** Who is signed in, and whose contacts they may see. */
export type Viewer = {
  accountId: number;
  sessionId: number;
  email: string;
  role: Role;
  countries: readonly string[];
  organisationIds: readonly number[];
  expiresAt: Date;
};

const account = {
  select: {
    ...{ id: true, email: true, role: true },
    countries: { select: { countryCode: true }, orderBy: { countryCode: "asc" } },
    organisations: { select: { organisationId: true } },
  },
} as const;

/** Who the bearer of a session's token is; null: the session is over, or the account was revoked. */
export async function findViewer(token: string | null, now = new Date()): Promise<Viewer | null> {
  if (token === null) return null;
  const session = await db().accountSession.findFirst({
    where: {
      tokenHash: tokenHash("session", token),
      expiresAt: { gt: now },
      lastSeenAt: { gt: new Date(now.getTime() - limits.sessionIdleMs) },
      account: { revokedAt: null },
    },
    select: { id: true, lastSeenAt: true, expiresAt: true, account },
  });
  if (!session) return null;
  const { id, lastSeenAt, expiresAt } = session;
  if (lastSeenAt.getTime() < now.getTime() - limits.sessionSeenMs)
    await db().accountSession.updateMany({ where: { id }, data: { lastSeenAt: now } });
  const { countries, organisations, id: accountId, email, role } = session.account;
  return {
    ...{ accountId, email, role, expiresAt },
    sessionId: id,
    countries: countries.map(({ countryCode }) => countryCode),
    organisationIds: organisations.map(({ organisationId }) => organisationId),
  };
}

/** Signs an account in: the token of a new session, which only the browser keeps. The session that the browser had ends. */
export async function openSession(accountId: number, had: string | null, now = new Date()): Promise<string> {
  const token = newToken();
  const hash = tokenHash("session", token);
  const expiresAt = new Date(now.getTime() + limits.sessionLifeMs);
  await db().$transaction([
    ...(had === null ? [] : [db().accountSession.deleteMany({ where: { tokenHash: tokenHash("session", had) } })]),
    db().accountSession.create({ data: { accountId, tokenHash: hash, createdAt: now, lastSeenAt: now, expiresAt } }),
    db().account.update({ where: { id: accountId }, data: { lastSignInAt: now } }),
    db().auditEntry.create({ data: { kind: "signed_in", accountId } }),
  ]);
  return token;
}

/** Ends the session of a viewer, or all that the account has. */
export async function endSessions({ accountId, sessionId }: Viewer, which: "this" | "all"): Promise<void> {
  await db().accountSession.deleteMany({ where: which === "all" ? { accountId } : { id: sessionId } });
}

/** Erases sessions that are over. Returns how many. */
export async function purgeSessions(database: Database, now: Date): Promise<number> {
  const idleSince = new Date(now.getTime() - limits.sessionIdleMs);
  const { count } = await database.accountSession.deleteMany({
    where: { OR: [{ expiresAt: { lte: now } }, { lastSeenAt: { lte: idleSince } }] },
  });
  return count;
}
