import type { Database, DatabaseReader } from "@/lib/core/db";
import type { AuditKind } from "@/lib/core/prisma-client/enums";
import type { Access, Invitation, InvitationProblem } from "./schema";

/** Who changes an account: another one, or null for the command line. */
export type Actor = number | null;

type Scope = { countryCodes: string[]; organisationIds: number[] };

/** What an access names, where all of it exists. */
async function readScope(tx: DatabaseReader, { countries, organisations }: Access): Promise<Scope | InvitationProblem> {
  const known = await tx.country.findMany({ where: { code: { in: countries } }, select: { code: true } });
  if (known.length < countries.length) return "country_unknown";
  const found = await tx.organisation.findMany({ where: { publicId: { in: organisations } }, select: { id: true } });
  if (found.length < organisations.length) return "organisation_unknown";
  return { countryCodes: known.map(({ code }) => code), organisationIds: found.map(({ id }) => id) };
}

/** The access as the audit log tells it: "correspondent ML SN". */
const told = ({ role, countries, organisations }: Access) => [role, ...[...countries, ...organisations].toSorted()].join(" ");

async function giveScope(tx: DatabaseReader, accountId: number, { countryCodes, organisationIds }: Scope): Promise<void> {
  await tx.accountCountry.deleteMany({ where: { accountId } });
  await tx.accountOrganisation.deleteMany({ where: { accountId } });
  await tx.accountCountry.createMany({ data: countryCodes.map((countryCode) => ({ accountId, countryCode })) });
  await tx.accountOrganisation.createMany({ data: organisationIds.map((organisationId) => ({ accountId, organisationId })) });
}

type Noted = { kind: AuditKind; actor: Actor; subjectId: number; access?: string };

const note = (tx: DatabaseReader, { kind, actor, subjectId, access = "" }: Noted) =>
  tx.auditEntry.create({ data: { kind, accountId: actor, subjectId, access: access || null } });

/** Writes the link of an invitation, which a mail takes to the address, unless somebody hands it over. */
async function writeLink(tx: DatabaseReader, email: string, language: string, mailed: boolean): Promise<number> {
  const mails = mailed ? { create: { kind: "invitation" as const } } : {};
  const { id } = await tx.accountLink.create({ data: { purpose: "invitation", email, language, mails } });
  return id;
}

export type Invited = { accountId: number; linkId: number } | { problem: InvitationProblem };

/**
 * Lets somebody sign in, in one transaction with the mail that tells them (`mailed`) and a line of the audit log. Who was revoked is
 * invited anew; who may sign in already is a problem.
 */
export async function invite(database: Database, invitation: Invitation, actor: Actor, mailed = true): Promise<Invited> {
  const { email, language, role } = invitation;
  return database.$transaction(async (tx) => {
    const scope = await readScope(tx, invitation);
    if (typeof scope === "string") return { problem: scope };
    // Two invitations of one address at the same moment: the second waits here, and finds the first.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('account'))`;
    const known = await tx.account.findUnique({ where: { email } });
    if (known && known.revokedAt === null) return { problem: "already_invited" };
    const anew = { role, language, invitedAt: new Date(), revokedAt: null, oidcIssuer: null, oidcSubject: null };
    const { id } = await tx.account.upsert({ where: { email }, create: { email, role, language }, update: anew });
    await giveScope(tx, id, scope);
    await note(tx, { kind: "invited", actor, subjectId: id, access: told(invitation) });
    return { accountId: id, linkId: await writeLink(tx, email, language, mailed) };
  });
}

/** Writes a link for somebody who was invited before; null: nobody who may sign in has this id. */
export async function inviteAgain(database: Database, id: number, actor: Actor, mailed = true): Promise<number | null> {
  return database.$transaction(async (tx) => {
    const account = await tx.account.findFirst({ where: { id, revokedAt: null } });
    if (!account) return null;
    await note(tx, { kind: "invited", actor, subjectId: id });
    return writeLink(tx, account.email, account.language, mailed);
  });
}

/** Gives an account another role. A problem, or null: done. */
export async function changeAccess(
  database: Database,
  id: number,
  access: Access,
  actor: Actor,
): Promise<InvitationProblem | null> {
  return database.$transaction(async (tx) => {
    const scope = await readScope(tx, access);
    if (typeof scope === "string") return scope;
    await tx.account.update({ where: { id }, data: { role: access.role } });
    await giveScope(tx, id, scope);
    await note(tx, { kind: "changed", actor, subjectId: id, access: told(access) });
    return null;
  });
}

/** Keeps somebody out from now on: their sessions and links end. False: nobody who may sign in has this id. */
export async function revoke(database: Database, id: number, actor: Actor): Promise<boolean> {
  return database.$transaction(async (tx) => {
    const [account] = await tx.account.updateManyAndReturn({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } });
    if (!account) return false;
    await tx.accountSession.deleteMany({ where: { accountId: id } });
    await tx.accountLink.deleteMany({ where: { email: account.email } });
    await note(tx, { kind: "revoked", actor, subjectId: id });
    return true;
  });
}
