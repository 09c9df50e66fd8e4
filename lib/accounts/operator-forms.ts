import type { Database } from "@/lib/core/db";
import { oneLine } from "@/lib/core/written-text";
import { readNumber } from "@/lib/feedback/number";
import type { Locale } from "@/lib/i18n/locales";
import { deliverSoon } from "@/lib/mail/queue";
import { relayMails } from "@/lib/relay/mail-queue";
import { retryMails } from "@/lib/relay/outbox";
import { type Answered, moveTo } from "./answered";
import { accountMails } from "./mail-queue";
import { invite, inviteAgain, revoke } from "./mutations";
import type { AccountAction } from "./permissions";
import { checkInvitation, type InvitationProblem, type InvitationValues, invitationFields } from "./schema";
import type { Viewer } from "./sessions";

const readInvitation = (form: URLSearchParams) =>
  Object.fromEntries(
    invitationFields.map((field) => [field, oneLine(form.get(field) ?? "").slice(0, 2_000)]),
  ) as InvitationValues;

/** What an operator sends to a page: the table of permissions was asked before. */
export async function receiveOfOperator(
  database: Database,
  viewer: Viewer,
  form: URLSearchParams,
  action: AccountAction,
  locale: Locale,
): Promise<Answered> {
  if (action === "retry") return retry(database, form.get("number") ?? "", locale);
  if (action === "invite") return receiveInvitation(database, viewer, form, locale);
  const id = Number(/^[1-9]\d{0,8}$/.exec(form.get("id") ?? "")?.[0] ?? Number.NaN);
  // Who keeps themselves out could not let themselves in again.
  if (Number.isNaN(id) || (action === "revoke" && id === viewer.accountId)) return { code: "invalid_input" };
  if (action === "revoke") await revoke(database, id, viewer.accountId);
  if (action === "invite_again" && (await inviteAgain(database, id, viewer.accountId)) !== null) deliverSoon(accountMails);
  return moveTo(locale, { pathname: "/account/people" });
}

async function retry(database: Database, text: string, locale: Locale): Promise<Answered> {
  const number = readNumber(text, "M");
  if (number !== null && (await retryMails(database, number)) > 0) deliverSoon(relayMails);
  return moveTo(locale, { pathname: "/account/outbox" });
}

async function receiveInvitation(database: Database, viewer: Viewer, form: URLSearchParams, locale: Locale): Promise<Answered> {
  const values = readInvitation(form);
  const again = (problems: readonly InvitationProblem[]) =>
    ({ draft: { values, problems: problems.map((code) => ({ code })) }, status: 422 }) as const;
  const { invitation, problems } = checkInvitation(values);
  if (!invitation) return again(problems);
  const invited = await invite(database, invitation, viewer.accountId);
  if ("problem" in invited) return again([invited.problem]);
  deliverSoon(accountMails);
  return moveTo(locale, { pathname: "/account/people" });
}
