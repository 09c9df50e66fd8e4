import { db } from "@/lib/core/db";
import { readForm, refuseOtherSites } from "@/lib/http/form-body";
import type { Locale } from "@/lib/i18n/locales";
import { deliverSoon } from "@/lib/mail/queue";
import { accountParameters, signInTarget } from "./address";
import { type Answered, moveTo } from "./answered";
import { mayHoldCookies, readCookie, setCookie } from "./cookie";
import { askForLink, findLink, spendLink } from "./links";
import { accountMails } from "./mail-queue";
import { receiveOfOperator } from "./operator-forms";
import { type AccountAction, type AccountPath, mayDo, mayRead, permissions } from "./permissions";
import { takeTurn } from "./rate";
import { readEmail, type SignInProblem } from "./schema";
import { endSessions, findViewer, openSession, type Viewer } from "./sessions";
import { waysIn } from "./ways-in";

const isRead = ({ method }: Request) => method === "GET" || method === "HEAD";

/** Decides about a page that is not public, by the table of lib/accounts/permissions.ts. Throws what the database throws. */
export async function answerAccount(request: Request, locale: Locale, path: AccountPath): Promise<Answered> {
  const token = readCookie(request.headers.get("cookie"), "session");
  const isOpen = permissions[path].read === "everybody";
  const viewer = isOpen ? null : await findViewer(token);
  if (!isOpen && !viewer)
    return moveTo(locale, signInTarget(locale, token ? "ended" : undefined), token ? [setCookie("session", null)] : []);
  if (!mayRead(path, viewer?.role ?? null)) return { code: "forbidden" };
  if (isRead(request)) return path === "/sign-in/link" ? showLink(request, locale) : { status: 200 };
  refuseOtherSites(request);
  const form = await readForm(request);
  const action = form.get("action") ?? "";
  if (!mayDo(path, action, viewer?.role ?? null)) return { code: "invalid_input" };
  return viewer ? receiveOfViewer(viewer, form, action as AccountAction, locale) : receiveOfVisitor(request, form, path, locale);
}

const tokenOf = (request: Request, locale: Locale) =>
  new URL(request.url).searchParams.get(accountParameters.token[locale]) ?? "";

/** Opening the link does not use it up: programs that look through mails open it, too. */
async function showLink(request: Request, locale: Locale): Promise<Answered> {
  return { status: (await findLink(tokenOf(request, locale))) ? 200 : 410 };
}

async function receiveOfVisitor(request: Request, form: URLSearchParams, path: AccountPath, locale: Locale): Promise<Answered> {
  if (path === "/sign-in") return receiveAddress(request, form.get("email") ?? "", locale);
  if (!mayHoldCookies() || !takeTurn(request, "use")) return { code: "too_many_requests" };
  const accountId = await spendLink(tokenOf(request, locale));
  if (accountId === null) return { status: 410 };
  const token = await openSession(accountId, readCookie(request.headers.get("cookie"), "session"));
  return moveTo(locale, { pathname: "/account" }, [setCookie("session", token)]);
}

/** The same answer, and the same work before it, whether somebody with this address was invited or not. */
async function receiveAddress(request: Request, text: string, locale: Locale): Promise<Answered> {
  if (!waysIn().mail) return { status: 200 };
  const email = readEmail(text);
  const again = (code: SignInProblem) => ({ draft: { values: { email: text.slice(0, 300) }, problems: [{ code }] } });
  if (email === null) return { ...again("email_invalid"), status: 422 };
  if (!takeTurn(request, "ask") || !(await askForLink(email, locale))) return { ...again("too_many"), status: 429 };
  deliverSoon(accountMails);
  return moveTo(locale, { pathname: "/sign-in/sent" });
}

async function receiveOfViewer(viewer: Viewer, form: URLSearchParams, action: AccountAction, locale: Locale): Promise<Answered> {
  if (action === "leave" || action === "leave_everywhere") {
    await endSessions(viewer, action === "leave" ? "this" : "all");
    return moveTo(locale, signInTarget(locale, "left"), [setCookie("session", null)]);
  }
  return receiveOfOperator(db(), viewer, form, action, locale);
}
